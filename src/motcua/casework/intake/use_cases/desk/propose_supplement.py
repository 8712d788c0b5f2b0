"""The handler has the one-stop desk ask for a supplement; the desk may give that back.

Nothing of it goes to the citizen, and the clock runs on until the desk asks.
"""

from collections.abc import Sequence
from dataclasses import asdict, replace

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.contents import proposal_contents
from motcua.casework.intake.models import SupplementProposal
from motcua.casework.intake.use_cases.desk.ask_supplement import SupplementItem, request_problems
from motcua.kernel import tenancy
from motcua.kernel.errors import InvalidInput


def propose_supplement(
    call: dossiers.Call, items: Sequence[SupplementItem], reason: str
) -> dossiers.DossierInfo:
    """Lay everything that is missing before the desk, which asks the citizen for it, or gives it back.

    Raises InvalidInput at `asked` and `reason`, and what `dossiers.act` raises.
    Legal basis: Decree 118/2025/NĐ-CP, Article 17: a supplement is asked for through the one-stop centre. Where the
    desk need not look first, `ask_supplement` sends in its name.
    """
    errors = request_problems(items, reason)
    if errors:
        raise InvalidInput(errors)
    with tenancy.scope(communes=[call.actor.home]):
        # The dossier first: whoever waits for it counts its proposals after the one before.
        seen = dossiers.lock_for(call)
        number, told = _count(seen) + 1, [asdict(item) for item in items]
        contents = {**call.contents, **proposal_contents(number, items=told, reason=reason)}
        call = replace(call, contents=contents, reason=reason)
        done = dossiers.propose_supplement(call, number=number, items_count=len(items))
        SupplementProposal.objects.create(
            commune_id=done.commune_id,
            dossier_id=done.id,
            number=number,
            items=told,
            reason=reason,
            proposed_by_id=call.actor.staff,
            proposed_at=call.now,
        )
        return done


def decline_supplement(call: dossiers.Call) -> dossiers.DossierInfo:
    """Give what was proposed back to the handler; the note is the reason they read.

    Raises InvalidInput at `note`, and what `dossiers.act` raises.
    """
    if not call.note.strip():
        raise InvalidInput({"note": "Hãy ghi lý do trả lại; người thụ lý sẽ đọc lý do này."})
    with tenancy.scope(communes=[call.actor.home]):
        return dossiers.decline_supplement(call)


def _count(dossier: dossiers.DossierInfo) -> int:
    rows = SupplementProposal.objects.filter(commune_id=dossier.commune_id, dossier_id=dossier.id)
    return rows.count()
