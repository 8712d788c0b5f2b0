"""The cashier takes what a dossier owes: receipt and finance line in one transaction."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from motcua.blocks.payments import api as payments
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.use_cases.desk.end_payment import settle
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor


def collect_fee(
    actor: Actor,
    charge: payments.ChargeInfo,
    amount: int,
    now: datetime,
    decided: Mapping[str, int] | None = None,
    *,
    dossier_id: UUID | None = None,
) -> payments.ReceiptInfo:
    """Take `amount` đồng for the charge of a dossier and mark it paid; the same press again gives the same receipt.

    `dossier_id`: whose money it is, where the charge is not the dossier's own but was asked for during the work;
    then the work goes on. Permission: payment.collect. Raises what `payments.collect_cash` raises.
    """
    actor.require("payment.collect")
    with tenancy.scope(communes=[actor.home]):
        # The dossier first, the book of receipts last: whoever takes money for the next one waits the least.
        dossier = dossiers.lock_dossier(actor.home, dossier_id or charge.subject_id)
        receipt = payments.collect_cash(actor, charge.id, amount, now, decided)
        call = dossiers.Call(actor, dossier.id, dossiers.Action.SET_LINE, now)
        if charge.subject_id != dossier.id:
            settle(call, dossier, charge.subject_id, "paid")
        # While more is asked for during the work, the line stays due.
        elif dossier.finance_state == "due" and dossier.state is not dossiers.State.PAYMENT:
            dossiers.set_line(call, "finance", "paid", charge.id)
        return receipt
