"""Reads of money that was paid for a dossier: what of it is to be given back, and what was."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.blocks.payments import api as payments
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.models import FinancialObligation
from motcua.kernel import events


@dataclass(frozen=True)
class RefundsInfo:
    """The money of a dossier that ended and whose fees go back: `owed` by receipt, and what was `given`."""

    owed: tuple[payments.ReceiptInfo, ...]
    given: tuple[payments.RefundInfo, ...]

    @property
    def amount(self) -> int:
        """What is still to be given back, in đồng."""
        return sum(one.amount for one in self.owed)

    def going_back(self, since: datetime) -> int:
        """Return what goes back from a moment on, be it fetched meanwhile or not, in đồng."""
        return self.amount + sum(one.amount for one in self.given if one.refunded_at >= since)


def find_refunds(dossier: dossiers.DossierInfo, *, ended_before: bool = False) -> RefundsInfo | None:
    """Return what goes back or went back to the citizen, within the caller's scope; None where nothing does.

    `ended_before`: it ended once and may have been taken up again, so its line need not tell any more.
    """
    # Hardly any dossier is given back money for, and its row says so.
    if not ended_before and dossier.finance_state not in ("refund_due", "refunded"):
        return None
    paid, given = _paid(dossier)
    owed = _left(paid, given) if dossier.finance_state == "refund_due" else ()
    return RefundsInfo(owed, given) if owed or given else None


def refundable(dossier: dossiers.DossierInfo) -> tuple[payments.ReceiptInfo, ...]:
    """Return what was paid for a dossier and never given back, within the caller's scope.

    What was let off, and what was never paid, has no receipt.
    """
    return _left(*_paid(dossier))


def charges_of(dossier: dossiers.DossierInfo) -> tuple[payments.ChargeInfo, ...]:
    """Return the charges of a dossier and of what was asked for, within the caller's scope.

    What was given back is not among them.
    """
    back = {one.receipt.subject_id for one in _paid(dossier)[1]}
    subjects = [dossier.id, *_obligations(dossier)]
    charges = payments.get_charge(subjects)
    return tuple(charges[one] for one in subjects if one in charges and one not in back)


def receipts_of(dossier: dossiers.DossierInfo) -> list[payments.ReceiptInfo]:
    """Return the receipts for the dossier itself and for what was asked for during the work, the first one first.

    Within the caller's scope.
    """
    receipts = payments.get_receipt([dossier.id, *_obligations(dossier)])
    return sorted(receipts.values(), key=lambda one: (one.year, one.number))


def line_without_demand(dossier: dossiers.DossierInfo) -> str:
    """Return the line of the money as it stands without what is demanded now, within the caller's scope."""
    own = payments.find_charge(dossier.commune_id, dossier.id)
    if own is not None and own.is_open:
        return "due"
    paid, given = _paid(dossier)
    if _left(paid, given):
        return "paid"
    if own is None and dossier.came_from is not None:
        return _arrived_with(dossier)
    if given:
        return "refunded"
    return "waived" if own is not None and own.waived_at is not None else "none"


def _arrived_with(dossier: dossiers.DossierInfo) -> str:
    """Return the line with which a transferred dossier began here: what was paid or let off elsewhere stays so."""
    line: str = events.history(dossier.commune_id, dossier.id)[0].payload["to"]["finance"]
    return line


def _paid(
    dossier: dossiers.DossierInfo,
) -> tuple[list[payments.ReceiptInfo], tuple[payments.RefundInfo, ...]]:
    """Return the receipts of a dossier and their refunds."""
    paid = receipts_of(dossier)
    return paid, tuple(payments.list_refunds(paid))


def _obligations(dossier: dossiers.DossierInfo) -> list[UUID]:
    rows = FinancialObligation.objects.filter(commune_id=dossier.commune_id, dossier_id=dossier.id)
    return list(rows.values_list("id", flat=True))


def _left(
    paid: list[payments.ReceiptInfo], given: tuple[payments.RefundInfo, ...]
) -> tuple[payments.ReceiptInfo, ...]:
    back = {one.receipt.id for one in given}
    return tuple(one for one in paid if one.id not in back)
