"""The cashier gives back what was paid for a dossier that was stopped: slips and finance line in one transaction."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from motcua.blocks.payments import api as payments
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.refunds import find_refunds
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, InvalidInput


def refund_fees(
    actor: Actor, dossier_id: UUID, amount: int, receiver: str, now: datetime
) -> list[payments.RefundInfo]:
    """Give back `amount` đồng, all that waits for the citizen, to `receiver`; one slip for each receipt.

    The same press again gives the same slips. Permission: payment.collect. Raises Conflict (nothing is to be given
    back), InvalidInput at `amount` and `receiver`, and what `payments.refund_cash` raises.
    Legal basis: Decree 118/2025/NĐ-CP, Article 21.
    """
    actor.require("payment.collect")
    with tenancy.scope(communes=[actor.home]):
        # The dossier first, the book of slips last, as where money is taken.
        dossier = dossiers.lock_dossier(actor.home, dossier_id)
        refunds = find_refunds(dossier)
        if refunds is None or not (refunds.owed or refunds.given):
            raise Conflict("Hồ sơ này không có khoản nào phải trả lại.")
        if not refunds.owed:
            return _again(actor, refunds.given, amount, receiver, now)
        errors = payments.refund_problems(refunds.amount, amount, receiver)
        if errors:
            raise InvalidInput(errors)
        given = [payments.refund_cash(actor, one.id, one.amount, receiver, now) for one in refunds.owed]
        call = dossiers.Call(actor, dossier.id, dossiers.Action.SET_LINE, now)
        dossiers.set_line(call, "finance", "refunded", given[-1].id)
        return given


def _again(
    actor: Actor, given: Sequence[payments.RefundInfo], amount: int, receiver: str, now: datetime
) -> list[payments.RefundInfo]:
    """Return the slips of a press that came twice; AlreadyRefunded for another one."""
    if amount != sum(one.amount for one in given):
        raise payments.AlreadyRefunded(given[-1].code)
    return [payments.refund_cash(actor, one.receipt.id, one.amount, receiver, now) for one in given]
