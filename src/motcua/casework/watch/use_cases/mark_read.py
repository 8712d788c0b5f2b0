"""Mark one's notices as read."""

from datetime import datetime

from motcua.casework.watch.models import StaffNotice
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor


def mark_read(actor: Actor, until: datetime, *, now: datetime) -> int:
    """Mark the officer's notices told up to a moment as read and return how many were not; later ones stay new."""
    with tenancy.scope(communes=[actor.home]):
        rows = StaffNotice.objects.filter(commune_id=actor.home, staff_id=actor.staff, read_at__isnull=True)
        return rows.filter(at__lte=until).update(read_at=now)
