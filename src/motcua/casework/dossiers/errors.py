"""Refusals of the dossier context. Each has a `kind`, by which pages, bulk results and tests know it."""

from motcua.casework.dossiers.rules.refusals import HELD, ActionRefused
from motcua.kernel.errors import Conflict, NotAllowed, NotFound

__all__ = ["ActionRefused", "DoneBefore", "DossierNotFound", "HeldByAnother", "OutOfReach", "StalePage"]


class DossierNotFound(NotFound):
    """No such dossier for this person."""

    kind = "not_found"

    def __init__(self) -> None:
        super().__init__("Không tìm thấy hồ sơ này, hoặc ông/bà không có quyền xem.")


class OutOfReach(NotAllowed):
    """The action is there, but not for this person: permission, role of the step, or its unit."""

    def __init__(self, message: str, kind: str) -> None:
        super().__init__(message)
        self.kind = kind


class StalePage(Conflict):
    """Someone acted since the page was opened."""

    code = "stale_page"
    kind = "stale_page"

    def __init__(self) -> None:
        super().__init__(
            "Hồ sơ đã được người khác xử lý sau khi ông/bà mở trang này. Chưa có gì thay đổi do lần bấm vừa rồi;"
            " hãy xem lại hồ sơ rồi làm tiếp."
        )


class HeldByAnother(Conflict):
    """The dossier is in another's hands."""

    code = "held_by_another"
    kind = HELD

    def __init__(self) -> None:
        super().__init__("Hồ sơ đang do cán bộ khác thụ lý. Muốn làm thay, hãy phân công lại hồ sơ trước.")


class DoneBefore(Conflict):
    """This very request was carried out already (double click, page sent twice): to be told as a success."""

    code = "done_before"
    kind = "done_before"

    def __init__(self) -> None:
        super().__init__("Việc này đã được thực hiện rồi, không làm lại lần nữa.")
