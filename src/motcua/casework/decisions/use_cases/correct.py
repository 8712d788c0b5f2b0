"""Begin the correction of what was given out: a new edition of each result, as a draft to be changed."""

from typing import Any
from uuid import UUID

from motcua.casework.decisions.editions import in_force
from motcua.casework.decisions.models import Decision
from motcua.casework.decisions.queries import content_name


def start_correction(commune_id: int, dossier_id: UUID) -> dict[str, Any]:
    """Copy each issued result into its next edition, within the caller's scope and behind the dossier's lock.

    The old edition stays in force until the new one is sealed; then it is marked as replaced. Returns what the new
    editions say, by the names under which the event of the reopening tells it.
    """
    told: dict[str, Any] = {}
    rows = Decision.objects.filter(commune_id=commune_id, dossier_id=dossier_id).order_by("id")
    for old in in_force(rows):
        # What another agency made is that agency's to correct.
        if old.state != Decision.State.ISSUED or old.agency:
            continue
        Decision.objects.create(
            commune_id=commune_id,
            applicant_id=old.applicant_id,
            dossier_id=dossier_id,
            result_code=old.result_code,
            result_name=old.result_name,
            state=Decision.State.SENT_BACK,
            edition=old.edition + 1,
            replaces_id=old.id,
            content=old.content,
            proposed_by_id=old.proposed_by_id,
            proposed_at=old.proposed_at,
        )
        told[content_name(old.result_code, old.edition + 1)] = old.content
    return told
