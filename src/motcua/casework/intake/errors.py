"""Refusals of intake."""

from motcua.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound


class DraftNotFound(NotFound):
    """No such draft for this person."""

    def __init__(self) -> None:
        super().__init__(
            "Không tìm thấy hồ sơ đang điền này. Có thể ông/bà đã xóa, hoặc đang dùng tài khoản khác."
        )


class IdentityTooWeak(NotAllowed):
    """The account is not level 2. Legal basis: Decree 69/2024/NĐ-CP; Decision 29/2026/QĐ-TTg."""

    code = "identity_too_weak"

    def __init__(self) -> None:
        super().__init__(
            "Tài khoản định danh của ông/bà mới ở mức 1 nên chưa nộp hồ sơ được. Ông/bà mang thẻ căn cước đến"
            " công an xã để nâng lên mức 2 (miễn phí), hoặc nộp trực tiếp tại quầy Một cửa. Phần đã điền vẫn được giữ."
        )


class Incomplete(InvalidInput):
    """Something is still missing; `errors` are by field id, `papers` by component code."""

    def __init__(self, errors: dict[str, str], papers: dict[str, str]) -> None:
        super().__init__({**errors, **papers}, "Hồ sơ còn thiếu một số mục. Hãy bổ sung rồi nộp.")
        self.fields, self.papers = errors, papers


class NotEligible(InvalidInput):
    """The answers lead to a stop: this procedure is not for this case."""

    def __init__(self, title: str, message: str) -> None:
        super().__init__({}, f"{title}: {message}")


class ChangedElsewhere(Conflict):
    """Another window changed the same fields; `fields` holds what is stored now."""

    code = "changed_elsewhere"

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(
            "Mục này vừa được sửa ở cửa sổ khác. Ông/bà xem lại nội dung bên dưới; bấm lưu lần nữa để dùng nội dung"
            " ông/bà vừa gõ."
        )
        self.fields = fields


class ChargeChanged(Conflict):
    """The charge that the cashier saw is not the one to be paid now; nothing was taken."""

    code = "charge_changed"

    def __init__(self) -> None:
        super().__init__(
            "Khoản phải thu đã thay đổi từ khi mở trang nên chưa thu tiền. Hãy xem lại khoản phải thu ở dưới, rồi ghi"
            " số tiền đã nhận."
        )


class HandledElsewhere(Conflict):
    """A commune handles it that is not on this installation; the draft is kept."""

    code = "handled_elsewhere"

    def __init__(self) -> None:
        super().__init__(
            "Theo tờ khai, hồ sơ này do xã, phường khác giải quyết. Đang cư trú ở đây thì đánh dấu vào ô cuối trang;"
            " không thì nộp tại nơi đó. Phần đã điền vẫn được giữ."
        )


class ProcedureChanged(Conflict):
    """Another version of the procedure is in force; the draft was carried over to it."""

    code = "procedure_changed"

    def __init__(self) -> None:
        super().__init__(
            "Quy định của thủ tục này đã thay đổi từ khi ông/bà bắt đầu điền. Phần đã điền được giữ nguyên và chuyển"
            " sang tờ khai mới; ông/bà xem lại các mục rồi nộp."
        )


class SupplementClosed(Conflict):
    """There is no open supplement request."""

    def __init__(self) -> None:
        super().__init__(
            "Hồ sơ này không còn yêu cầu bổ sung nào đang mở. Phần bổ sung có thể đã được gửi rồi."
        )


class DeclarationMissing(Conflict):
    """What fees, way and admission hang on is not typed in yet."""

    code = "declaration_missing"

    def __init__(self) -> None:
        super().__init__(
            "Tờ khai chưa nhập đủ để biết lệ phí và cách giải quyết. Nhập tờ khai trước, rồi tiếp nhận."
        )


def not_come(paper: str) -> str:
    """Return what is said of a paper of which a file is still on its way when all is handed in."""
    return (
        f"{paper}: tệp đang gửi, chưa tới nơi. Ông/bà chờ gửi xong rồi bấm lại; không gửi nữa thì xóa tệp ở mục"
        " giấy tờ."
    )
