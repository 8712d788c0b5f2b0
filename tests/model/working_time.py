"""A clock of its own: one byte a minute, and sums over all of them.

Nothing here is shared with the product's clock, which walks over days and sessions. Moments are whole
minutes since the first minute of the first year, on the clock of Viet Nam.
"""

from array import array
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from itertools import accumulate

from tests.model import calendar_2026 as plain

DAY = 24 * 60
FIRST = date(plain.FIRST_YEAR, 1, 1)
_LAST = date(plain.LAST_YEAR + 1, 1, 1)
_COUNT = (_LAST - FIRST).days
_SATURDAY = 5

Sessions = tuple[tuple[int, int], ...]


class WorkingTime:
    """Which minutes count. `special`: the sessions of days that differ from their weekday."""

    def __init__(self, special: Mapping[date, Sessions]) -> None:
        self.special = dict(special)
        self._sessions = [self._of(FIRST + timedelta(n)) for n in range(_COUNT)]
        works = bytearray(_COUNT * DAY)
        for number, sessions in enumerate(self._sessions):
            for start, end in sessions:
                works[number * DAY + start : number * DAY + end] = b"\x01" * (end - start)
        # Entry m: the working minutes before minute m.
        self._before = array("l", accumulate(works, initial=0))

    def _of(self, on: date) -> Sessions:
        return self.special.get(on, plain.SESSIONS if on.weekday() < _SATURDAY else ())

    def sessions(self, number: int) -> Sessions:
        """Return the sessions of a day, counted from the first one."""
        return self._sessions[number]

    def between(self, a: int, b: int) -> int:
        """Working minutes from `a` to `b`; negative when `b` is earlier."""
        return self._before[b] - self._before[a]

    def begin(self, at: int) -> int:
        """When a clock started at `at` begins to count: now within a session or at its close, else at the opening."""
        number, clock = divmod(at, DAY)
        if any(start <= clock <= end for start, end in self._sessions[number]):
            return at
        return bisect_left(self._before, self._before[at] + 1) - 1

    def add(self, at: int, minutes: int) -> int:
        """The moment so many working minutes later: the close of a session rather than the next opening."""
        start = self.begin(at)
        return max(start, bisect_left(self._before, self._before[start] + minutes))

    def is_opening(self, at: int) -> bool:
        """Whether a session begins at this minute."""
        number, clock = divmod(at, DAY)
        return any(start == clock for start, _ in self._sessions[number])

    def opening(self, at: int) -> int:
        """`at` while the office works, else when it next opens."""
        return bisect_left(self._before, self._before[at] + 1) - 1

    def workday(self, number: int) -> int:
        """This day, or the next one that is worked."""
        while not self._sessions[number]:
            number += 1
        return number

    def workdays_later(self, number: int, count: int) -> int:
        """The so-many-th day worked after this one."""
        for _ in range(count):
            number = self.workday(number + 1)
        return number

    def close_after(self, at: int, count: int) -> int:
        """The close of the so-many-th day worked after this moment's day."""
        number = self.workdays_later(at // DAY, count)
        return number * DAY + self._sessions[number][-1][1]

    def land(self, number: int, clock: int) -> int:
        """This time of day on a day worked, brought into its sessions."""
        sessions = self._sessions[number]
        for start, end in sessions:
            if clock < start:
                return number * DAY + start
            if clock <= end:
                return number * DAY + clock
        return number * DAY + sessions[-1][1]

    def settled(self, at: int) -> int:
        """A promised moment, brought into working time: a day off gives way to the next day worked."""
        number, clock = divmod(at, DAY)
        return self.land(self.workday(number), clock)

    def due(self, accepted: int, value: int, unit: str, cutoff: int | None = None) -> int:
        """When an answer is due. Day and month terms count days off but do not end on one."""
        start = self.begin(accepted)
        number, clock = divmod(start, DAY)
        if unit == "hour":
            return self.add(start, value * 60)
        if unit == "same_day":
            assert cutoff is not None
            late = accepted // DAY == number and accepted % DAY > cutoff
            number = self.workdays_later(number, 1) if late else number
            return number * DAY + self._sessions[number][-1][1]
        if unit == "working_day":
            return self.land(self.workdays_later(number, value), clock)
        last = number + value if unit == "day" else _months_later(number, value)
        return self.land(self.workday(last), clock)


def _months_later(number: int, months: int) -> int:
    on = FIRST + timedelta(number)
    year, month = on.year + (on.month - 1 + months) // 12, (on.month - 1 + months) % 12 + 1
    return (date(year, month, min(on.day, monthrange(year, month)[1])) - FIRST).days


def minute(text: str) -> int:
    """Read a local moment."""
    since = datetime.fromisoformat(text) - datetime(FIRST.year, 1, 1)  # noqa: DTZ001
    return int(since.total_seconds()) // 60


def told(at: int | None) -> str:
    """Write a moment as people read it."""
    if at is None:
        return "-"
    return f"{datetime(FIRST.year, 1, 1) + timedelta(minutes=at):%Y-%m-%dT%H:%M}"  # noqa: DTZ001


@cache
def official() -> WorkingTime:
    """The official calendar."""
    return WorkingTime(_official())


@cache
def changed() -> WorkingTime:
    """The calendar a commune changed under running dossiers."""
    special = _official()
    special |= dict.fromkeys(_dates(plain.STORM_DAYS), ())
    special |= dict.fromkeys(_dates(plain.HALF_DAYS), plain.MORNING)
    special |= dict.fromkeys(_dates(plain.STORM_SATURDAYS), plain.SESSIONS)
    return WorkingTime(special)


def _official() -> dict[date, Sessions]:
    off: dict[date, Sessions] = dict.fromkeys(_dates(plain.DAYS_OFF), ())
    return off | dict.fromkeys(_dates(plain.SATURDAYS_WORKED), plain.SESSIONS)


def _dates(rows: tuple[str, ...]) -> list[date]:
    return [date.fromisoformat(day) for day in plain.days(rows)]
