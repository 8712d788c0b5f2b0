"""The life of a sub-dossier: a small table of acts, and one function that reads it.

Legal basis: Decree 118/2025/NĐ-CP, Article 18 (linked procedures); Decree 63/2024/NĐ-CP.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers.rules import refusals
from motcua.casework.dossiers.rules.part_states import OPEN, PartState
from motcua.casework.dossiers.rules.refusals import ActionRefused
from motcua.casework.dossiers.rules.roles import workers_of
from motcua.casework.dossiers.rules.snapshot import to_minute
from motcua.casework.dossiers.rules.world import By
from motcua.kernel import clock


class PartAction(StrEnum):
    """Everything that can be done to a part; `send`, `answer`, `refuse` and `ask` are an officer's acts."""

    BEGIN = "begin"
    SEND = "send"
    ASK = "ask"
    RESUME = "resume"
    ANSWER = "answer"
    REFUSE = "refuse"
    DROP = "drop"
    COMPLETE = "complete"
    END = "end"
    RENEW = "renew"
    RECOUNT = "recount"


@dataclass(frozen=True)
class PartRow:
    """From which states an act leads where: `target` None leaves the state. `noted`: a reason is mandatory."""

    origins: tuple[PartState, ...]
    target: PartState | None
    event: str
    by: str = "officer"
    noted: bool = False


_S = PartState
TABLE: dict[PartAction, PartRow] = {
    PartAction.BEGIN: PartRow((_S.WAITING,), _S.READY, "PartBegun", "system"),
    PartAction.SEND: PartRow((_S.READY, _S.ASKED), _S.SENT, "PartSent"),
    PartAction.ASK: PartRow((_S.SENT,), _S.ASKED, "PartSupplementAsked", noted=True),
    PartAction.RESUME: PartRow((_S.ASKED,), _S.READY, "PartResumed", "system"),
    PartAction.ANSWER: PartRow((_S.SENT,), _S.DONE, "PartDone"),
    PartAction.REFUSE: PartRow((_S.SENT,), _S.REFUSED, "PartRefused", noted=True),
    PartAction.DROP: PartRow((_S.WAITING,), _S.REFUSED, "PartRefused", "system", noted=True),
    PartAction.COMPLETE: PartRow((_S.WORKING,), _S.DONE, "PartDone", "system"),
    PartAction.END: PartRow(OPEN, _S.ENDED, "PartEnded", "system"),
    PartAction.RENEW: PartRow((_S.ENDED,), _S.WAITING, "PartRenewed", "system"),
    # Where the clock runs; the state stays.
    PartAction.RECOUNT: PartRow((_S.READY, _S.WORKING, _S.SENT), None, "PartDueRecounted", "system"),
}
OFFICERS = tuple(action for action, row in TABLE.items() if row.by == "officer")
PERMISSION = "dossier.process"
# What has to happen next in each open state, as people are told it.
NEXT = {
    _S.WAITING: "begin",
    _S.READY: "send",
    _S.WORKING: "complete",
    _S.SENT: "answer",
    _S.ASKED: "send",
}


@dataclass(frozen=True)
class PartSnapshot:
    """A part at one moment. While it is asked for papers `due_at` is that of before, and `minutes_left` are kept."""

    state: PartState
    agency: str
    role: str
    unit: str
    changed_at: datetime
    holder_id: UUID | None = None
    next_action: str = ""
    next_at: datetime | None = None
    begun_at: datetime | None = None
    due_at: datetime | None = None
    minutes_left: int | None = None
    resumed_at: datetime | None = None
    sent_at: datetime | None = None
    ended_at: datetime | None = None

    def late(self, now: datetime) -> bool:
        """Tell whether it is or ended late; while its clock stands it cannot become late."""
        end = self.ended_at or now
        return self.state is not _S.ASKED and self.due_at is not None and to_minute(end) > self.due_at


@dataclass(frozen=True)
class PartOrder:
    """An act asked for. `term`: that of the part; `fallback`: by when to look at a part without a clock."""

    action: PartAction
    at: datetime
    by: By
    term: organisation.Term
    calendar: organisation.WorkingCalendar
    fallback: datetime
    note: str = ""


@dataclass(frozen=True)
class PartOutcome:
    """What the act makes of the part, and what its calculation says of the due time."""

    after: PartSnapshot
    event: str
    lines: tuple[str, ...] = ()


