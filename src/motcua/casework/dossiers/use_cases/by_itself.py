"""What the system does to a dossier by itself because a time is over. Each in a transaction of its own."""

from datetime import datetime
from uuid import UUID

from motcua.casework.dossiers.errors import ActionRefused
from motcua.casework.dossiers.events import LatenessApologised, SupplementExpired
from motcua.casework.dossiers.rules.actions import Action
from motcua.casework.dossiers.rules.facts import Apologising
from motcua.casework.dossiers.use_cases.acting import Call, Tell, act
from motcua.kernel import tenancy
from motcua.kernel.actors import system


def expire_supplement(commune_id: int, dossier_id: UUID, *, now: datetime) -> bool:
    """Close a request for a supplement whose limit is over; the head decides what becomes of the dossier.

    Tells whether it was done: one that was answered meanwhile, or closed before, is left alone.
    """
    call = Call(system(commune_id), dossier_id, Action.EXPIRE_SUPPLEMENT, now)
    return _done(call, lambda before, after: SupplementExpired(after.rounds))


def apologise_for_lateness(commune_id: int, dossier_id: UUID, *, now: datetime) -> bool:
    """Apologise for a dossier that turned late, without a reason and without a new date; once.

    Tells whether it was done: one that is not late any more, or was apologised for, is left alone.
    Legal basis: Decree 118/2025/NĐ-CP, Article 18; form 04 of Circular 03/2025/TT-VPCP.
    """
    call = Call(system(commune_id), dossier_id, Action.APOLOGISE, now, facts=Apologising(None))
    return _done(call, lambda before, after: LatenessApologised(None))


def _done(call: Call, tell: Tell) -> bool:
    with tenancy.scope(communes=[call.actor.home]):
        try:
            act(call, tell)
        except ActionRefused:
            return False
    return True
