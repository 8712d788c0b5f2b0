"""Count due times anew after the calendar changed; the old date stays in the log."""

from datetime import datetime
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers.errors import ActionRefused
from motcua.casework.dossiers.events import DossierAccepted, DossierReopened, DueRecomputed
from motcua.casework.dossiers.models import Dossier, Pause, SubDossier
from motcua.casework.dossiers.parts import snapshot_of_part
from motcua.casework.dossiers.rules.actions import Action
from motcua.casework.dossiers.rules.parts import PartAction, recounted, runs
from motcua.casework.dossiers.rules.snapshot import Snapshot
from motcua.casework.dossiers.use_cases.acting import Call, act
from motcua.casework.dossiers.use_cases.parts import PartCall, Parts
from motcua.casework.dossiers.worlds import term_of_part
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
            act(call, tell, pauses=pauses_of(commune_id, dossier_id), reopened=reopened)
        except ActionRefused:
            return False
    return True


def recount_parts(commune_id: int, dossier_id: UUID, *, now: datetime) -> int:
    """Count the due times of the sub-dossiers of one dossier anew, in a transaction; return how many moved.

    They bind the agencies, not the citizen: the new time holds, earlier or later. Again it changes nothing.
    """
    moved = 0
    with tenancy.scope(communes=[commune_id]):
        dossier = Dossier.objects.select_for_update().get(commune_id=commune_id, id=dossier_id)
        rows = SubDossier.objects.select_for_update().filter(commune_id=commune_id, dossier_id=dossier_id)
        calendar = organisation.working_calendar(commune_id, clock.local_date(now))
        for part in rows.order_by("id"):
            seen = snapshot_of_part(part)
            term = term_of_part(dossier.version_id, part.key)
            if runs(seen) and recounted(seen, term, calendar) != seen.due_at:
                Parts(dossier).change(PartCall(system(commune_id), part.id, PartAction.RECOUNT, now), part)
                moved += 1
    return moved


def _by_order(commune_id: int, dossier_id: UUID) -> bool:
    """Tell whether an order named the due time: a reopening before acceptance named none."""
    last = events.last_of(commune_id, dossier_id, DossierReopened)
    accepted = events.last_of(commune_id, dossier_id, DossierAccepted)
    return last is not None and accepted is not None and last.seq > accepted.seq


def pauses_of(commune_id: int, dossier_id: UUID) -> tuple[organisation.Pause, ...]:
    """Return when the clock of a dossier stood, as the calendar counts it, within the caller's scope."""
    rows = Pause.objects.filter(commune_id=commune_id, dossier_id=dossier_id).order_by("from_at")
    return tuple(
        organisation.Pause(
            clock.local(row.from_at), row.minutes_left, clock.local(row.until_at) if row.until_at else None
        )
        for row in rows
    )
