"""Take cash for a charge at the counter and write the receipt."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from motcua.blocks.payments.cash import RECEIPT, cashier_of, take_number
from motcua.blocks.payments.errors import AlreadyPaid
from motcua.blocks.payments.events import CashCollected
from motcua.blocks.payments.models import CashReceipt, Charge
from motcua.blocks.payments.queries import ReceiptInfo, receipt_content, receipt_info
from motcua.kernel import clock, events, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, InvalidInput, NotFound
from motcua.kernel.money import money

# The most a cashier may set for one line, in đồng: a slip of the finger is a digit too many.
MOST = 100_000_000


def collect_cash(
    actor: Actor, charge_id: UUID, amount: int, now: datetime, decided: Mapping[str, int] | None = None
) -> ReceiptInfo:
    """Take `amount` đồng and write the next receipt of the year's book. Permission: payment.collect.

    `decided` sets, by code, the amount of every line that has none yet.
    A double click of the same cashier gives the same receipt. Raises NotFound, InvalidInput (not the amount
    owed; a line without its amount, under `line-<code>`), AlreadyPaid, Conflict (nothing is owed).
    Legal basis: Law 97/2015/QH13 on fees and charges.
    """
    actor, cashier = cashier_of(actor)
    with tenancy.scope(communes=[actor.home]):
        owed = Charge.objects.select_for_update().filter(commune_id=actor.home, id=charge_id).first()
        if owed is None:
            raise NotFound("Không tìm thấy khoản phải thu này.")
        earlier = CashReceipt.objects.filter(commune_id=actor.home, charge_id=charge_id).first()
        if earlier is not None:
            return _again(receipt_info(earlier, owed), cashier, amount)
        if owed.paid_at is not None or owed.waived_at is not None:
            raise Conflict("Hồ sơ này không còn khoản nào phải thu.")
        settled = decide(owed, decided or {})
        _compare(owed, amount)
        row = _write(actor, cashier, owed, now)
        told = CashCollected(owed.subject_id, row.id, row.amount, settled)
        contents = {RECEIPT: receipt_content(row)}
        events.record(owed.id, told, commune_id=actor.home, actor=actor, now=now, contents=contents)
        return receipt_info(row, owed)


def _again(info: ReceiptInfo, cashier: UUID, amount: int) -> ReceiptInfo:
    if (info.collected_by_id, info.amount) != (cashier, amount):
        raise AlreadyPaid(info.code)
    return info


def decide(owed: Charge, decided: Mapping[str, int]) -> dict[str, int]:
    """Set the amounts the lines lack, and return them by code. InvalidInput for a line without one."""
    lacking = [line for line in owed.lines if line["amount"] is None]
    errors = {
        f"line-{line['code']}": f"{line['name']}: ghi số tiền từ 1 đồng đến {money(MOST)}."
        for line in lacking
        if not 0 < decided.get(line["code"], 0) <= MOST
    }
    if errors:
        raise InvalidInput(errors)
    for line in lacking:
        line["amount"] = decided[line["code"]]
        owed.amount += line["amount"]
    return {line["code"]: line["amount"] for line in lacking}


def _compare(owed: Charge, amount: int) -> None:
    if amount != owed.amount:
        raise InvalidInput(
            {"amount": f"Số tiền phải thu là {money(owed.amount)}. Hãy kiểm tra lại số tiền đã nhập."}
        )


def _write(actor: Actor, cashier: UUID, owed: Charge, now: datetime) -> CashReceipt:
    owed.paid_at = now
    owed.save(update_fields=["lines", "amount", "paid_at"])
    # The book is the hottest row of the counter: locked last.
    row = receipt_row(actor, cashier, owed, take_number(actor.home, RECEIPT, now), now)
    row.save(force_insert=True)
    return row


def receipt_row(actor: Actor, cashier: UUID, owed: Charge, number: int, now: datetime) -> CashReceipt:
    """Return the receipt for a charge, not yet written."""
    return CashReceipt(
        commune_id=actor.home,
        applicant_id=owed.applicant_id,
        charge_id=owed.id,
        year=clock.local_date(now).year,
        number=number,
        amount=owed.amount,
        collected_by_id=cashier,
        collected_at=now,
    )
