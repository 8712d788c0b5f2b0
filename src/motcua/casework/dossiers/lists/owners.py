"""The dossiers of one owner, known by their identity number, whichever way each was handed in."""

from uuid import UUID

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import DossierInfo, as_info, scope_of, visible_to
from motcua.casework.dossiers.rules.states import State
from motcua.casework.dossiers.use_cases.open_dossier import owner_index
from motcua.kernel.actors import Actor

_RUNNING = [state for state in State if not state.is_over]
_MOST_ALIKE = 5


def list_of_owner(actor: Actor, citizen_id: str, *, most: int = 20) -> list[DossierInfo]:
    """Return the dossiers of an owner in the actor's commune, newest first. Permission: dossier.view."""
    with scope_of(actor):
        rows = Dossier.objects.filter(**visible_to(actor), owner_id_index=owner_index(citizen_id))
        return [as_info(row) for row in rows.order_by("-submitted_at")[:most]]


def running_of_owner(actor: Actor, citizen_id: str, procedure_code: str) -> list[DossierInfo]:
    """Return what is being worked on for an owner by this procedure, as far as the actor may see it.

    Two at once may be one matter handed in twice, or two children: a person looks.
    """
    return _alike(actor, procedure_code, owner_id_index=owner_index(citizen_id))


def running_of_citizen(actor: Actor, procedure_code: str) -> list[DossierInfo]:
    """Return what is being worked on by this procedure among the dossiers that a citizen may see."""
    return _alike(actor, procedure_code)


def running_beside(actor: Actor, dossier: DossierInfo) -> list[DossierInfo]:
    """Return what is being worked on for the owner of a dossier by its procedure, besides it."""
    same = Dossier.objects.filter(commune_id=dossier.commune_id, id=dossier.id).values("owner_id_index")[:1]
    return _alike(actor, dossier.procedure_code, but=dossier.id, owner_id_index=same)


def _alike(
    actor: Actor, procedure_code: str, *, but: UUID | None = None, **whose: object
) -> list[DossierInfo]:
    with scope_of(actor):
        rows = Dossier.objects.filter(
            **visible_to(actor), **whose, procedure_code=procedure_code, business_state__in=_RUNNING
        )
        found = [as_info(row) for row in rows.order_by("-submitted_at")[: _MOST_ALIKE + 1]]
        return [one for one in found if one.id != but][:_MOST_ALIKE]
