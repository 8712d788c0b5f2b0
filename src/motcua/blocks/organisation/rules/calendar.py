"""The working calendar of one agency: weekly sessions and the days that differ from them.

Legal basis: Labour Code 2019 Arts 105, 111, 112 (working week, days off, holidays).
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from motcua.blocks.organisation.rules.days import (
    OFFICE_WEEK,
    DayException,
    DayKind,
    Season,
    Session,
    Week,
    require_week,
)
from motcua.kernel.clock import VIETNAM, local

ONE_DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class WorkingCalendar:
    """Which minutes count: the sessions of Monday to Sunday, by season, and one exception a day at most.

    `week` is in force before the first season. Sessions are those that count for terms: a counter that
    is open on Saturday morning only to take in papers does not list that morning here.
    """

    week: Week = OFFICE_WEEK
    exceptions: tuple[DayException, ...] = ()
    seasons: tuple[Season, ...] = ()
    _by_day: Mapping[date, DayException] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for week in (self.week, *(season.week for season in self.seasons)):
            require_week(week)
        if any(later.valid_from <= earlier.valid_from for earlier, later in pairwise(self.seasons)):
            raise ValueError("seasons must be in order, one from a day")
        by_day = {exception.on: exception for exception in self.exceptions}
        if len(by_day) != len(self.exceptions):
            raise ValueError("two exceptions on the same day")
        object.__setattr__(self, "_by_day", by_day)

    def exception(self, on: date) -> DayException | None:
        """The exception recorded for `on`, if any."""
        return self._by_day.get(on)

    def sessions(self, on: date) -> tuple[Session, ...]:
        """The sessions worked on `on`, in order; empty on a day off."""
        exception = self._by_day.get(on)
        if exception is None:
            return self._week(on)[on.weekday()]
        if exception.kind is DayKind.SWAP_WORK and not exception.sessions:
            week = self._week(on)
            replaced = week[exception.swapped_with.weekday()] if exception.swapped_with else ()
            return replaced or next(sessions for sessions in week if sessions)
        return exception.sessions

    def is_working_day(self, on: date) -> bool:
        """Whether any minute of `on` counts."""
        return bool(self.sessions(on))

    def working_day_from(self, on: date) -> date:
        """`on` itself when it is a working day, else the next one."""
        while not self.is_working_day(on):
            on += ONE_DAY
        return on

    def working_day_after(self, on: date, count: int = 1) -> date:
        """The `count`-th working day after `on`; `on` itself is day 0."""
        if count < 1:
            raise ValueError(f"a count of working days starts at 1, not {count}")
        for _ in range(count):
            on = self.working_day_from(on + ONE_DAY)
        return on

    def next_opening(self, at: datetime) -> datetime:
        """`at` when the office is open (closing time is not open), else the next time it opens."""
        at = to_minute(at)
        day = at.date()
        while True:
            for start, end in self._stretches(day):
                if at < end:
                    return max(at, start)
            day += ONE_DAY

    def counting_start(self, at: datetime) -> datetime:
        """`at` within a session, its closing minute included; else the next opening."""
        at = to_minute(at)
        return at if self._within(at) else self.next_opening(at)

    def close(self, on: date) -> datetime:
        """The end of the last session of working day `on`."""
        return moment(on, self._worked(on)[-1].end)

    def clamp(self, at: datetime) -> datetime:
        """`at` brought into the sessions of its own working day.

        Before opening it becomes the opening, in a break the end of the break, after closing the close.
        """
        at = to_minute(at)
        sessions = self._worked(at.date())
        if self._within(at):
            return at
        later = [session.start for session in sessions if session.start > at.time()]
        return moment(at.date(), later[0] if later else sessions[-1].end)

    def working_minutes_between(self, a: datetime, b: datetime) -> int:
        """Working minutes from `a` to `b`; negative when `b` comes before `a`."""
        a, b = to_minute(a), to_minute(b)
        if b < a:
            return -self.working_minutes_between(b, a)
        total, day, last = 0, a.date(), b.date()
        while day <= last:
            if a.date() < day < last:
                total += sum(session.minutes for session in self.sessions(day))
            else:
                for start, end in self._stretches(day):
                    total += max(0, (min(end, b) - max(start, a)) // MINUTE)
            day += ONE_DAY
        return total

    def add_working_minutes(self, at: datetime, minutes: int) -> datetime:
        """The moment `minutes` working minutes after `at`; the close of a session before the next opening."""
        if minutes < 0:
            raise ValueError(f"working minutes to add cannot be negative: {minutes}")
        at = self.counting_start(at)
        left, day = timedelta(minutes=minutes), at.date()
        while True:
            for start, end in self._stretches(day):
                begin = max(start, at)
                if begin <= end and left <= end - begin:
                    return begin + left
                left -= max(timedelta(0), end - begin)
            day += ONE_DAY

    def _week(self, on: date) -> Week:
        begun = bisect_right(self.seasons, on, key=lambda season: season.valid_from)
        return self.seasons[begun - 1].week if begun else self.week

    def _within(self, at: datetime) -> bool:
        return any(session.start <= at.time() <= session.end for session in self.sessions(at.date()))

    def _worked(self, on: date) -> tuple[Session, ...]:
        sessions = self.sessions(on)
        if not sessions:
            raise ValueError(f"{on} is not a working day")
        return sessions

    def _stretches(self, on: date) -> Iterable[tuple[datetime, datetime]]:
        return ((moment(on, each.start), moment(on, each.end)) for each in self.sessions(on))


def to_minute(at: datetime) -> datetime:
    """`at` on the clock of Vietnam, seconds dropped. A naive moment raises ValueError."""
    return local(at).replace(second=0, microsecond=0)


def moment(on: date, at: time) -> datetime:
    """The moment the local clock shows `at` on `on`."""
    return datetime.combine(on, at, tzinfo=VIETNAM)
