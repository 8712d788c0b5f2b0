"""What narrows a list, as conditions of the database."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q

from motcua.casework.dossiers.lists.asked import Filters
from motcua.casework.dossiers.lists.views import ended_late, late_by, of_team
from motcua.kernel import clock

# Filters that are the equality of a column.
_COLUMNS = {
    "procedure": "procedure_code",
    "channel": "channel",
    "holder": "holder_id",
    "state": "business_state",
    "hamlet": "hamlet_id",
    "next_action": "next_action",
}


def narrowed(filters: Filters, now: datetime, *, closed: bool) -> Q:
    """Return what the filters leave. `closed`: the list is one of what has ended."""
    kept = Q()
    for name, column in _COLUMNS.items():
        value = getattr(filters, name)
        if value:
            kept &= Q(**{column: value})
    if filters.unit is not None:
        kept &= of_team(filters.unit)
    if filters.late:
        kept &= ended_late() if closed else late_by(now)
    if filters.among is not None:
        kept &= Q(id__in=filters.among)
    return kept & _between("finished_at" if closed else "submitted_at", filters.since, filters.until)


def _between(column: str, since: date | None, until: date | None) -> Q:
    kept = Q()
    if since is not None:
        kept &= Q(**{f"{column}__gte": _begin(since)})
    if until is not None:
        kept &= Q(**{f"{column}__lt": _begin(until + timedelta(days=1))})
    return kept


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), clock.VIETNAM)