def part_allowed(s: PartSnapshot, by: By) -> tuple[PartAction, ...]:
    """Return what this officer may do to a part now."""
    if refusal_of(s, by):
        return ()
    return tuple(action for action in OFFICERS if s.state in TABLE[action].origins)


def refusal_of(s: PartSnapshot, by: By) -> str:
    """Return why this person keeps no contact with the agency of the part; "" when they do."""
    if by.kind == "system":
        return ""
    if PERMISSION not in by.permissions or not by.roles & workers_of(s.role):
        return "Phần này thuộc về vai trò khác, ông/bà chưa được giao vai trò này."
    if s.unit not in ("", by.unit_kind):
        return f"Phần này do {organisation.unit_words(s.unit)} làm; ông/bà đang ở {by.unit_name}."
    return ""


def decide_part(s: PartSnapshot, order: PartOrder) -> PartOutcome:
    """Return what an act makes of a part. ActionRefused: not from this state, not by this person, without a reason."""
    row = TABLE[order.action]
    if s.state not in row.origins:
        raise ActionRefused(f"Phần này đang ở trạng thái «{s.state.label}» nên không làm việc này được.")
    if row.by == "system" != order.by.kind or refusal_of(s, order.by):
        raise ActionRefused(refusal_of(s, order.by) or "Việc này do hệ thống làm.", refusals.ROLE)
    if row.noted and not order.note.strip():
        raise ActionRefused("Hãy ghi rõ lý do.", refusals.GUARD + "reason")
    at = max(order.at, s.changed_at)
    target = row.target or s.state
    if order.action is PartAction.BEGIN and not s.agency:
        target = _S.WORKING
    holder = s.holder_id if order.by.staff_id is None else order.by.staff_id
    moved = replace(s, state=target, changed_at=at, holder_id=holder)
    moved, lines = _clocked(moved, s, at, order)
    due = moved.due_at or order.fallback
    return PartOutcome(
        replace(moved, next_action=NEXT.get(target, ""), next_at=due if target in OPEN else None),
        row.event,
        lines,
    )


def runs(s: PartSnapshot) -> bool:
    """Tell whether the clock of a part runs."""
    return s.begun_at is not None and s.state in TABLE[PartAction.RECOUNT].origins


def recounted(s: PartSnapshot, term: organisation.Term, calendar: organisation.WorkingCalendar) -> datetime:
    """Return when a part whose clock runs is due by this calendar, as if it had been so from the start."""
    if s.resumed_at is not None:
        return calendar.add_working_minutes(clock.local(s.resumed_at), s.minutes_left or 0)
    assert s.begun_at is not None
    return organisation.due(clock.local(s.begun_at), term, calendar).due_at


def _clocked(
    moved: PartSnapshot, s: PartSnapshot, at: datetime, order: PartOrder
) -> tuple[PartSnapshot, tuple[str, ...]]:
    """Start, stop, run on or end the clock of the part."""
    calendar, local = order.calendar, clock.local(at)
    if order.action is PartAction.BEGIN:
        deadline = organisation.due(local, order.term, calendar)
        return replace(moved, begun_at=at, due_at=deadline.due_at), deadline.lines
    if order.action is PartAction.RECOUNT:
        assert s.due_at is not None
        due = recounted(s, order.term, calendar)
        return replace(moved, due_at=due), (
            f"Lịch làm việc thay đổi: hạn trước {_told(s.due_at)}, nay {_told(due)}",
        )
    if order.action is PartAction.RENEW:
        cleared = dict.fromkeys(("begun_at", "due_at", "minutes_left", "resumed_at", "sent_at", "ended_at"))
        return replace(moved, **cleared), ()  # type: ignore[arg-type]
    if order.action is PartAction.SEND:
        moved = replace(moved, sent_at=at)
    if order.action is PartAction.ASK and s.due_at is not None:
        left = max(0, calendar.working_minutes_between(local, clock.local(s.due_at)))
        return replace(moved, minutes_left=left), (f"Dừng tính từ {_told(at)}, chờ bổ sung hồ sơ",)
    if s.state is _S.ASKED and moved.state.is_open:
        due = calendar.add_working_minutes(local, s.minutes_left or 0)
        return replace(moved, due_at=due, resumed_at=at), (f"Tính tiếp từ {_told(at)}, hạn {_told(due)}",)
    return (moved if moved.state.is_open else replace(moved, ended_at=at)), ()


def _told(at: datetime) -> str:
    return organisation.tell_moment(clock.local(at))
