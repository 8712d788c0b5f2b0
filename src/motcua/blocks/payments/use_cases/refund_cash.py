"""Give cash back at the counter and write the slip."""

from datetime import datetime
from uuid import UUID

from motcua.blocks.payments.cash import REFUND, cashier_of, take_number
from motcua.blocks.payments.errors import AlreadyRefunded
from motcua.blocks.payments.events import FeesRefunded
from motcua.blocks.payments.models import CashReceipt, CashRefund, Charge
from motcua.blocks.payments.queries import RefundInfo, receipt_info, refund_content, refund_info
from motcua.kernel import clock, events, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput, NotFound
from motcua.kernel.money import money

_LONGEST_NAME = 120


def refund_cash(actor: Actor, receipt_id: UUID, amount: int, receiver: str, now: datetime) -> RefundInfo:
    """Give back the `amount` đồng of a receipt and write the next slip of the year's book.

    Permission: payment.collect. `receiver`: who takes the money, by name. A receipt is given back once and in whole;
    whether it is to be is decided by the context that owns the subject. A double click of the same cashier gives the
    same slip. Raises NotFound, InvalidInput (`amount`: not that of the receipt; `receiver`: no name), AlreadyRefunded.
    Legal basis: Law 97/2015/QH13 on fees and charges; Decree 118/2025/NĐ-CP, Article 21.
    """
    actor, cashier = cashier_of(actor)
    receiver = " ".join(receiver.split())
    with tenancy.scope(communes=[actor.home]):
        receipt = CashReceipt.objects.filter(commune_id=actor.home, id=receipt_id).first()
        if receipt is None:
            raise NotFound("Không tìm thấy biên lai này.")
        # The row that also stands for the stream of its events.
        charge = Charge.objects.select_for_update().get(commune_id=actor.home, id=receipt.charge_id)
        paid = receipt_info(receipt, charge)
        earlier = CashRefund.objects.filter(commune_id=actor.home, receipt_id=receipt_id).first()
        if earlier is not None:
            return _again(refund_info(earlier, paid), cashier, amount, receiver)
        errors = refund_problems(receipt.amount, amount, receiver)
        if errors:
            raise InvalidInput(errors)
        row = CashRefund(
            commune_id=actor.home,
            applicant_id=receipt.applicant_id,
            receipt_id=receipt.id,
            year=clock.local_date(now).year,
            # The book is the hottest row of the counter: locked last.
            number=take_number(actor.home, REFUND, now),
            amount=receipt.amount,
            receiver_name=receiver,
            refunded_by_id=cashier,
            refunded_at=now,
        )
        row.save(force_insert=True)
        told = FeesRefunded(charge.subject_id, receipt.id, row.id, row.amount)
        contents = {REFUND: refund_content(row)}
        events.record(charge.id, told, commune_id=actor.home, actor=actor, now=now, contents=contents)
        return refund_info(row, paid)


def refund_problems(due: int, amount: int, receiver: str) -> dict[str, str]:
    """Return what is wrong with giving back `amount` where `due` đồng are, by box; empty when nothing is."""
    errors = {}
    if not 0 < len(" ".join(receiver.split())) <= _LONGEST_NAME:
        errors["receiver"] = "Ghi họ tên người nhận tiền."
    if amount != due:
        errors["amount"] = f"Số tiền phải trả lại là {money(due)}. Hãy kiểm tra lại số tiền đã nhập."
    return errors


def _again(info: RefundInfo, cashier: UUID, amount: int, receiver: str) -> RefundInfo:
    if (info.refunded_by_id, info.amount, info.receiver_name) != (cashier, amount, receiver):
        raise AlreadyRefunded(info.code)
    return info
