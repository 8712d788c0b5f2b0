"""Forms 04, 05 and 06: what is issued while a dossier is worked on, and when the work ends without a result.

Legal basis: Circular 03/2025/TT-VPCP, Annex I; before it Circular 01/2018/TT-VPCP.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from motcua.casework.notices.rules.forms.parts import Office, Party, Procedure
from motcua.casework.notices.rules.forms.reception import ReceivedPaper
from motcua.casework.notices.rules.forms.sets import FormName

Outcome = Literal["early", "on_time", "late", ""]


@dataclass(frozen=True, slots=True)
class Form04:
    """Văn bản xin lỗi và đề nghị gia hạn: why it is late or will be, the apology, and the one new date.

    `due_at` is the due time that cannot be, or was not, kept; `new_due_at` is None while no date can be promised.
    `signer_title` is the post of the head of the handling unit.
    """

    name: FormName
    office: Office
    number: str
    issued_at: datetime
    owner: Party
    procedure: Procedure
    dossier_code: str
    received_at: datetime
    due_at: datetime
    reason: str
    apology: str
    new_due_at: datetime | None
    signer_title: str
    signer: str
    lookup_url: str = ""


@dataclass(frozen=True, slots=True)
class Form05:
    """Thông báo dừng giải quyết hồ sơ: reason, ground, what becomes of the money, and how to object.

    `goes_on`: the competent agency goes on with it.
    """

    name: FormName
    office: Office
    number: str
    issued_at: datetime
    owner: Party
    procedure: Procedure
    dossier_code: str
    received_at: datetime
    reason: str
    legal_ground: str
    fee_treatment: str
    signer_title: str
    signer: str
    lookup_url: str = ""
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class HandOver:
    """One line of form 06: who gave the dossier to whom, when it was given and taken, and how the giver kept time.

    A receiver nobody knows yet, and a moment that has not come, leave the cell to the pen.
    """

    giver_unit: str
    receiver_unit: str
    given_at: datetime
    received_at: datetime | None
    giver: str
    receiver: str
    outcome: Outcome
    note: str = ""


@dataclass(frozen=True, slots=True)
class Form06:
    """Phiếu kiểm soát quá trình giải quyết hồ sơ, in as many copies as `copies` names."""

    name: FormName
    office: Office
    number: str
    issued_at: datetime
    owner: Party
    procedure: Procedure
    papers: tuple[ReceivedPaper, ...]
    term: str
    received_at: datetime
    due_at: datetime
    hand_overs: tuple[HandOver, ...]
    sets: int = 1
    copies: tuple[str, ...] = ("Bản 1: lưu hồ sơ", "Bản 2: lưu tại bộ phận Một cửa")
    lookup_url: str = ""
