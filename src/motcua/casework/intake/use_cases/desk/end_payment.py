"""What ends the wait for money: it came in, the head let it off, or the request was a mistake."""

from dataclasses import replace
from uuid import UUID

from motcua.blocks.payments import api as payments
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.models import FinancialObligation
from motcua.casework.intake.refunds import line_without_demand, refundable
from motcua.casework.intake.use_cases.desk.money import open_obligation, take_back
from motcua.kernel import tenancy
from motcua.kernel.errors import InvalidInput

_A = dossiers.Action
WAIVES = "dossier.stop"
"""Who may let off what was asked for: the heads."""


def settle(
    call: dossiers.Call, dossier: dossiers.DossierInfo, obligation_id: UUID, how: str
) -> dossiers.DossierInfo:
    """Close what was asked for and let the clock run on, within the caller's scope, behind the dossier's lock.

    `how`: paid or waived. A dossier that does not wait any more, stopped with its debt kept, only moves its line.
    """
    rows = FinancialObligation.objects.filter(commune_id=dossier.commune_id, dossier_id=dossier.id)
    closed = rows.filter(id=obligation_id, settled_at__isnull=True, cancelled_at__isnull=True)
    if not closed.update(settled_at=call.now):
        return dossier
    # The fees of the dossier itself may still be owed: then the line stays due.
    line = "due" if payments.owing(dossier.commune_id, dossier.id) else how
    if line == "waived" and refundable(dossier):
        line = "paid"  # What was paid before stays told: it may have to go back.
    if dossier.state is not dossiers.State.PAYMENT:
        return _move_line(call, dossier, line)
    # The money decides, not the cashier: whoever took it needs no right over the dossier.
    call = replace(
        call,
        actor=replace(call.actor, kind="system"),
        action=_A.SETTLE_PAYMENT,
        facts=dossiers.facts.Settling(line),
    )
    return dossiers.act(call, lambda before, after: dossiers.PaymentSettled(obligation_id, how))


def waive_payment(call: dossiers.Call) -> dossiers.DossierInfo:
    """Let off what was asked for; the note is the reason. Permission: dossier.stop. InvalidInput at `note`."""
    call.actor.require(WAIVES)
    with tenancy.scope(communes=[call.actor.home]):
        seen, obligation = _awaited(call)
        payments.waive(seen.commune_id, obligation.id, call.now)
        return settle(replace(call, actor=call.actor.in_role_for(WAIVES)), seen, obligation.id, "waived")


def cancel_payment(call: dossiers.Call) -> dossiers.DossierInfo:
    """Take the request back; the note is the reason the citizen reads. InvalidInput at `note`."""
    with tenancy.scope(communes=[call.actor.home]):
        seen, obligation = _awaited(call)
        call = replace(call, facts=dossiers.facts.Settling(line_without_demand(seen)))
        done = dossiers.act(call, lambda before, after: dossiers.PaymentCancelled(obligation.id))
        take_back(obligation, call.now)
        return done


def _awaited(call: dossiers.Call) -> tuple[dossiers.DossierInfo, FinancialObligation]:
    seen = dossiers.lock_for(call)
    dossiers.require_allowed(call.actor, seen, _A.CANCEL_PAYMENT, call.now)
    if not call.note.strip():
        raise InvalidInput({"note": "Hãy ghi lý do; người dân sẽ đọc lý do này."})
    obligation = open_obligation(seen)
    assert obligation is not None, "a dossier that waits for money has an open obligation"
    return seen, obligation


def _move_line(call: dossiers.Call, dossier: dossiers.DossierInfo, value: str) -> dossiers.DossierInfo:
    if dossier.finance_state == value:
        return dossier
    moved = replace(call, action=_A.SET_LINE, action_key=None, revision=None, note="")
    return dossiers.set_line(moved, "finance", value)
