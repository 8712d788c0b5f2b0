"""Answer a citizen who wants a dossier back."""

from dataclasses import replace

from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.models import WithdrawalRequest
from motcua.casework.intake.use_cases.desk.giving_back import give_back, say_kept
from motcua.casework.intake.use_cases.desk.money import let_off
from motcua.kernel import tenancy
from motcua.kernel.errors import InvalidInput

_Answer = WithdrawalRequest.Answer


def confirm_withdrawal(call: dossiers.Call, fee_treatment: str = "") -> dossiers.DossierInfo:
    """Give the dossier back: it ends as of the wish, and nothing more is to be paid for it.

    `fee_treatment`: kept or refunded, where something was paid. Raises InvalidInput at `fee_treatment`, and what
    `dossiers.act` raises; ActionRefused where the result is being sealed.
    """
    with tenancy.scope(communes=[call.actor.home]):
        seen, request = dossiers.lock_for(call), _request(call)
        ordered = decisions.issue_ordered(seen.commune_id, seen.id)
        call = say_kept(call, seen, fee_treatment)
        done = dossiers.act(
            call, lambda before, after: dossiers.DossierWithdrawn(request.id), issue_ordered=ordered
        )
        _close(request, _Answer.CONFIRMED, call)
        let_off(done, call.now)
        if done.finance_state == "due":
            freed = replace(call, action=dossiers.Action.SET_LINE, action_key=None, revision=None, note="")
            done = dossiers.set_line(freed, "finance", "waived", request.id)
        return give_back(call, done, fee_treatment)


def decline_withdrawal(call: dossiers.Call) -> dossiers.DossierInfo:
    """Keep the dossier; the note is the reason the citizen reads. Raises InvalidInput at `note`."""
    with tenancy.scope(communes=[call.actor.home]):
        seen, request = dossiers.lock_for(call), _request(call)
        if not call.note.strip():
            dossiers.require_allowed(call.actor, seen, call.action, call.now)
            raise InvalidInput({"note": "Hãy ghi lý do không cho rút; người dân sẽ đọc lý do này."})
        done = dossiers.act(call, lambda before, after: dossiers.WithdrawalDeclined(request.id))
        _close(request, _Answer.DECLINED, call)
        return done


def _request(call: dossiers.Call) -> WithdrawalRequest:
    """Return the open wish; an empty one where there is none, which the rules refuse."""
    rows = WithdrawalRequest.objects.filter(commune_id=call.actor.home, dossier_id=call.dossier_id)
    return rows.filter(answered_at__isnull=True).first() or WithdrawalRequest()


def _close(request: WithdrawalRequest, answer: str, call: dossiers.Call) -> None:
    request.answer, request.answered_at = answer, call.now
    request.save(update_fields=["answer", "answered_at"])
