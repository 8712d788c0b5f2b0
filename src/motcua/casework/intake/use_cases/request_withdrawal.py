"""The citizen asks for a dossier back; an officer answers."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.models import WithdrawalRequest
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotAllowed
from motcua.kernel.identifiers import new_id


def require_withdrawable(actor: Actor, dossier: dossiers.DossierInfo, now: datetime) -> None:
    """Raise what `request_withdrawal` would raise now, before the citizen writes anything."""
    _require_own_hand(actor)
    with tenancy.scope(communes=[dossier.commune_id], applicants=actor.applicants):
        ordered = decisions.issue_ordered(dossier.commune_id, dossier.id)
        action = dossiers.Action.REQUEST_WITHDRAWAL
        dossiers.require_allowed(actor, dossier, action, now, issue_ordered=ordered)


def request_withdrawal(
    actor: Actor, dossier_id: UUID, reason: str, *, action_key: UUID, now: datetime
) -> dossiers.DossierInfo:
    """Ask for one's own dossier back; the reason may stay empty. The work goes on until an officer has agreed.

    Raises DossierNotFound, NotAllowed to helpers, DoneBefore, and ActionRefused where it is too late.
    """
    _require_own_hand(actor)
    seen = dossiers.get_dossier(actor, dossier_id)
    # The citizen acts in the commune of the dossier; the lock needs to know which.
    here = replace(actor, commune_id=seen.commune_id)
    call = dossiers.Call(
        here, dossier_id, dossiers.Action.REQUEST_WITHDRAWAL, now, reason.strip(), action_key=action_key
    )
    with tenancy.scope(communes=[seen.commune_id], applicants=actor.applicants):
        return write_request(call, "online")


def write_request(call: dossiers.Call, how: str, paper_file_id: UUID | None = None) -> dossiers.DossierInfo:
    """Keep the wish within the caller's scope; `how`: online or paper, `paper_file_id`: the scan of the paper."""
    seen, request_id = dossiers.lock_for(call), new_id()
    ordered = decisions.issue_ordered(seen.commune_id, seen.id)
    call = replace(call, facts=dossiers.facts.Withdrawing(how))
    asked = dossiers.act(
        call, lambda before, after: dossiers.WithdrawalRequested(request_id, how), issue_ordered=ordered
    )
    # A wish that nobody answered before the result came is closed by the next one.
    earlier = WithdrawalRequest.objects.filter(commune_id=asked.commune_id, dossier_id=asked.id)
    earlier.filter(answered_at__isnull=True).update(answered_at=call.now)
    WithdrawalRequest.objects.create(
        id=request_id,
        commune_id=asked.commune_id,
        applicant_id=asked.applicant_id,
        dossier_id=asked.id,
        how=WithdrawalRequest.How(how),
        paper_file_id=paper_file_id,
        asked_at=call.now,
    )
    return asked


def _require_own_hand(actor: Actor) -> None:
    if actor.citizen_alone is None:
        raise NotAllowed("Chỉ chính người nộp mới xin rút được hồ sơ. Người giúp không làm thay việc này.")
