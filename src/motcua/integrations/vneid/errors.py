"""Why a login through VNeID failed; each with a sentence for the person.

`reason` is a fixed word for logs and counters. Neither the sentence nor the reason ever holds a token, a
code, a number or a name.
"""

from motcua.blocks.identity.ports import LoginRefused, ProviderUnavailable

TRY_AGAIN = "Mời ông/bà bấm Đăng nhập để làm lại."
TRY_LATER = "Mời ông/bà thử lại sau ít phút. Nếu cần gấp, xin đến quầy Một cửa."


class LoginCancelled(LoginRefused):
    """The person said no at VNeID, or VNeID said no to the person."""

    code = "login_cancelled"

    def __init__(self) -> None:
        super().__init__(
            "Ông/bà chưa đồng ý đăng nhập bằng VNeID. Muốn tiếp tục, bấm Đăng nhập và chọn Đồng ý.",
            reason="access_denied",
        )


class CallbackInvalid(LoginRefused):
    """The callback is not the answer to the login this browser began (state, missing or doubled values)."""

    code = "callback_invalid"

    def __init__(self, reason: str) -> None:
        super().__init__(f"Lượt đăng nhập này không còn dùng được. {TRY_AGAIN}", reason=reason)


class CodeRejected(LoginRefused):
    """VNeID does not accept the code: expired, used before, or not for us."""

    code = "code_rejected"

    def __init__(self) -> None:
        super().__init__(f"Lượt đăng nhập đã quá hạn hoặc đã dùng rồi. {TRY_AGAIN}", reason="invalid_grant")


class ClientRejected(ProviderUnavailable):
    """VNeID does not accept our own credentials: somebody has to repair the configuration."""

    code = "client_rejected"

    def __init__(self, reason: str) -> None:
        super().__init__(
            "Cổng của xã chưa kết nối được với VNeID. Cán bộ kỹ thuật cần kiểm tra; "
            "trong lúc chờ, ông/bà có thể nộp hồ sơ tại quầy Một cửa.",
            reason=reason,
        )


class TokenInvalid(LoginRefused):
    """The id token fails a check; `reason` says which."""

    code = "token_invalid"

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"Không xác nhận được thông tin từ VNeID nên hệ thống đã dừng lại cho an toàn. {TRY_AGAIN}",
            reason=reason,
        )


class SubjectMismatch(LoginRefused):
    """The user information belongs to somebody else than the id token."""

    code = "subject_mismatch"

    def __init__(self) -> None:
        super().__init__(
            f"Thông tin VNeID gửi về không khớp với người đăng nhập nên hệ thống đã dừng lại. {TRY_AGAIN}",
            reason="userinfo_sub",
        )


class ClaimsInvalid(LoginRefused):
    """A claim that we need is missing or cannot be read; `field` is our name of it."""

    code = "claims_invalid"

    def __init__(self, field: str) -> None:
        super().__init__(
            "Thông tin cá nhân do VNeID gửi về bị thiếu hoặc không đọc được. "
            "Mời ông/bà kiểm tra tài khoản VNeID, hoặc nộp hồ sơ tại quầy Một cửa.",
            reason=f"claim_{field}",
        )
        self.field = field


class PersonDeceased(LoginRefused):
    """VNeID says that the owner of the account has died."""

    code = "person_deceased"

    def __init__(self) -> None:
        super().__init__(
            "Dữ liệu của VNeID ghi chủ tài khoản này đã qua đời nên không đăng nhập được. "
            "Nếu ghi nhầm, xin đến Công an xã để sửa lại.",
            reason="deceased",
        )


class ProviderTimeout(ProviderUnavailable):
    """VNeID did not answer in time, or cannot be reached."""

    code = "provider_timeout"

    def __init__(self, reason: str) -> None:
        super().__init__(f"VNeID chưa trả lời. {TRY_LATER}", reason=reason)


class ProviderFault(ProviderUnavailable):
    """VNeID answered, but not with what the protocol asks for (5xx, broken text, wrong type)."""

    code = "provider_fault"

    def __init__(self, reason: str) -> None:
        super().__init__(f"VNeID đang trục trặc. {TRY_LATER}", reason=reason)


class AnswerTooLarge(ProviderUnavailable):
    """VNeID sent more than an answer may hold; reading stopped at the limit."""

    code = "answer_too_large"

    def __init__(self, reason: str) -> None:
        super().__init__(f"VNeID trả lời không đúng cách. {TRY_LATER}", reason=reason)
