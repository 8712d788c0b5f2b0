"""What an officer does with a dossier that was put aside: try it again now, or settle it on the portal itself."""

from datetime import datetime
from uuid import UUID

from motcua.casework.synchronisation.errors import ToldNotFound
from motcua.casework.synchronisation.jobs import take_told
from motcua.casework.synchronisation.models import ToldDossier
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor

PERMISSION = "dossier.accept"


def try_again(actor: Actor, told_id: UUID) -> None:
    """Have it tried at once, in the background: its files are fetched first. Permission: dossier.accept."""
    actor.require(PERMISSION)
    with tenancy.scope(communes=[actor.home]):
        row = _lock(actor, told_id)
        take_told.defer(commune_id=row.commune_id, told_id=str(row.id))


def settle(actor: Actor, told_id: UUID, *, now: datetime) -> str:
    """Take it off the list, for it was settled on the portal; what was kept of it goes. Permission: dossier.accept.

    Returns its national code.
    """
    actor.require(PERMISSION)
    with tenancy.scope(communes=[actor.home]):
        row = _lock(actor, told_id)
        row.settled_at, row.settled_by_id, row.record = now, actor.staff, None
        row.save(update_fields=["settled_at", "settled_by_id", "record"])
        return row.national_code


def _lock(actor: Actor, told_id: UUID) -> ToldDossier:
    rows = ToldDossier.objects.select_for_update().filter(commune_id=actor.home, id=told_id)
    row = rows.filter(dossier_id=None, settled_at=None).first()
    if row is None:
        raise ToldNotFound
    return row
