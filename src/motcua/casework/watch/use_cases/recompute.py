"""Count the due times of running dossiers anew after the calendar changed."""

from datetime import datetime

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import tenancy

CAUSE = "calendar"


def recompute_running(commune_id: int, *, now: datetime) -> int:
    """Recompute every running dossier of a commune, and parts of joint ones; return how many moved.

    Each dossier has a transaction of its own. Again it changes nothing.
    """
    # This process may remember the calendar of before.
    organisation.forget_calendars()
    with tenancy.scope(communes=[commune_id]):
        ids = dossiers.running(commune_id)
        joint = {part.dossier_id for part in dossiers.watched_parts(commune_id)}
    moved = sum(dossiers.recompute_due(commune_id, one, CAUSE, now=now) for one in ids)
    return moved + sum(dossiers.recount_parts(commune_id, one, now=now) for one in sorted(joint))
