"""Errors of synchronisation."""

from motcua.casework.synchronisation.rules.reasons import words_of
from motcua.kernel.errors import DomainError, NotAvailable, NotFound


class CannotTakeIn(DomainError):
    """A told dossier cannot be taken in; `reason` is of rules.reasons, `told` what its words need."""

    code = "cannot_take_in"

    def __init__(self, reason: str, **told: str | int) -> None:
        super().__init__(words_of(reason, told)[0])
        self.reason, self.told = reason, told


class ToldNotFound(NotFound):
    """No such dossier among those put aside: it was taken in meanwhile, or it is another commune's."""

    def __init__(self) -> None:
        super().__init__("Không còn hồ sơ này trong danh sách chưa nhận được. Có thể đã nhận xong.")


class BeingReported(NotAvailable):
    """Another worker is telling the portal of this dossier; what is left is told afterwards."""

    code = "being_reported"

    def __init__(self) -> None:
        super().__init__("Hồ sơ này đang được báo lên Cổng quốc gia; phần còn lại sẽ báo tiếp sau.")
