"""By when an opinion is due that the process asks for."""

from datetime import datetime
from decimal import ROUND_HALF_UP

from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers.rules.snapshot import Snapshot
from motcua.casework.dossiers.rules.world import World
from motcua.kernel import clock


def opinion_due(consult: catalogue.Consult, s: Snapshot, at: datetime, world: World) -> datetime:
    """Return by when the opinion is due: its own term from `at`, no later than its step while that is still ahead.

    A share is one of the whole term's working minutes; days end at the close of the office.
    """
    calendar, now = world.calendar, clock.local(at)
    if consult.share is not None:
        minutes = int((consult.share * _whole_term(s, world)).to_integral_value(ROUND_HALF_UP))
        due = calendar.add_working_minutes(now, max(minutes, 1))
    else:
        days = consult.days or world.law.opinion_days
        due = calendar.close(calendar.working_day_after(calendar.counting_start(now).date(), days))
    if s.step_due_at is not None and now < clock.local(s.step_due_at) < due:
        return clock.local(s.step_due_at)
    return due


def _whole_term(s: Snapshot, world: World) -> int:
    begun = clock.local(s.accepted_at or s.submitted_at)
    whole = organisation.due(begun, world.term, world.calendar)
    return world.calendar.working_minutes_between(begun, whole.due_at)
