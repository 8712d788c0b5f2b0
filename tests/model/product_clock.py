"""The moments, terms and calendars of the reference in the words of the product."""

from datetime import date, datetime, time, timedelta

from motcua.blocks.organisation.rules.calendar import WorkingCalendar
from motcua.blocks.organisation.rules.days import DayException, DayKind, Session
from motcua.blocks.organisation.rules.deadlines import Term, Unit
from motcua.kernel.clock import VIETNAM
from tests.model import calendar_2026 as plain
from tests.model.working_time import FIRST, Sessions, WorkingTime

_START = datetime(FIRST.year, 1, 1, tzinfo=VIETNAM)


def as_moment(at: int) -> datetime:
    """Return the moment of a minute."""
    return _START + timedelta(minutes=at)


def as_minute(moment: datetime | None) -> int | None:
    """Return the minute of a moment."""
    return None if moment is None else int((moment - _START).total_seconds()) // 60


def as_term(term: tuple[int, str] | tuple[int, str, int]) -> Term:
    """Return the term of the product."""
    cutoff = _time(term[2]) if len(term) == 3 else None
    return Term(term[0], Unit(term[1]), cutoff)


def as_calendar(clock: WorkingTime) -> WorkingCalendar:
    """Return the product's calendar of the same days."""
    return WorkingCalendar(exceptions=tuple(_exception(on, given) for on, given in clock.special.items()))


def _exception(on: date, given: Sessions) -> DayException:
    if not given:
        return DayException(on, DayKind.HOLIDAY, "Nghỉ")
    kind = DayKind.SWAP_WORK if given == plain.SESSIONS else DayKind.HALF_DAY
    return DayException(on, kind, "Làm việc", sessions=tuple(Session(_time(a), _time(b)) for a, b in given))


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)
