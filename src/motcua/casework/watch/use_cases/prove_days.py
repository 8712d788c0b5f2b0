"""Write what officers did on the days that are over, and prove what was written before against the log."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

from motcua.casework.dossiers import api as dossiers
from motcua.casework.watch.models import OfficerDay
from motcua.casework.watch.queries import DAYS, FIGURES
from motcua.casework.watch.rules.orphans import Found
from motcua.casework.watch.use_cases.keep_findings import keep_findings
from motcua.kernel import clock, tenancy

# Dossiers that are compared with their log in one night.
SAMPLE = 200
# Days that are counted anew every night.
_AGAIN = 3


def run_night(commune_id: int, *, now: datetime) -> int:
    """Count the days that are over, compare a sample of dossiers with their log, and return how much was found.

    A day that was written otherwise than the log tells it is found and written anew.
    """
    today = clock.local_date(now)
    with tenancy.scope(communes=[commune_id]):
        first = _first_unwritten(commune_id, today)
        found = list(_days(commune_id, first, today))
        found += _log_differs(commune_id)
        keep_findings(commune_id, ("day_differs", "log_differs"), found, now=now)
    return len(found)


def _first_unwritten(commune_id: int, today: date) -> date:
    last = (
        OfficerDay.objects.filter(commune_id=commune_id).order_by("-on").values_list("on", flat=True).first()
    )
    earliest = today - timedelta(days=DAYS)
    return max(earliest, min(last, today - timedelta(days=_AGAIN))) if last else earliest


def _days(commune_id: int, first: date, today: date) -> Iterator[Found]:
    for ahead in range((today - first).days):
        on = first + timedelta(days=ahead)
        if _differs(commune_id, on, recount(commune_id, on)):
            yield Found("day_differs", on.isoformat(), detail=f"Ngày {on:%d/%m/%Y}")


def recount(commune_id: int, on: date) -> dict[UUID, Counter[str]]:
    """Return what each officer did on a day, from the log alone, within the caller's scope."""
    since = datetime.combine(on, time(), clock.VIETNAM)
    did: dict[UUID, Counter[str]] = defaultdict(Counter)
    for one in dossiers.work_between(commune_id, since, since + timedelta(days=1)):
        did[one.staff_id][one.kind] += 1
    return did


def _differs(commune_id: int, on: date, did: dict[UUID, Counter[str]]) -> bool:
    """Write a day as the log tells it; tell whether it was written otherwise before."""
    rows = {row.staff_id: row for row in OfficerDay.objects.filter(commune_id=commune_id, on=on)}
    told = {staff_id: {name: counts[name] for name in FIGURES} for staff_id, counts in did.items()}
    written = {key: {name: getattr(row, name) for name in FIGURES} for key, row in rows.items()}
    if written == told:
        return False
    OfficerDay.objects.filter(commune_id=commune_id, on=on).delete()
    OfficerDay.objects.bulk_create(
        OfficerDay(commune_id=commune_id, staff_id=key, on=on, **figures) for key, figures in told.items()
    )
    return bool(written)


def _log_differs(commune_id: int) -> Iterator[Found]:
    """Yield the dossiers of a sample that are not what their log tells; once each."""
    for one in {one.dossier_id: one for one in dossiers.differences_among(commune_id, SAMPLE)}.values():
        yield Found(
            "log_differs", str(one.dossier_id), one.dossier_id, one.reference, f"Cột {one.field or 'mọi'}"
        )
