"""The clock of a dossier: how each action starts, stops, runs on, moves or ends it.

Working minutes are counted by the calendar of the commune. `due_original` never changes once it is set.
Legal basis: Decree 118/2025/NĐ-CP, Articles 17, 18, 21; Decree 45/2020/NĐ-CP, Article 11.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers.rules.actions import Action
from motcua.casework.dossiers.rules.facts import Extending, Reopening
from motcua.casework.dossiers.rules.snapshot import Snapshot, to_minute
from motcua.casework.dossiers.rules.world import Order, World
from motcua.kernel import clock

_REASONS = {Action.REQUEST_SUPPLEMENT: "chờ bổ sung hồ sơ", Action.REQUEST_PAYMENT: "chờ nộp tiền"}
_STILL = {"paused_at": None, "minutes_left": None, "step_minutes_left": None}


@dataclass(frozen=True)
class Tick:
    """What an action does to the clock: columns, lines of the calculation, and the pause that begins or ends."""

    changes: Mapping[str, Any] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    pause_begun: bool = False
    pause_ended: bool = False


def tick(kind: str, s: Snapshot, order: Order, world: World) -> Tick:
    """Return what a kind of clock work does to this dossier."""
    return _WORK[kind](s, order, world) if kind else Tick()


def answer_due(at: datetime, world: World) -> datetime:
    """Return by when an answer to a submission is due."""
    return world.calendar.add_working_minutes(clock.local(at), world.law.answer_minutes)


def step_due(s: Snapshot, key: str, world: World) -> datetime | None:
    """Place the end of a step within the term: what is left of the whole term is kept behind it."""
    if s.due_at is None or s.accepted_at is None or s.due_original is None:
        return s.step_due_at
    calendar = world.calendar
    # The whole term as this calendar has it: a day off more must not stretch the steps in which it does not lie.
    whole = organisation.due(clock.local(s.accepted_at), world.term, calendar)
    minutes = calendar.working_minutes_between(s.accepted_at, whole.due_at)
    offsets = catalogue.due_offsets(world.process, minutes)
    behind = minutes - offsets.get(key, minutes)
    moved = s.due_at != whole.due_at
    left = calendar.working_minutes_between(s.accepted_at, s.due_at) if moved else minutes
    return calendar.add_working_minutes(s.accepted_at, max(left - behind, 0))


def recomputed(s: Snapshot, world: World) -> dict[str, Any]:
    """Return the clock under a changed calendar; nothing when it comes out the same.

    The later of the printed and the new due time holds towards the citizen; the step follows the new one.
    What was put off or set by an order stays that moment, moved into working time.
    """
    if s.due_at is None or s.accepted_at is None:
        return {}
    new = _counted_anew(s, world)
    held = max(s.due_at, new)
    changes: dict[str, Any] = {"due_at": held} if held != s.due_at else {}
    if s.paused_at is not None:
        left = _left(s.paused_at, held, world)
        changes |= {"minutes_left": left} if left != s.minutes_left else {}
    if not changes:
        return {}
    ahead = step_due(replace(s, due_at=new), s.step_key, world)
    changes["step_due_at"] = ahead
    if s.paused_at is not None and ahead is not None:
        changes["step_minutes_left"] = _left(s.paused_at, ahead, world)
    return changes


def _counted_anew(s: Snapshot, world: World) -> datetime:
    assert s.accepted_at is not None and s.due_at is not None
    if s.extended_from is not None or s.transferred_from is not None or world.reopened:
        return into_working_time(s.due_at, world.calendar)
    deadline = organisation.due(clock.local(s.accepted_at), world.term, world.calendar)
    return _stood(deadline, world).due_at


def into_working_time(at: datetime, calendar: organisation.WorkingCalendar) -> datetime:
    """Return a promised moment within the sessions of its own day, or of the next working day."""
    at = _minute(at)
    day = calendar.working_day_from(at.date())
    return calendar.clamp(at.replace(year=day.year, month=day.month, day=day.day))


def _answer(s: Snapshot, order: Order, world: World) -> Tick:
    reopened = {"finished_at": None, "clock_ended_at": None} if order.action is Action.REOPEN else {}
    return Tick({"step_due_at": answer_due(order.at, world), **reopened})


def _start(s: Snapshot, order: Order, world: World) -> Tick:
    deadline = organisation.due(clock.local(order.at), world.term, world.calendar)
    if s.transferred_from is not None and s.due_at is not None:
        return _carried_on(s, s.due_at, order, world, deadline)
    started = {"accepted_at": order.at, "due_original": deadline.due_at, "due_at": deadline.due_at}
    return Tick(started, deadline.lines)


def _carried_on(
    s: Snapshot, promised: datetime, order: Order, world: World, deadline: organisation.Deadline
) -> Tick:
    """Let the term go on that was promised where the dossier was first accepted.

    The citizen asked for one thing and was given one date on form 01; that the dossier lay with the wrong authority
    is not their fault, so the date stays. Where the term of the competent commune, counted from the same reception
    with the same stops of the clock, ends earlier, its law holds, for nobody may take longer than their own term.
    A date that was put off by form 04 stays: it was told, once, and cannot be told again.
    Legal basis: Decree 118/2025/NĐ-CP, Articles 17 (the due time on the receipt) and 18 (form 04, once).
    """
    own = _stood(deadline, world).due_at
    held = promised if s.extended_from is not None else min(promised, own)
    told = (
        f"Hồ sơ chuyển đến: giữ hẹn trả {_told(promised)} đã báo người dân"
        if held == promised
        else f"Hồ sơ chuyển đến: hẹn trả theo hạn của nơi giải quyết là {_told(held)}, sớm hơn {_told(promised)}"
    )
    return Tick({"accepted_at": order.at, "due_at": held}, (*deadline.lines, told))


def _stood(deadline: organisation.Deadline, world: World) -> organisation.Deadline:
    """Return a term after every stop of its clock."""
    for one in world.pauses:
        deadline = organisation.pause(deadline, one.started_at, world.calendar)
        if one.ended_at is not None:
            deadline = organisation.resume(deadline, one.ended_at, world.calendar)
    return deadline


def _stop(s: Snapshot, order: Order, world: World) -> Tick:
    if order.action is Action.REQUEST_PAYMENT and not world.law.obligation_stops_clock:
        return Tick()
    at = clock.local(order.at)
    stopped = organisation.pause(_deadline(s, world), at, world.calendar, _REASONS[order.action])
    step_left = _left(at, s.step_due_at, world) if s.step_due_at is not None else 0
    kept = {
        "paused_at": order.at,
        "minutes_left": stopped.pauses[-1].remaining_minutes,
        "step_minutes_left": step_left,
    }
    return Tick(kept, stopped.lines, pause_begun=True)


def _resume(s: Snapshot, order: Order, world: World) -> Tick:
    if s.paused_at is None:
        return Tick()
    at = clock.local(order.at)
    stop = organisation.Pause(_minute(s.paused_at), s.minutes_left or 0)
    running = organisation.resume(replace(_deadline(s, world), pauses=(stop,)), at, world.calendar)
    ahead = world.calendar.add_working_minutes(at, s.step_minutes_left or 0)
    return Tick(
        {**_STILL, "due_at": running.due_at, "step_due_at": ahead}, running.lines, pause_ended=True
    )  # fmt: skip


def _end(s: Snapshot, order: Order, world: World) -> Tick:
    """A correction does not move the first end; a withdrawal ends the clock when it was asked for.

    What goes on at another commune is never late here: its lateness is counted there.
    """
    asked = s.withdrawal_requested_at if order.action is Action.CONFIRM_WITHDRAWAL else None
    if order.action is Action.TRANSFER and s.due_at is not None:
        asked = min(order.at, s.due_at)
    ended = {"clock_ended_at": s.clock_ended_at or asked or order.at, "finished_at": order.at}
    stood = s.paused_at is not None
    return Tick({**ended, **(_STILL if stood else {})}, pause_ended=stood)


def _extend(s: Snapshot, order: Order, world: World) -> Tick:
    assert isinstance(order.facts, Extending) and s.due_at is not None
    new = into_working_time(order.facts.new_due, world.calendar)
    more = world.calendar.working_minutes_between(s.due_at, new)
    ahead = s.step_due_at and world.calendar.add_working_minutes(s.step_due_at, max(more, 0))
    told = f"Gia hạn: hẹn trả từ {_told(s.due_at)} thành {_told(new)}"
    return Tick({"due_at": new, "extended_from": s.due_at, "step_due_at": ahead}, (told,))


def _reopen(s: Snapshot, order: Order, world: World) -> Tick:
    assert isinstance(order.facts, Reopening) and order.facts.due_at is not None
    new = into_working_time(order.facts.due_at, world.calendar)
    corrects = order.facts.kind == "correct_result"
    changes = {
        "due_at": new,
        "finished_at": None,
        "returned_at": None,
        "clock_ended_at": s.clock_ended_at if corrects else None,
    }
    at, due = _told(order.at), _told(new)
    told = (
        f"Mở lại hồ sơ lúc {at}, hạn đính chính: {due}"
        if corrects
        else f"Mở lại hồ sơ lúc {at}, hẹn trả mới: {due}"
    )
    return Tick(changes, (told,))


def _recompute(s: Snapshot, order: Order, world: World) -> Tick:
    changes = recomputed(s, world)
    if s.due_at is None or "due_at" not in changes:
        return Tick(changes)
    told = f"Lịch làm việc thay đổi: hẹn trả từ {_told(s.due_at)} thành {_told(changes['due_at'])}"
    return Tick(changes, (told,))


def _deadline(s: Snapshot, world: World) -> organisation.Deadline:
    assert s.accepted_at and s.due_at and s.due_original
    # The clock counts whole minutes: a stop in the very minute of the acceptance is not before it.
    accepted = _minute(s.accepted_at)
    return organisation.Deadline(
        accepted_at=accepted,
        starts_at=world.calendar.counting_start(accepted),
        term=world.term,
        due_original=clock.local(s.due_original),
        due_at=clock.local(s.due_at),
        lines=(),
    )


def _left(at: datetime, until: datetime, world: World) -> int:
    return max(0, world.calendar.working_minutes_between(clock.local(at), clock.local(until)))


def _minute(at: datetime) -> datetime:
    return to_minute(clock.local(at))


def _told(at: datetime) -> str:
    return organisation.tell_moment(clock.local(at))


_WORK: dict[str, Callable[[Snapshot, Order, World], Tick]] = {
    "answer": _answer,
    "start": _start,
    "stop": _stop,
    "resume": _resume,
    "end": _end,
    "extend": _extend,
    "reopen": _reopen,
    "recompute": _recompute,
}
