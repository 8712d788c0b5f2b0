"""Terms and deadlines: counted exactly, explained line by line.

Legal basis: Decree 118/2025/ND-CP (terms of the one-stop desk); Civil Code 2015 Arts 147, 148 (the
first day is not counted; a term does not end on a day off); Decree 23/2015/ND-CP Arts 7, 21
(certification: the same day, the next working day when taken in after 15:00).
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from motcua.blocks.organisation.rules.calendar import WorkingCalendar, moment, to_minute
from motcua.blocks.organisation.rules.wording import (
    tell_day,
    tell_days_off,
    tell_moment,
    tell_special_days,
    tell_start,
)


class Unit(StrEnum):
    """What a term is measured in. `day` and `month` count days off too."""

    WORKING_DAY = "working_day"
    DAY = "day"
    HOUR = "hour"
    MONTH = "month"
    SAME_DAY = "same_day"


@dataclass(frozen=True, slots=True)
class Term:
    """How long a procedure may take. `same_day` has the value 1 and the `cutoff` still in time."""

    value: int
    unit: Unit
    cutoff: time | None = None

    def __post_init__(self) -> None:
        if self.value < 1:
            raise ValueError(f"a term is at least 1 {self.unit}, not {self.value}")
        if (self.unit is Unit.SAME_DAY) is not (self.cutoff is not None):
            raise ValueError(f"a cutoff belongs to a same_day term and only to it: {self}")
        if self.unit is Unit.SAME_DAY and self.value != 1:
            raise ValueError(f"a same_day term has the value 1, not {self.value}")


@dataclass(frozen=True, slots=True)
class Pause:
    """A stop of the clock, open while `ended_at` is None; `remaining_minutes` is 0 when already late."""

    started_at: datetime
    remaining_minutes: int
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """When an answer is due and why. `due_original` never changes; `lines` is the calculation.

    While the clock is stopped `due_at` is the due time of before the stop.
    """

    accepted_at: datetime
    starts_at: datetime
    term: Term
    due_original: datetime
    due_at: datetime
    lines: tuple[str, ...]
    pauses: tuple[Pause, ...] = ()

    @property
    def is_paused(self) -> bool:
        """Whether the clock is stopped."""
        return bool(self.pauses) and self.pauses[-1].ended_at is None


def due(accepted_at: datetime, term: Term, calendar: WorkingCalendar) -> Deadline:
    """The deadline of a dossier accepted at `accepted_at` (aware; ValueError when naive).

    The day counting starts is day 0. Acceptance outside working time starts at the next opening.
    A term in days or months ends at the clock time of the start; hours are counted to the minute.
    """
    accepted_at = to_minute(accepted_at)
    starts_at = calendar.counting_start(accepted_at)
    lines = [*tell_start(accepted_at, starts_at, calendar)]
    match term.unit:
        case Unit.HOUR:
            due_at = calendar.add_working_minutes(starts_at, term.value * 60)
            lines.append(f"Thời hạn {term.value} giờ, chỉ tính phút trong giờ làm việc")
            lines += tell_days_off(accepted_at.date(), due_at.date(), calendar)
        case Unit.SAME_DAY:
            due_at, told = _same_day(accepted_at, starts_at, term, calendar)
            lines += told
        case _:
            day, told = _due_day(accepted_at.date(), starts_at.date(), term, calendar)
            due_at, landing = _land(day, starts_at.time(), calendar)
            lines += [*told, *landing]
    lines.append(f"Hẹn trả kết quả {tell_moment(due_at)}")
    return Deadline(accepted_at, starts_at, term, due_at, due_at, tuple(lines))


def _due_day(accepted: date, start: date, term: Term, calendar: WorkingCalendar) -> tuple[date, list[str]]:
    if term.unit is Unit.WORKING_DAY:
        day = calendar.working_day_after(start, term.value)
        told = f"Thời hạn {term.value} ngày làm việc, không tính ngày {start:%d/%m/%Y}"
        return day, [told, *tell_days_off(accepted, day, calendar)]
    if term.unit is Unit.DAY:
        last = start + timedelta(days=term.value)
        told = f"Thời hạn {term.value} ngày, tính cả ngày nghỉ, không tính ngày {start:%d/%m/%Y}"
    else:
        last = _months_later(start, term.value)
        told = f"Thời hạn {term.value} tháng kể từ ngày {start:%d/%m/%Y}"
    return _roll(last, told, calendar)


def _roll(last: date, told: str, calendar: WorkingCalendar) -> tuple[date, list[str]]:
    day = calendar.working_day_from(last)
    if day == last:
        return day, [told]
    moved = f"Ngày cuối {tell_day(last)} là ngày nghỉ, chuyển sang {tell_day(day)}"
    return day, [told, moved, *tell_special_days(last, day, calendar)]


def _months_later(on: date, months: int) -> date:
    """The same day number `months` later, else the last day of that month."""
    years, month = divmod(on.month - 1 + months, 12)
    year = on.year + years
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def _land(day: date, clock: time, calendar: WorkingCalendar) -> tuple[datetime, list[str]]:
    wanted = moment(day, clock)
    due_at = calendar.clamp(wanted)
    if due_at == wanted:
        return due_at, []
    return due_at, [f"{wanted:%H:%M} {tell_day(day)} ngoài giờ làm việc, lấy {due_at:%H:%M}"]


def _same_day(
    accepted_at: datetime, starts_at: datetime, term: Term, calendar: WorkingCalendar
) -> tuple[datetime, list[str]]:
    day, cutoff = starts_at.date(), term.cutoff or time.max
    if day == accepted_at.date() and accepted_at.time() > cutoff:
        day = calendar.working_day_after(day)
        told = f"Tiếp nhận sau {cutoff:%H:%M}, trả trong ngày làm việc tiếp theo"
    else:
        told = f"Trả trong ngày {day:%d/%m/%Y} (tiếp nhận sau {cutoff:%H:%M} thì trả ngày làm việc tiếp theo)"
    return calendar.close(day), [told, *tell_days_off(accepted_at.date(), day, calendar)]
