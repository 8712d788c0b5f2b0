"""Paying online and sending results by post: not connected."""

from typing import NoReturn

from motcua.blocks.delivery.ports import ParcelOrder, ParcelReport
from motcua.blocks.payments.ports import PaymentOrder, PaymentReport, PaymentStart
from motcua.kernel.errors import NotAvailable


class AbsentPaymentGateway:
    """Fulfils `PaymentGateway`."""

    key = "absent"
    name = "Thanh toán trực tuyến (chưa có)"

    def start(self, order: PaymentOrder) -> PaymentStart:
        """Refuse."""
        self._refuse()

    def report(self, reference: str) -> PaymentReport:
        """Refuse."""
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise NotAvailable(
            "Chưa thanh toán trực tuyến được. Ông/bà nộp tiền mặt tại quầy Một cửa; cán bộ sẽ đưa biên lai."
        )


class AbsentPostalCarrier:
    """Fulfils `PostalCarrier`."""

    key = "absent"
    name = "Trả kết quả qua bưu điện (chưa có)"

    def book(self, order: ParcelOrder) -> str:
        """Refuse."""
        self._refuse()

    def cancel(self, reference: str) -> None:
        """Refuse."""
        self._refuse()

    def track(self, reference: str) -> ParcelReport:
        """Refuse."""
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise NotAvailable(
            "Chưa gửi kết quả qua bưu điện được. Ông/bà nhận kết quả tại quầy Một cửa, "
            "hoặc tải bản điện tử trong hồ sơ của mình."
        )
