"""Papers about money: the receipt for cash, the slip of cash given back, and the notice of what is to be paid."""

from dataclasses import dataclass
from datetime import datetime

from motcua.casework.notices.rules.forms.parts import Office, Party, Procedure


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


@dataclass(frozen=True, slots=True)
class CashRefund:
    """Phiếu hoàn trả phí, lệ phí: the cash of one receipt given back. `number` runs within the year; a page for
    each of the `copies`, signed by both.

    Of the receiver no more than the name; `payer` is whose dossier was paid for.
    """

    office: Office
    number: str
    issued_at: datetime
    receiver: str
    payer: str
    dossier_code: str
    procedure: Procedure
    receipt_number: str
    receipt_at: datetime
    reason: str
    lines: tuple[FeeLine, ...]
    cashier: str
    method: str = "Tiền mặt"
    lookup_url: str = ""
    copies: tuple[str, ...] = ("Liên 1: Lưu tại nơi trả tiền", "Liên 2: Giao cho người nhận tiền")

    @property
    def total(self) -> int:
        """Return the sum of the lines in đồng."""
        return sum(line.amount for line in self.lines)


@dataclass(frozen=True, slots=True)
class AmountNotice:
    """Thông báo nộp tiền: what is to be paid before the work goes on, on what ground, and until when.

    `undecided` names items whose amount is told when it is paid; `pay_at` says where and how; `clock_stops`: the
    term stands until it is paid.
    """

    office: Office
    number: str
    issued_at: datetime
    payer: Party
    dossier_code: str
    procedure: Procedure
    lines: tuple[FeeLine, ...]
    reason: str
    limit_at: datetime
    pay_at: str
    officer: str
    clock_stops: bool = True
    undecided: tuple[str, ...] = ()
    lookup_url: str = ""

    @property
    def total(self) -> int:
        """Return the sum of the lines in đồng."""
        return sum(line.amount for line in self.lines)
