"""Why a login stops, in words for the person."""

from motcua.kernel.errors import DomainError


class LoginFailed(DomainError):
    """Name or password is wrong, or the account is disabled; which of them is never told."""

    code = "login_failed"
    status = 422

    def __init__(self) -> None:
        super().__init__("Tên đăng nhập hoặc mật khẩu không đúng.")


class WrongCode(DomainError):
    """The code is wrong, too old, or was used before."""

    code = "wrong_code"
    status = 422

    def __init__(self) -> None:
        super().__init__("Mã không đúng, đã hết hạn hoặc đã dùng rồi. Hãy chờ mã mới trên điện thoại.")


class LockedOut(DomainError):
    """Too many failures: nobody enters with this name for some hours.

    Legal basis: TCVN 14423:2026, level 3.
    """

    code = "locked_out"
    status = 429

    def __init__(self) -> None:
        super().__init__(
            "Đăng nhập sai quá 5 lần nên tài khoản bị khóa 12 giờ. Cần vào ngay, hãy nhờ quản trị mở khóa."
        )
