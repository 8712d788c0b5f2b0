"""What intake does when money comes in."""

from uuid import UUID

from motcua.blocks.payments import api as payments
from motcua.casework.dossiers import api as dossiers
from motcua.kernel.events import RecordedEvent, on_projection


@on_projection(payments.CashCollected)
def mark_paid(event: RecordedEvent) -> None:
    """Set the finance line of the dossier in the transaction that takes the money."""
    dossiers.set_finance_state(event.commune_id, UUID(event.payload["subject_id"]), "paid")
