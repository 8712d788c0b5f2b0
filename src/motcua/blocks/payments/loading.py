"""Charges and receipts as rows, by the rules of the use cases: for years of a demonstration."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.blocks.payments.cash import RECEIPT
from motcua.blocks.payments.events import CashCollected
from motcua.blocks.payments.models import CashReceipt, ReceiptBook
from motcua.blocks.payments.queries import ChargeInfo, ChargeLine, charge_info, receipt_content
from motcua.blocks.payments.use_cases.charge import charge_row
from motcua.blocks.payments.use_cases.collect_cash import decide, receipt_row
from motcua.kernel import events
from motcua.kernel.actors import Actor
from motcua.kernel.bulk import Rows, keep_counters


@dataclass(frozen=True)
class Debtor:
    """For whom and for what something is to be paid."""

    commune_id: int
    applicant_id: UUID | None
    subject_id: UUID


class Debt:
    """A charge and what becomes of it."""

    def __init__(self, rows: Rows, owner: "Debtor", lines: Sequence[ChargeLine], at: datetime) -> None:
        self._rows = rows
        row = charge_row(owner.commune_id, owner.applicant_id, owner.subject_id, lines, at)
        self._row = rows.add(row, at)
        self._receipt: CashReceipt | None = None

    @property
    def info(self) -> ChargeInfo:
        """The charge as other contexts see it."""
        return charge_info(self._row)

    def collect(
        self, actor: Actor, number: int, at: datetime, decided: Mapping[str, int]
    ) -> tuple[UUID, events.RecordedEvent]:
        """Take all of it in cash under a number of the year's book; return the receipt's id and its event."""
        actor = actor.in_role_for("payment.collect")
        settled = decide(self._row, decided)
        self._row.paid_at = at
        receipt = self._rows.add(receipt_row(actor, actor.staff, self._row, number, at), at)
        self._receipt = receipt
        told = CashCollected(self._row.subject_id, receipt.id, receipt.amount, settled)
        event = self._rows.record(
            self._row.id, told, commune_id=self._row.commune_id, actor=actor, now=at,
            contents={RECEIPT: receipt_content(receipt)},
        )  # fmt: skip
        return receipt.id, event

    def attach(self, file_id: UUID) -> None:
        """Tie the printed receipt to its row."""
        if self._receipt is not None:
            self._receipt.file_id = file_id

    def waive(self, at: datetime) -> None:
        """Let it off, where anything of it is owed."""
        if self.info.is_open:
            self._row.waived_at = at


def books_of(commune_id: int) -> dict[str, int]:
    """Return the last receipts written, within the caller's scope: "receipt/<year>"."""
    books = ReceiptBook.objects.filter(commune_id=commune_id, kind=RECEIPT)
    return {f"receipt/{year}": following - 1 for year, following in books.values_list("year", "next_number")}


def keep_books(commune_id: int, books: Mapping[str, int]) -> None:
    """Keep how far the books of receipts have come, by the same names."""
    kept = [
        ReceiptBook(commune_id=commune_id, year=int(book.partition("/")[2]), next_number=last + 1)
        for book, last in books.items()
        if book.startswith("receipt/")
    ]
    keep_counters(kept, "kind", "year")
