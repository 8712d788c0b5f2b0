"""Slips without a number in the circulars: one receipt for several dossiers, the answer to a wish to withdraw."""

from dataclasses import dataclass
from datetime import datetime

from motcua.casework.notices.rules.forms.parts import Channel, Office, Party, Procedure
from motcua.casework.notices.rules.forms.sets import FormName


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One dossier of a receipt for several; `lookup_secret` opens its public look-up."""

    dossier_code: str
    lookup_secret: str
    procedure: Procedure
    owner: str
    papers: int
    term: str
    due_at: datetime
    fee: str = ""


@dataclass(frozen=True, slots=True)
class JointReceipt:
    """Form 01 for several dossiers handed in at once: what they share on top, one line for each."""

    name: FormName
    office: Office
    number: str
    issued_at: datetime
    submitter: Party
    channel: Channel
    received_at: datetime
    lines: tuple[ReceiptLine, ...]
    return_place: str
    receiver: str
    lookup_url: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawalSlip:
    """Phiếu rút hồ sơ, or the answer why it cannot be given back: the wish, its reason, and what was decided.

    `asked` says how the wish came; `papers` are those given back, `fees` what becomes of money that was paid.
    """

    office: Office
    number: str
    issued_at: datetime
    granted: bool
    owner: Party
    procedure: Procedure
    dossier_code: str
    asked_at: datetime
    asked: str
    reason: str
    answer: str
    papers: tuple[str, ...]
    officer: str
    fees: str = ""
    lookup_url: str = ""
