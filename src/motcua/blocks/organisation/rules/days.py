"""What makes up a working calendar: sessions of a day and days that differ from their weekday."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import pairwise


class DayKind(StrEnum):
    """Why a day differs from its weekday."""

    HOLIDAY = "holiday"
    COMPENSATION = "compensation"
    SWAP_OFF = "swap_off"
    SWAP_WORK = "swap_work"
    HALF_DAY = "half_day"


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """One stretch of working time within a day, on the local clock; both ends are whole minutes."""

    start: time
    end: time

    def __post_init__(self) -> None:
        for edge in (self.start, self.end):
            if edge.tzinfo is not None or edge.second or edge.microsecond:
                raise ValueError(f"a session edge is a local time in whole minutes, not {edge!r}")
        if self.start >= self.end:
            raise ValueError(f"a session must end after it starts: {self.start} - {self.end}")

    @property
    def minutes(self) -> int:
        """How long it is."""
        start, end = self.start, self.end
        return (end.hour - start.hour) * 60 + end.minute - start.minute


@dataclass(frozen=True, slots=True)
class DayException:
    """A day that differs from its weekday; `provisional` while no official notice confirms it.

    A half day lists its own sessions. A swapped working day may list them; without, it works as the
    weekday it replaces (`swapped_with`), else as the first working weekday.
    """

    on: date
    kind: DayKind
    name: str
    source: str = ""
    sessions: tuple[Session, ...] = ()
    swapped_with: date | None = None
    provisional: bool = False

    def __post_init__(self) -> None:
        require_order(self.sessions)
        if self.kind is DayKind.HALF_DAY and not self.sessions:
            raise ValueError(f"half day {self.on} lists no session")
        if self.sessions and self.kind not in (DayKind.HALF_DAY, DayKind.SWAP_WORK):
            raise ValueError(f"day off {self.on} ({self.kind}) cannot have sessions")


Week = tuple[tuple[Session, ...], ...]


@dataclass(frozen=True, slots=True)
class Season:
    """The week worked from a day on, until the next season (winter hours, a changed regulation)."""

    valid_from: date
    week: Week


OFFICE_HOURS = (Session(time(7, 0), time(11, 30)), Session(time(13, 30), time(17, 0)))
OFFICE_WEEK: Week = (OFFICE_HOURS,) * 5 + ((), ())
"""Monday to Friday, 07:00-11:30 and 13:30-17:00: eight hours a day."""


def require_week(week: Week) -> None:
    """Refuse a week without seven days, without work, or with sessions out of order (ValueError)."""
    if len(week) != 7 or not any(week):
        raise ValueError("a week has seven days and works on at least one of them")
    for sessions in week:
        require_order(sessions)


def require_order(sessions: Sequence[Session]) -> None:
    """Refuse sessions that are out of order, overlap or touch (ValueError)."""
    for earlier, later in pairwise(sessions):
        if later.start <= earlier.end:
            raise ValueError(f"sessions must be in order and apart: {earlier} {later}")
