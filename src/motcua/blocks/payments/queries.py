"""Reads of charges and receipts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.blocks.audit import api as audit
from motcua.blocks.payments.cash import RECEIPT, REFUND
from motcua.blocks.payments.models import CashReceipt, CashRefund, Charge
from motcua.kernel import tenancy
from motcua.kernel.errors import NotFound
from motcua.kernel.money import amount_in_words, money

UNDECIDED = "Theo quy định của tỉnh"


@dataclass(frozen=True)
class ChargeLine:
    """One item of a charge: its code in the fee list, its name, and its amount in đồng, None while nobody knows it.

    The amount is `quantity` times one and the same rate.
    """

    code: str
    name: str
    amount: int | None
    quantity: int = 1

    @property
    def words(self) -> str:
        """Return the amount as people read it."""
        return UNDECIDED if self.amount is None else money(self.amount)


@dataclass(frozen=True)
class ChargeInfo:
    """What is owed for a subject. Amounts in đồng; `amount` sums the known ones."""

    id: UUID
    subject_id: UUID
    applicant_id: UUID | None
    lines: tuple[ChargeLine, ...]
    amount: int
    paid_at: datetime | None
    waived_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is still to be paid, be its amount known or not."""
        return self.paid_at is None and self.waived_at is None

    @property
    def undecided(self) -> tuple[ChargeLine, ...]:
        """Return the lines whose amount nobody knows yet."""
        return tuple(line for line in self.lines if line.amount is None)

    @property
    def words(self) -> str:
        """Return what it comes to, as people read it."""
        return lines_words(self.lines)


def lines_words(lines: Iterable[ChargeLine]) -> str:
    """Return what these lines come to: the known sum, and by name what has no amount yet; nothing for no money."""
    lines = tuple(lines)
    known = sum(line.amount or 0 for line in lines)
    parts = [money(known)] if known else []
    parts += [f"{line.name} (số tiền báo khi thu)" for line in lines if line.amount is None]
    return " và ".join(parts)


@dataclass(frozen=True)
class ReceiptInfo:
    """A receipt for cash. `amount` in đồng."""

    id: UUID
    charge_id: UUID
    subject_id: UUID
    year: int
    number: int
    amount: int
    collected_by_id: UUID
    collected_at: datetime
    file_id: UUID | None
    lines: tuple[ChargeLine, ...]

    @property
    def code(self) -> str:
        """Return the number in the year's book, e.g. "000001/2026"."""
        return _code(self.number, self.year)

    @property
    def in_words(self) -> str:
        """Return the amount in words."""
        return amount_in_words(self.amount)


@dataclass(frozen=True)
class RefundInfo:
    """A slip for the cash of a receipt given back. `amount` in đồng."""

    id: UUID
    receipt: ReceiptInfo
    year: int
    number: int
    amount: int
    receiver_name: str
    refunded_by_id: UUID
    refunded_at: datetime
    file_id: UUID | None

    @property
    def code(self) -> str:
        """Return the number in the year's book, e.g. "000001/2026"."""
        return _code(self.number, self.year)


def _code(number: int, year: int) -> str:
    return f"{number:06d}/{year}"


def charge_info(row: Charge) -> ChargeInfo:
    """Return a row as other contexts see it."""
    lines = tuple(ChargeLine(**line) for line in row.lines)
    return ChargeInfo(row.id, row.subject_id, row.applicant_id, lines, row.amount, row.paid_at, row.waived_at)


def receipt_info(row: CashReceipt, charge: Charge) -> ReceiptInfo:
    """Return a receipt with what it was for."""
    return ReceiptInfo(
        row.id, row.charge_id, charge.subject_id, row.year, row.number, row.amount,
        row.collected_by_id, row.collected_at, row.file_id, charge_info(charge).lines,
    )  # fmt: skip


def refund_info(row: CashRefund, receipt: ReceiptInfo) -> RefundInfo:
    """Return a slip with the receipt whose money was given back."""
    return RefundInfo(
        row.id, receipt, row.year, row.number, row.amount, row.receiver_name, row.refunded_by_id,
        row.refunded_at, row.file_id,
    )  # fmt: skip


