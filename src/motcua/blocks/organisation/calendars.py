"""The working calendar of a commune, read from the national days, its own days and its weeks."""

from collections.abc import Iterable
from datetime import date, time

from motcua.blocks.organisation.models import CommuneDay, NationalDay, WorkingWeek
from motcua.blocks.organisation.rules.calendar import WorkingCalendar
from motcua.blocks.organisation.rules.days import OFFICE_WEEK, DayException, DayKind, Season, Session, Week
from motcua.kernel import tenancy
from motcua.kernel.cache import Cache

_calendars: Cache[tuple[int, int], WorkingCalendar] = Cache()

Written = Iterable[Iterable[str]]


def read_sessions(written: Written) -> tuple[Session, ...]:
    """Turn [["07:00", "11:30"], ...] into sessions; ValueError when it is not that."""
    return tuple(Session(time.fromisoformat(start), time.fromisoformat(end)) for start, end in written)


def write_sessions(sessions: Iterable[Session]) -> list[list[str]]:
    """Turn sessions into what the tables keep."""
    return [[f"{each.start:%H:%M}", f"{each.end:%H:%M}"] for each in sessions]


def write_week(week: Week) -> dict[str, list[list[str]]]:
    """Turn a week into what the tables keep: a list of sessions for each weekday, Monday "0"."""
    return {str(weekday): write_sessions(sessions) for weekday, sessions in enumerate(week)}


def _read_week(written: dict[str, Written]) -> Week:
    return tuple(read_sessions(written.get(str(weekday), ())) for weekday in range(7))


def _exceptions(commune_id: int, first: date, last: date) -> tuple[DayException, ...]:
    span = {"on__gte": first, "on__lte": last}
    days = {
        day.on: DayException(
            day.on, DayKind(day.kind), day.name, day.source,
            swapped_with=day.swapped_with, provisional=day.provisional,
        )
        for day in NationalDay.objects.filter(**span)
    }  # fmt: skip
    for own in CommuneDay.objects.filter(commune_id=commune_id, **span):
        days[own.on] = DayException(
            own.on, DayKind(own.kind), own.name, own.source, read_sessions(own.sessions)
        )
    return tuple(days[on] for on in sorted(days))


def _load(commune_id: int, year: int) -> WorkingCalendar:
    with tenancy.scope(communes=[commune_id]):
        weeks = list(WorkingWeek.objects.filter(commune_id=commune_id).order_by("valid_from"))
        exceptions = _exceptions(commune_id, date(year - 2, 1, 1), date(year + 3, 12, 31))
    if not weeks:
        return WorkingCalendar(OFFICE_WEEK, exceptions)
    seasons = tuple(Season(w.valid_from, _read_week(w.sessions)) for w in weeks[1:])
    return WorkingCalendar(_read_week(weeks[0].sessions), exceptions, seasons)


def working_calendar(commune_id: int, around: date) -> WorkingCalendar:
    """Return the working calendar of a commune, exact from two years before `around` to three after.

    Remembered for some seconds, so that counting a term costs no statement as a rule.
    Legal basis: Labour Code 2019, Articles 105, 111, 112.
    """
    key = (commune_id, around.year)
    return _calendars.get(key) or _calendars.keep(key, _load(commune_id, around.year))


def forget_calendars() -> None:
    """Drop what this process remembers of calendars."""
    _calendars.clear()
