"""The handler puts the draft results before the head."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from motcua.casework.decisions.editions import last_editions
from motcua.casework.decisions.models import Decision, SigningOrder
from motcua.casework.decisions.queries import GIVEN, content_name
from motcua.casework.dossiers import api as dossiers
from motcua.kernel.identifiers import new_id


@dataclass(frozen=True)
class DraftResult:
    """One result as drafted. `content` holds all that its template prints, frozen at this moment."""

    result_code: str
    result_name: str
    content: Mapping[str, Any]


def propose(
    call: dossiers.Call, drafts: list[DraftResult], *, correcting: bool = False
) -> dossiers.DossierInfo:
    """Write the drafts and move on to the head, within the caller's scope; a draft sent back is replaced.

    `correcting`: what was given out is being corrected, so the drafts are those of the last editions.
    """
    decision_id = new_id()
    editions = last_editions(call.actor.home, call.dossier_id) if correcting else {}
    told = {
        content_name(draft.result_code, editions.get(draft.result_code, 1)): dict(draft.content)
        for draft in drafts
    }
    call = replace(call, contents=told)
    dossier = dossiers.move(call, dossiers.ResultProposed(decision_id))
    # A new draft takes the place of one that was signed before the whole set was.
    drawn = Decision.objects.filter(commune_id=dossier.commune_id, dossier_id=dossier.id)
    drawn = drawn.exclude(state__in=GIVEN)
    SigningOrder.objects.filter(
        commune_id=dossier.commune_id, decision_id__in=drawn.values("id"), state=SigningOrder.State.SIGNED
    ).update(state=SigningOrder.State.FAILED, problem="Đã lập dự thảo mới")
    for position, draft in enumerate(drafts):
        values = {
            "result_name": draft.result_name,
            "applicant_id": dossier.applicant_id,
            "state": Decision.State.PROPOSED,
            "content": dict(draft.content),
            "proposed_by_id": call.actor.staff,
            "proposed_at": call.now,
            "approved_by_id": None,
            "approved_at": None,
            "signed_at": None,
            "signed_file_id": None,
        }
        Decision.objects.update_or_create(
            commune_id=dossier.commune_id,
            dossier_id=dossier.id,
            result_code=draft.result_code,
            edition=editions.get(draft.result_code, 1),
            defaults=values,
            create_defaults={**values, "id": decision_id if position == 0 else new_id()},
        )
    return dossier
