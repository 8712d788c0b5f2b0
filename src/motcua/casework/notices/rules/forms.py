"""What is printed on the forms of the one-stop: one frozen dataclass a form, and `sheet`, which makes the
plain data for the template of the same name in `templates_typst/`.

Legal basis: Circular 03/2025/TT-VPCP, Annex I (forms 01-03); Decree 30/2020/NĐ-CP, Annex I (layout).
"""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any, Literal

from motcua.kernel.clock import local
from motcua.kernel.money import amount_in_words, money

PaperForm = Literal["original", "certified", "photocopy", "electronic"]
ReturnMethod = Literal["counter", "post", "electronic"]
Channel = Literal["national_portal", "local_portal", "counter", "post", "support_desk"]

PAPER_FORM_WORDS: dict[str, str] = {
    "original": "Bản chính",
    "certified": "Bản sao có chứng thực",
    "photocopy": "Bản chụp",
    "electronic": "Bản điện tử",
}
RETURN_METHOD_WORDS: dict[str, str] = {
    "counter": "Nhận trực tiếp tại",
    "post": "Nhận qua dịch vụ bưu chính công ích, tại",
    "electronic": "Nhận bản điện tử tại",
}
CHANNEL_WORDS: dict[str, str] = {
    "national_portal": "Trực tuyến, Cổng Dịch vụ công quốc gia",
    "local_portal": "Trực tuyến, cổng dịch vụ công của xã, phường",
    "counter": "Trực tiếp tại quầy",
    "post": "Qua dịch vụ bưu chính công ích",
    "support_desk": "Trực tuyến, có người hỗ trợ tại điểm tiếp nhận",
}


@dataclass(frozen=True, slots=True)
class Office:
    """The body that issues the paper. `superior` and `agency` head the paper; `unit` is the reception unit as
    written in a sentence; `place` is the name of the commune before the date."""

    superior: str
    agency: str
    unit: str
    place: str
    address: str = ""
    phone: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """A person on the paper. `identity_number` is the number of the citizen's card or passport."""

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    identity_number: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """The procedure asked for, by its national code."""

    code: str
    name: str


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
    """

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


@dataclass(frozen=True, slots=True)
class Guide:
    """The officer who explains, and how to reach that person."""

    name: str
    phone: str
    website: str = ""


@dataclass(frozen=True, slots=True)
class MissingItem:
    """One item to add: the paper or datum, and what exactly is asked."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Form02:
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ: all missing items in one list.

    `number` is the number of this slip, `dossier_code` empty for an online dossier not yet accepted
    (`submission_id` then identifies it); `limit` is the last day for the answer.
    """

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
    submission_id: str = ""
    lookup_url: str = ""


@dataclass(frozen=True, slots=True)
class Form03:
    """Phiếu từ chối tiếp nhận, giải quyết hồ sơ: the reason, its ground, and where to go instead."""

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


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee of a receipt; `unit_amount` in đồng."""

    name: str
    quantity: int
    unit_amount: int

    @property
    def amount(self) -> int:
        """Return the amount in đồng."""
        return self.quantity * self.unit_amount


@dataclass(frozen=True, slots=True)
class CashReceipt:
    """Biên lai thu phí, lệ phí. `template_mark` and `series` are the marks under which the office has
    announced its receipts; `number` runs within them. `tax_code` is that of the office."""

    office: Office
    tax_code: str
    template_mark: str
    series: str
    number: str
    issued_at: datetime
    payer: Party
    dossier_code: str
    procedure: Procedure
    lines: tuple[FeeLine, ...]
    cashier: str
    method: str = "Tiền mặt"
    lookup_url: str = ""
    note: str = ""
    copy: str = "Liên 2: Giao cho người nộp tiền"

    @property
    def total(self) -> int:
        """Return the sum of the lines in đồng."""
        return sum(line.amount for line in self.lines)


Form = Form01 | Form02 | Form03 | CashReceipt
TEMPLATES: dict[type[Any], str] = {
    Form01: "form_01.typ",
    Form02: "form_02.typ",
    Form03: "form_03.typ",
    CashReceipt: "cash_receipt.typ",
}


def sheet(form: Form) -> dict[str, Any]:
    """Return `form` as the plain data its template reads: moments as parts on the clock of Vietnam, codes as
    words, amounts as they are printed."""
    data: dict[str, Any] = _plain(form)
    if isinstance(form, Form01):
        data["channel"] = CHANNEL_WORDS[form.channel]
        data["return_method"] = RETURN_METHOD_WORDS[form.return_method]
        for line, paper in zip(data["papers"], form.papers, strict=True):
            line["form"] = PAPER_FORM_WORDS[paper.form]
        if form.certification:
            data["certification"]["fee"] = money(form.certification.fee)
    if isinstance(form, CashReceipt):
        data["total"] = money(form.total)
        data["total_in_words"] = amount_in_words(form.total)
        data["lines"] = [
            _plain(line) | {"unit_amount": money(line.unit_amount), "amount": money(line.amount)}
            for line in form.lines
        ]
    return data


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        at = local(value)
        return {"year": at.year, "month": at.month, "day": at.day, "hour": at.hour, "minute": at.minute}
    if isinstance(value, date):
        return {"year": value.year, "month": value.month, "day": value.day}
    return value
