"""What a handler laid before the desk, to be asked of the citizen; officers alone read it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.blocks.audit import api as audit
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.models import SupplementProposal
from motcua.casework.intake.use_cases.desk.ask_supplement import SupplementItem
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor


@dataclass(frozen=True)
class ProposalInfo:
    """A supplement proposed to the desk. `number`: among those of the dossier."""

    number: int
    items: tuple[SupplementItem, ...]
    reason: str
    proposed_by_id: UUID
    proposed_at: datetime


def find_proposal(
    actor: Actor, dossier: dossiers.DossierInfo, *, purpose: str, now: datetime
) -> ProposalInfo | None:
    """Return what was proposed last about a dossier, also when it was given back since; the read is audited.

    Permission: dossier.view. A page that opens the desk has the proposals from there, under the same audit.
    """
    with tenancy.scope(communes=[dossier.commune_id]):
        audit.read(actor, "dossier", dossier.id, purpose, now=now)
        found = proposals_of(actor, dossier)
    return found[-1] if found else None


def proposals_of(actor: Actor, dossier: dossiers.DossierInfo) -> tuple[ProposalInfo, ...]:
    """Return what was proposed about a dossier, the first first, within a scope and a read that is audited.

    Permission: dossier.view.
    """
    actor.require("dossier.view")
    rows = SupplementProposal.objects.filter(commune_id=dossier.commune_id, dossier_id=dossier.id)
    return tuple(
        ProposalInfo(
            row.number, tuple(SupplementItem(**item) for item in row.items), row.reason, row.proposed_by_id,
            row.proposed_at,
        )
        for row in rows.order_by("number")
    )  # fmt: skip
