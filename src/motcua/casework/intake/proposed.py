"""What a handler laid before the desk, to be asked of the citizen; officers alone read it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.models import SupplementProposal
from motcua.casework.intake.use_cases.desk.ask_supplement import SupplementItem
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor


@dataclass(frozen=True)
class ProposalInfo:
    """A supplement proposed to the desk."""

    items: tuple[SupplementItem, ...]
    reason: str
    proposed_by_id: UUID
    proposed_at: datetime


def find_proposal(actor: Actor, dossier: dossiers.DossierInfo) -> ProposalInfo | None:
    """Return what was proposed last about a dossier, also when it was given back since. Permission: dossier.view."""
    actor.require("dossier.view")
    with tenancy.scope(communes=[dossier.commune_id]):
        rows = SupplementProposal.objects.filter(commune_id=dossier.commune_id, dossier_id=dossier.id)
        row = rows.order_by("-number").first()
    if row is None:
        return None
    items = tuple(SupplementItem(**item) for item in row.items)
    return ProposalInfo(items, row.reason, row.proposed_by_id, row.proposed_at)
