"""The national states of a dossier.

Legal basis: Decree 118/2025/NĐ-CP, Articles 17-22; the ten states of the national data exchange.
"""

from enum import IntEnum


class State(IntEnum):
    """The national states of a dossier."""

    SUBMITTED = 1
    ACCEPTED = 2
    REFUSED = 3
    PROCESSING = 4
    SUPPLEMENT = 5
    PAYMENT = 6
    WITHDRAWN = 7
    STOPPED = 8
    DONE = 9
    RETURNED = 10

    @property
    def label(self) -> str:
        """The name of the state as people know it."""
        return _LABELS[self]

    @property
    def is_over(self) -> bool:
        """Whether nothing more will be decided."""
        return self.is_without_result or self in (State.DONE, State.RETURNED)

    @property
    def is_without_result(self) -> bool:
        """Whether it ended with nothing to fetch: no appointment holds any more."""
        return self in (State.REFUSED, State.WITHDRAWN, State.STOPPED)

    @property
    def is_left(self) -> bool:
        """Whether the dossier stands at no step any more: nothing is left to be done."""
        return self.is_over and self is not State.DONE


_LABELS = {
    State.SUBMITTED: "Chờ tiếp nhận",
    State.ACCEPTED: "Đã tiếp nhận",
    State.REFUSED: "Không tiếp nhận",
    State.PROCESSING: "Đang xử lý",
    State.SUPPLEMENT: "Chờ bổ sung",
    State.PAYMENT: "Chờ nộp tiền",
    State.WITHDRAWN: "Đã rút",
    State.STOPPED: "Dừng xử lý",
    State.DONE: "Đã có kết quả",
    State.RETURNED: "Đã trả kết quả",
}
