"""Where a dossier was transferred to and came from, for the pages of officers and of citizens."""

from dataclasses import dataclass
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import api as dossiers


@dataclass(frozen=True)
class Transfer:
    """The dossier at the other commune, by what anybody may see of it."""

    committee: str
    id: UUID
    reference: str
    state: dossiers.State


def transfers(dossier: dossiers.DossierInfo) -> dict[str, Transfer]:
    """Return `goes_on` and `came_from`, as far as there are such; nobody looks where there are none."""
    either = {"goes_on": dossier.goes_on, "came_from": dossier.came_from}
    return {name: _seen(at) for name, at in either.items() if at is not None}


def _seen(at: dossiers.Counterpart) -> Transfer:
    found = dossiers.find_counterpart(at)
    committee = organisation.get_commune(at.commune_id).committee_name
    return Transfer(committee, found.id, found.reference, found.state)
