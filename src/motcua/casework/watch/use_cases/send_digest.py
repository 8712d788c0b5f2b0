"""The digest of the morning: each officer with work is told how much of it there is. No personal data."""

from datetime import datetime

from motcua.blocks.identity import api as identity
from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import api as dossiers
from motcua.casework.watch.use_cases.tell_staff import Telling, tell_staff
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import system


def send_digest(commune_id: int, *, now: datetime) -> int:
    """Tell every officer who holds something what is due today and late; nothing on a day off. Return how many."""
    today = clock.local_date(now)
    if not organisation.working_calendar(commune_id, today).is_working_day(today):
        return 0
    officers = identity.officers_at_work(commune_id, today)
    with tenancy.scope(communes=[commune_id]):
        loads = dossiers.load_by_holder(system(commune_id), now)
        tellings = [
            Telling(one.staff_id, "digest", today.isoformat(), told=_told(loads[one.staff_id]))
            for one in officers
            if one.staff_id in loads
        ]
        return tell_staff(commune_id, tellings, now=now)


def _told(load: dossiers.Load) -> tuple[tuple[str, int], ...]:
    return (("open", load.open), ("today", load.today), ("late", load.late))
