"""How far a sub-dossier may be."""

from enum import StrEnum


class PartState(StrEnum):
    """How far a part is. `working`: the commune is at it; `ready`: it is to be sent to the agency outside."""

    WAITING = "waiting"
    READY = "ready"
    WORKING = "working"
    SENT = "sent"
    ASKED = "asked"
    DONE = "done"
    REFUSED = "refused"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """The name of the state as people know it."""
        return _LABELS[self]

    @property
    def is_open(self) -> bool:
        """Whether something is still to come."""
        return self in OPEN


_LABELS = {
    PartState.WAITING: "Chờ việc trước",
    PartState.READY: "Sắp gửi",
    PartState.WORKING: "Xã đang làm",
    PartState.SENT: "Cơ quan đang giải quyết",
    PartState.ASKED: "Chờ bổ sung",
    PartState.DONE: "Đã có kết quả",
    PartState.REFUSED: "Không giải quyết",
    PartState.ENDED: "Đã dừng",
}
OPEN = (PartState.WAITING, PartState.READY, PartState.WORKING, PartState.SENT, PartState.ASKED)
"""The states in which something is still to come."""
