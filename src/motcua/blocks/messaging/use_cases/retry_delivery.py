"""Send again by hand what failed or has an unknown outcome."""

from uuid import UUID

from motcua.blocks.messaging.errors import AlreadySent
from motcua.blocks.messaging.models import Delivery
from motcua.blocks.messaging.queries import NOT_FOUND
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound


def retry_delivery(actor: Actor, delivery_id: UUID) -> None:
    """Enqueue a delivery again, under the same message id at the channel. Permission: dossier.view.

    It always works, whatever the number of attempts, unless it was sent. Raises NotFound, AlreadySent.
    """
    from motcua.blocks.messaging.jobs import enqueue  # jobs call use cases

    actor.require("dossier.view")
    with tenancy.scope(communes=[actor.home]):
        rows = Delivery.objects.select_for_update().filter(commune_id=actor.home, id=delivery_id)
        row = rows.first()
        if row is None:
            raise NotFound(NOT_FOUND)
        if row.state == Delivery.State.SENT:
            raise AlreadySent
        if row.state in (Delivery.State.FAILED, Delivery.State.UNKNOWN):
            # The automatic attempts start anew as well.
            row.state, row.attempts, row.last_error = Delivery.State.PENDING, 0, ""
            row.save(update_fields=["state", "attempts", "last_error"])
        enqueue(actor.home, delivery_id)
