"""Hand over at this desk the result of a dossier that was taken in here for another commune."""

from datetime import datetime
from uuid import UUID, uuid5

from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.models import Relay
from motcua.casework.intake.relays import get_relay, guest_of
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor

_HANDED_OVER = "handed over"


def hand_over_relay(actor: Actor, relay_id: UUID, *, now: datetime) -> None:
    """Confirm that the paper result was handed over here; repeated, it is done once.

    Permission: dossier.relay, and dossier.return, which the action asks. Raises RelayNotFound, and what handing over
    raises: what is owed to the handling commune comes first. Legal basis: Decree 118/2025/NĐ-CP, Article 22.
    """
    seen = get_relay(actor, relay_id)
    with tenancy.scope(communes=[actor.home, seen.handled_by]):
        row = Relay.objects.select_for_update().get(commune_id=actor.home, id=relay_id)
        if row.handed_over_at is not None:
            return
        call = dossiers.Call(
            guest_of(actor, row.handled_by), row.dossier_id, dossiers.Action.RETURN_RESULT, now,
            action_key=uuid5(row.id, _HANDED_OVER),
        )  # fmt: skip
        decisions.return_result(call, "counter")
        row.handed_over_at, row.handed_over_by_id = now, actor.staff
        row.save(update_fields=["handed_over_at", "handed_over_by_id"])
