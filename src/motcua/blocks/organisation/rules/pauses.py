"""Stopping and resuming the clock of a deadline: the working minutes left are kept exactly.

A supplement asked from the citizen stops the clock; the new due time is the answer plus the working
minutes that were left. It is not rounded again, so that stops may be split or joined without effect.
Legal basis: Decree 118/2025/ND-CP (time for supplements is not counted).
"""

from dataclasses import replace
from datetime import datetime, timedelta

from motcua.blocks.organisation.rules.calendar import WorkingCalendar, to_minute
from motcua.blocks.organisation.rules.deadlines import Deadline, Pause
from motcua.blocks.organisation.rules.wording import tell_days_off, tell_minutes, tell_moment

AWAITING_SUPPLEMENT = "chờ bổ sung hồ sơ"


def pause(
    deadline: Deadline, at: datetime, calendar: WorkingCalendar, reason: str = AWAITING_SUPPLEMENT
) -> Deadline:
    """Stop the clock at `at`; the working minutes left are kept. ValueError when out of order."""
    at = to_minute(at)
    if deadline.is_paused or at < _last_event(deadline):
        raise ValueError(f"the clock cannot stop at {at}: it is stopped, or the last event is later")
    if at > deadline.due_at:
        left, told = 0, "đã quá hạn"
    else:
        left = calendar.working_minutes_between(at, deadline.due_at)
        told = f"còn {tell_minutes(left)}"
    return replace(
        deadline,
        pauses=(*deadline.pauses, Pause(at, left)),
        lines=(*deadline.lines, f"Tạm dừng {tell_moment(at)} ({reason}), {told}"),
    )


def resume(deadline: Deadline, at: datetime, calendar: WorkingCalendar) -> Deadline:
    """Start the clock again at `at`: due after the working minutes that were left.

    A dossier that was late when the clock stopped stays late: its due time does not move.
    ValueError when the clock is not stopped, or stopped later than `at`.
    """
    at = to_minute(at)
    if not deadline.is_paused or at < _last_event(deadline):
        raise ValueError(f"the clock cannot resume at {at}: it is running, or stopped later")
    stopped = deadline.pauses[-1]
    lines = [*deadline.lines]
    if stopped.started_at > deadline.due_at:
        due_at = deadline.due_at
        lines.append(f"Tính tiếp từ {tell_moment(at)}, hồ sơ đã quá hạn từ trước nên hẹn trả không đổi")
    else:
        due_at = _due_after(deadline, at, stopped.remaining_minutes, calendar)
        lines.append(
            f"Tính tiếp từ {tell_moment(at)}, thêm {tell_minutes(stopped.remaining_minutes)} còn lại"
        )
        lines += tell_days_off(at.date(), due_at.date(), calendar)
        lines.append(f"Hẹn trả mới {tell_moment(due_at)} (ban đầu {tell_moment(deadline.due_original)})")
    pauses = (*deadline.pauses[:-1], replace(stopped, ended_at=at))
    return replace(deadline, due_at=due_at, pauses=pauses, lines=tuple(lines))


def _last_event(deadline: Deadline) -> datetime:
    if not deadline.pauses:
        return deadline.accepted_at
    last = deadline.pauses[-1]
    return last.ended_at or last.started_at


def _due_after(deadline: Deadline, at: datetime, minutes: int, calendar: WorkingCalendar) -> datetime:
    """The close of a session and the next opening are equally far in working minutes.

    A term that first ended at an opening keeps to openings; else a stop of no length would move the
    due time to the evening before.
    """
    due_at = calendar.add_working_minutes(at, minutes)
    original = deadline.due_original
    if calendar.next_opening(original - timedelta(minutes=1)) == original:
        return calendar.next_opening(due_at)
    return due_at
