"""Errors of authoring."""

from collections.abc import Sequence
from typing import ClassVar

from motcua.casework.authoring.processes import ProcessFault
from motcua.casework.authoring.rules.faults import Fault
from motcua.kernel.errors import Conflict, DomainError


class ChangedElsewhere(Conflict):
    """The working copy was changed in another window since the page was drawn; nothing was written."""

    code = "changed_elsewhere"

    def __init__(self, by: str) -> None:
        super().__init__(
            f"Bản đang sửa vừa được {by} thay đổi ở cửa sổ khác. Chưa lưu gì. "
            "Nội dung vừa nhập vẫn ở dưới; xem lại rồi bấm Lưu lần nữa nếu vẫn đúng."
        )


class NotReady(DomainError):
    """The form cannot be published: `faults` say why and where; `doubts` may be gone past with a note."""

    code: ClassVar[str] = "form_not_ready"
    status: ClassVar[int] = 422

    def __init__(self, faults: Sequence[Fault], doubts: Sequence[str] = ()) -> None:
        super().__init__("Biểu mẫu chưa công bố được.")
        self.faults, self.doubts = tuple(faults), tuple(doubts)


class ProcessNotReady(DomainError):
    """The process cannot be published: `faults` say why and at which step; `doubts` may be gone past with a note."""

    code: ClassVar[str] = "process_not_ready"
    status: ClassVar[int] = 422

    def __init__(self, faults: Sequence[ProcessFault], doubts: Sequence[str] = ()) -> None:
        super().__init__("Quy trình chưa công bố được.")
        self.faults, self.doubts = tuple(faults), tuple(doubts)
