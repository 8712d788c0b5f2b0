"""Forms 01, 02 and 03: what a citizen gets at reception.

Legal basis: Circular 03/2025/TT-VPCP, Annex I; before it Circular 01/2018/TT-VPCP.
"""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.casework.notices.rules.forms.parts import (
    Channel,
    Guide,
    Office,
    PaperForm,
    Party,
    Procedure,
    ReturnMethod,
)
from motcua.casework.notices.rules.forms.sets import FormName


@dataclass(frozen=True, slots=True)
class ReceivedPaper:
    """One line of the table of papers handed in."""

    name: str
    form: PaperForm
    count: int


@dataclass(frozen=True, slots=True)
class CertificationOrder:
    """The extra line of form 01 for certification of copies: pages, paper copies, electronic copies, fee in
    đồng."""

    pages: int
    paper_copies: int
    electronic_copies: int
    fee: int


@dataclass(frozen=True, slots=True)
class Form01:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả.

    `number` is the dossier code; `lookup_url` goes into the QR code; `lookup_secret` is the word of four
    characters that opens the public look-up. `term` is the statutory time in words ("01 ngày làm việc").
    `return_place` is a counter, an address or a site, as `return_method` says. `fee` says what is to be paid.
    `handler` is the authority that handles it, where it is another one than the office that takes it in.
    """

    name: FormName
    office: Office
    number: str
    issued_at: datetime
    lookup_url: str
    lookup_secret: str
    submitter: Party
    channel: Channel
    owner: Party
    procedure: Procedure
    papers: tuple[ReceivedPaper, ...]
    term: str
    received_at: datetime
    due_at: datetime
    return_method: ReturnMethod
    return_place: str
    receiver: str
    sets: int = 1
    book: str = ""
    book_entry: str = ""
    authorisation: str = ""
    certification: CertificationOrder | None = None
    fee: str = ""
    handler: str = ""


@dataclass(frozen=True, slots=True)
class MissingItem:
    """One item to add: the paper or datum, and what exactly is asked."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Form02:
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ: all missing items in one list.

    `number` is the number of this slip, `dossier_code` empty for an online dossier not yet accepted
    (`submission_id` then identifies it); `limit` is the last day for the answer. A further round names the written
    order it rests on.
    """

    name: FormName
    office: Office
    number: str
    issued_at: datetime
    dossier_code: str
    owner: Party
    procedure: Procedure
    items: tuple[MissingItem, ...]
    reason: str
    legal_ground: str
    guide: Guide
    receiver: str
    limit: date | None = None
    order_number: str = ""
    order_dated_on: date | None = None
    submission_id: str = ""
    lookup_url: str = ""


@dataclass(frozen=True, slots=True)
class Form03:
    """Phiếu từ chối tiếp nhận, giải quyết hồ sơ: the reason, its ground, and where to go instead."""

    name: FormName
    office: Office
    number: str
    issued_at: datetime
    dossier_code: str
    owner: Party
    procedure: Procedure
    reason: str
    legal_ground: str
    instead: str
    guide: Guide
    receiver: str
    submission_id: str = ""
    lookup_url: str = ""
