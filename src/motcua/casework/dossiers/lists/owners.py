"""The dossiers of one owner, known by their identity number, whichever way each was handed in."""

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import DossierInfo, as_info, scope_of, visible_to
from motcua.casework.dossiers.use_cases.open_dossier import owner_index
from motcua.kernel.actors import Actor


def list_of_owner(actor: Actor, citizen_id: str, *, most: int = 20) -> list[DossierInfo]:
    """Return the dossiers of an owner in the actor's commune, newest first. Permission: dossier.view."""
    with scope_of(actor):
        rows = Dossier.objects.filter(**visible_to(actor), owner_id_index=owner_index(citizen_id))
        return [as_info(row) for row in rows.order_by("-submitted_at")[:most]]
