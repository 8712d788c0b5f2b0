"""What can be refused about a payment."""

from typing import ClassVar

from motcua.kernel.errors import Conflict


class AlreadyPaid(Conflict):
    """The charge was paid; its receipt has this code."""

    code: ClassVar[str] = "already_paid"

    def __init__(self, receipt_code: str) -> None:
        super().__init__(f"Khoản này đã thu rồi, biên lai số {receipt_code}. Không thu thêm lần nữa.")


class AlreadyRefunded(Conflict):
    """The money was given back; its slip has this code."""

    code: ClassVar[str] = "already_refunded"

    def __init__(self, refund_code: str) -> None:
        super().__init__(f"Khoản này đã trả lại rồi, phiếu số {refund_code}. Không trả thêm lần nữa.")


class ChargedOtherwise(Conflict):
    """The subject was charged before, with other lines."""

    code: ClassVar[str] = "charged_otherwise"

    def __init__(self) -> None:
        super().__init__(
            "Hồ sơ này đã được tính phí với số tiền khác. Hãy tải lại trang để xem khoản phải thu."
        )