def receipt_content(row: CashReceipt) -> dict[str, Any]:
    """Return what may never change of a receipt."""
    return {
        "year": row.year,
        "number": row.number,
        "amount": row.amount,
        "collected_by": str(row.collected_by_id),
    }


def refund_content(row: CashRefund) -> dict[str, Any]:
    """Return what may never change of a refund."""
    return {
        "receipt": str(row.receipt_id),
        "year": row.year,
        "number": row.number,
        "amount": row.amount,
        "receiver": row.receiver_name,
        "refunded_by": str(row.refunded_by_id),
    }


def chain_heads(commune_id: int) -> Iterator[audit.Head]:
    """Yield that the stream of every charge collected has its event, and a second one where the money was given
    back, for the verification of the log."""
    for receipt, refund in _slips(commune_id):
        yield audit.Head(receipt.charge_id, 1 if refund is None else 2, None)


def contents(commune_id: int) -> Iterator[audit.Content]:
    """Yield every receipt and every refund, for the verification of the log."""
    for receipt, refund in _slips(commune_id):
        yield audit.Content(receipt.charge_id, RECEIPT, receipt_content(receipt))
        if refund is not None:
            yield audit.Content(receipt.charge_id, REFUND, refund_content(refund))


def _slips(commune_id: int) -> Iterator[tuple[CashReceipt, CashRefund | None]]:
    """Yield every receipt with its refund, if any: those are few."""
    refunds = {row.receipt_id: row for row in CashRefund.objects.filter(commune_id=commune_id)}
    for row in CashReceipt.objects.filter(commune_id=commune_id).order_by("id").iterator():
        yield row, refunds.get(row.id)


def owing(commune_id: int, subject_id: UUID) -> ChargeInfo | None:
    """Return the charge of a subject while something of it is to be paid."""
    charge = find_charge(commune_id, subject_id)
    return charge if charge and charge.is_open else None


def find_charge(commune_id: int, subject_id: UUID) -> ChargeInfo | None:
    """Return the charge of a subject, if any."""
    with tenancy.scope(communes=[commune_id]):
        row = Charge.objects.filter(commune_id=commune_id, subject_id=subject_id).first()
    return None if row is None else charge_info(row)


def get_charge(subject_ids: Iterable[UUID]) -> dict[UUID, ChargeInfo]:
    """Return the charges of these subjects that the caller's scope shows, with one statement."""
    rows = Charge.objects.filter(subject_id__in=set(subject_ids))
    return {row.subject_id: charge_info(row) for row in rows}


def get_receipt(subject_ids: Iterable[UUID]) -> dict[UUID, ReceiptInfo]:
    """Return the receipts of these subjects that the caller's scope shows, with two statements."""
    charges = {row.id: row for row in Charge.objects.filter(subject_id__in=set(subject_ids))}
    rows = CashReceipt.objects.filter(charge_id__in=charges)
    found = [receipt_info(row, charges[row.charge_id]) for row in rows]
    return {info.subject_id: info for info in found}


def receipt(receipt_id: UUID) -> ReceiptInfo:
    """Return one receipt in the caller's scope. Raises NotFound."""
    row = CashReceipt.objects.filter(id=receipt_id).first()
    if row is None:
        raise NotFound("Không tìm thấy biên lai này.")
    return receipt_info(row, Charge.objects.get(commune_id=row.commune_id, id=row.charge_id))


def list_refunds(receipts: Iterable[ReceiptInfo]) -> list[RefundInfo]:
    """Return what was given back of these receipts, in the caller's scope, oldest first, with one statement."""
    known = {one.id: one for one in receipts}
    rows = CashRefund.objects.filter(receipt_id__in=known).order_by("refunded_at", "id")
    return [refund_info(row, known[row.receipt_id]) for row in rows]


def refund(refund_id: UUID) -> RefundInfo:
    """Return one slip in the caller's scope. Raises NotFound."""
    row = CashRefund.objects.filter(id=refund_id).first()
    if row is None:
        raise NotFound("Không tìm thấy phiếu hoàn trả này.")
    return refund_info(row, receipt(row.receipt_id))
