"""Count the due time anew after the calendar changed; the old date stays in the log."""

from datetime import datetime
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers.errors import ActionRefused
from motcua.casework.dossiers.events import DossierAccepted, DossierReopened, DueRecomputed
from motcua.casework.dossiers.models import Pause
from motcua.casework.dossiers.rules.actions import Action
from motcua.casework.dossiers.rules.snapshot import Snapshot
from motcua.casework.dossiers.use_cases.acting import Call, act
from motcua.kernel import clock, events, tenancy
from motcua.kernel.actors import system


def recompute_due(commune_id: int, dossier_id: UUID, cause: str, *, now: datetime) -> bool:
    """Recompute one dossier in a transaction of its own; tell whether its due time moved.

    A dossier that does not run, or whose due time stays, is left alone. The later of the old and the new due time
    holds towards the citizen. `cause`: what changed, a code.
    """

    def tell(before: Snapshot, after: Snapshot) -> DueRecomputed:
        assert before.due_at is not None and after.due_at is not None
        return DueRecomputed(before.due_at, after.due_at, cause)

    call = Call(system(commune_id), dossier_id, Action.RECOMPUTE_DUE, now)
    with tenancy.scope(communes=[commune_id]):
        reopened = _by_order(commune_id, dossier_id)
        try:
            act(call, tell, pauses=_pauses(commune_id, dossier_id), reopened=reopened)
        except ActionRefused:
            return False
    return True


def _by_order(commune_id: int, dossier_id: UUID) -> bool:
    """Tell whether an order named the due time: a reopening before acceptance named none."""
    last = events.last_of(commune_id, dossier_id, DossierReopened)
    accepted = events.last_of(commune_id, dossier_id, DossierAccepted)
    return last is not None and accepted is not None and last.seq > accepted.seq


def _pauses(commune_id: int, dossier_id: UUID) -> tuple[organisation.Pause, ...]:
    rows = Pause.objects.filter(commune_id=commune_id, dossier_id=dossier_id).order_by("from_at")
    return tuple(
        organisation.Pause(
            clock.local(row.from_at), row.minutes_left, clock.local(row.until_at) if row.until_at else None
        )
        for row in rows
    )
