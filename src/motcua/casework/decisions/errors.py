"""Refusals of the decision context."""

from motcua.kernel.errors import Conflict, NotAvailable, NotFound


class NothingProposed(NotFound):
    """There is no draft result to approve."""

    def __init__(self) -> None:
        super().__init__("Hồ sơ chưa có dự thảo kết quả nào để duyệt.")


class SigningUnderWay(Conflict):
    """A signature was ordered and is being made."""

    code = "signing_under_way"

    def __init__(self) -> None:
        super().__init__("Kết quả đang được ký số. Ông/bà chờ vài giây rồi tải lại trang.")


class NoCredential(NotAvailable):
    """The signer has no digital signature with the signing service."""

    code = "no_credential"

    def __init__(self, who: str) -> None:
        super().__init__(f"Chưa có chữ ký số của {who}. Hãy nhờ quản trị đăng ký chữ ký số trước khi ký.")


class OtherWay(Conflict):
    """The result is with the post, or is not: it is handed over where it is."""

    code = "other_way"

    def __init__(self, *, posted: bool) -> None:
        super().__init__(
            "Kết quả đang ở bưu điện. Hãy ghi đã phát hoặc hoàn về trước."
            if posted
            else "Kết quả này chưa giao bưu tá. Hãy lập danh sách giao bưu tá trước."
        )


class MoneyOwed(Conflict):
    """The result is handed over after what is owed was paid."""

    code = "money_owed"

    def __init__(self, owed: str) -> None:
        super().__init__(f"Hồ sơ còn phải thu {owed}. Hãy thu tiền và xuất biên lai trước khi trả kết quả.")
