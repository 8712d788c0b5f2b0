"""The cashier takes what a dossier owes: receipt and finance line in one transaction."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from motcua.blocks.payments import api as payments
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.due import find_due
from motcua.casework.intake.errors import ChargeChanged
from motcua.casework.intake.refunds import receipts_of
from motcua.casework.intake.use_cases.desk.end_payment import settle
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor


def collect_fee(
    actor: Actor,
    dossier_id: UUID,
    charge_id: UUID,
    amount: int,
    now: datetime,
    *,
    decided: Mapping[str, int] | None = None,
) -> payments.ReceiptInfo:
    """Take `amount` đồng for the charge that a dossier owes next and mark it paid.

    `charge_id`: the charge that the cashier saw. The same press again gives the same receipt, whatever else is owed
    by then. Where it was asked for during the work, the work goes on. Permission: payment.collect. Raises
    ChargeChanged, and what `payments.collect_cash` raises.
    """
    actor.require("payment.collect")
    with tenancy.scope(communes=[actor.home]):
        # The dossier first, the book of receipts last: whoever takes money for the next one waits the least.
        dossier = dossiers.lock_dossier(actor.home, dossier_id)
        due = find_due(dossier)
        if due is None or due.id != charge_id:
            if all(one.charge_id != charge_id for one in receipts_of(dossier)):
                raise ChargeChanged
            # Paid before: nothing moves any more.
            return payments.collect_cash(actor, charge_id, amount, now)
        receipt = payments.collect_cash(actor, charge_id, amount, now, decided)
        call = dossiers.Call(actor, dossier.id, dossiers.Action.SET_LINE, now)
        if due.subject_id != dossier.id:
            settle(call, dossier, due.subject_id, "paid")
        elif dossier.finance_state == "due":
            dossiers.set_line(call, "finance", "paid", charge_id)
        return receipt
