"""What can go wrong when signing; every message is for the person who signs."""

from typing import ClassVar

from motcua.kernel.errors import Conflict, DomainError, NotAvailable


class WrongPin(DomainError):
    """The PIN was not right; the service counts the tries."""

    code: ClassVar[str] = "wrong_pin"
    status: ClassVar[int] = 422

    def __init__(self, message: str = "Mã PIN ký số không đúng. Hãy nhập lại.") -> None:
        super().__init__(message)


class CredentialLocked(DomainError):
    """Too many wrong PINs, or the credential is disabled: only the provider can unlock it."""

    code: ClassVar[str] = "credential_locked"
    status: ClassVar[int] = 423

    def __init__(
        self, message: str = "Chữ ký số đã bị khóa. Hãy liên hệ nhà cung cấp chữ ký số để mở khóa."
    ) -> None:
        super().__init__(message)


class CredentialMissing(DomainError):
    """The service does not know this credential."""

    code: ClassVar[str] = "credential_missing"
    status: ClassVar[int] = 404

    def __init__(self, message: str = "Không tìm thấy chữ ký số này ở nhà cung cấp.") -> None:
        super().__init__(message)


class AuthorisationExpired(DomainError):
    """The authorisation ran out or was used up: ask for the PIN again."""

    code: ClassVar[str] = "authorisation_expired"
    status: ClassVar[int] = 409

    def __init__(self, message: str = "Phiên xác nhận ký số đã hết hạn. Hãy nhập lại mã PIN.") -> None:
        super().__init__(message)


class SigningUnavailable(NotAvailable):
    """The signing service does not answer, and nothing was signed."""

    def __init__(
        self, message: str = "Dịch vụ ký số tạm thời không hoạt động. Chưa có gì được ký, hãy thử lại sau."
    ) -> None:
        super().__init__(message)


class SigningOutcomeUnknown(NotAvailable):
    """The request was sent and no readable answer came: the service may have signed. Authorise anew, never
    resend blindly."""

    code: ClassVar[str] = "signing_outcome_unknown"

    def __init__(
        self,
        message: str = "Mất kết nối khi đang ký số, chưa rõ đã ký hay chưa. Hãy nhập lại mã PIN để ký lại.",
    ) -> None:
        super().__init__(message)


class TimestampUnavailable(NotAvailable):
    """The time-stamp authority gives no usable time stamp; without one the paper is not signed."""

    def __init__(
        self,
        message: str = "Dịch vụ cấp dấu thời gian chưa hoạt động. Văn bản chưa được ký, hãy thử lại sau.",
    ) -> None:
        super().__init__(message)


class NotPrepared(Conflict):
    """The file has no such free place: not prepared, or already signed or numbered."""

    def __init__(self, message: str = "Văn bản này chưa có chỗ ký, hoặc chỗ ký đã được dùng.") -> None:
        super().__init__(message)
