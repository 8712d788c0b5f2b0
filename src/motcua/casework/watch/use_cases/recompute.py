"""Count the due times of running dossiers anew after the calendar changed."""

from datetime import datetime

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import tenancy

CAUSE = "calendar"


def recompute_running(commune_id: int, *, now: datetime) -> int:
    """Recompute every running dossier of a commune, each in a transaction of its own; return how many moved.

    Again it changes nothing.
    """
    # This process may remember the calendar of before.
    organisation.forget_calendars()
    with tenancy.scope(communes=[commune_id]):
        ids = dossiers.running(commune_id)
    return sum(dossiers.recompute_due(commune_id, one, CAUSE, now=now) for one in ids)
