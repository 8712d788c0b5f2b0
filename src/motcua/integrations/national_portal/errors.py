"""What goes wrong between us and the portal, in words for the officer; never with what was sent."""

from typing import ClassVar

from motcua.kernel.errors import NotAvailable

_ITSELF = "Hệ thống tự làm lại sau ít phút; hồ sơ không mất."


class PortalSilent(NotAvailable):
    """The portal did not answer in time, cannot be reached, or answered with a fault of its own."""

    code: ClassVar[str] = "portal_silent"

    def __init__(self, reason: str) -> None:
        super().__init__(f"Cổng Dịch vụ công quốc gia chưa trả lời. {_ITSELF}")
        self.reason = reason


class PortalUnclear(NotAvailable):
    """The portal answered something that cannot be understood; `reason` is a fixed word."""

    code: ClassVar[str] = "portal_unclear"

    def __init__(self, reason: str) -> None:
        super().__init__(f"Cổng Dịch vụ công quốc gia trả lời không đúng mẫu. {_ITSELF}")
        self.reason = reason


class PortalSaidNo(NotAvailable):
    """The portal refused a call; `reason` is its error code."""

    code: ClassVar[str] = "portal_said_no"

    def __init__(self, reason: str) -> None:
        told = f" (mã lỗi {reason})" if reason else ""
        super().__init__(f"Cổng Dịch vụ công quốc gia không nhận lệnh gọi{told}. {_ITSELF}")
        self.reason = reason


class AccountRefused(NotAvailable):
    """The portal does not accept our account: somebody has to repair the configuration."""

    code: ClassVar[str] = "portal_account"

    def __init__(self) -> None:
        super().__init__(
            "Cổng Dịch vụ công quốc gia không nhận tài khoản kết nối của xã. "
            "Quản trị hệ thống cần xem lại tên và mật khẩu kết nối."
        )
        self.reason = "login"
