"""Let a charge off: nothing of it is owed any more."""

from datetime import datetime
from uuid import UUID

from motcua.blocks.payments.models import Charge
from motcua.kernel import tenancy


def waive(commune_id: int, subject_id: UUID, now: datetime) -> bool:
    """Let off what a subject still owes; tell whether it owed anything. What was paid stays paid.

    Who may do so and why is decided, and told, by the context that owns the subject.
    """
    with tenancy.scope(communes=[commune_id]):
        rows = Charge.objects.filter(commune_id=commune_id, subject_id=subject_id)
        return bool(rows.filter(paid_at__isnull=True, waived_at__isnull=True).update(waived_at=now))
