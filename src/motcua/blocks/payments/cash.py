"""What taking cash and giving it back share: who does it, and the number of the slip."""

from datetime import datetime
from uuid import UUID

from motcua.blocks.payments.models import ReceiptBook
from motcua.kernel import clock, counting
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotAllowed

RECEIPT, REFUND = "receipt", "refund"
"""The books of slips; also the names under which the events of a charge tell the digests of its slips."""


def cashier_of(actor: Actor) -> tuple[Actor, UUID]:
    """Return the actor in the role that handles cash, and whom the slip names. Permission: payment.collect."""
    actor = actor.in_role_for("payment.collect")
    cashier = actor.staff_id or actor.account_id
    if cashier is None:
        raise NotAllowed("Chỉ cán bộ đã đăng nhập mới được thu tiền, trả lại tiền.")
    return actor, cashier


def take_number(commune_id: int, kind: str, now: datetime) -> int:
    """Return the next number of the year's book; it is given back when the transaction is rolled back."""
    year = clock.local_date(now).year
    return counting.take_number(ReceiptBook, {"commune_id": commune_id, "kind": kind, "year": year})
