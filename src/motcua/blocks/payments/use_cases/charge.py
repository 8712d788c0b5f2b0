"""Charge a subject with what is owed."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from motcua.blocks.payments.errors import ChargedOtherwise
from motcua.blocks.payments.models import Charge
from motcua.blocks.payments.queries import ChargeInfo, ChargeLine, charge_info
from motcua.kernel import tenancy


def charge(
    commune_id: int,
    applicant_id: UUID | None,
    subject_id: UUID,
    lines: Sequence[ChargeLine],
    now: datetime,
) -> ChargeInfo:
    """Charge a subject once. The same lines again give the same charge; others raise ChargedOtherwise.

    Amounts in đồng; ValueError for a negative one. A charge of nothing counts as paid at once;
    a line of unknown amount is kept until the cashier sets it, and counts for nothing before.
    """
    row = charge_row(commune_id, applicant_id, subject_id, lines, now)
    with tenancy.scope(communes=[commune_id]):
        Charge.objects.bulk_create([row], ignore_conflicts=True)
        kept = charge_info(Charge.objects.get(commune_id=commune_id, subject_id=subject_id))
    if kept.lines != tuple(lines):
        raise ChargedOtherwise
    return kept


def charge_row(
    commune_id: int,
    applicant_id: UUID | None,
    subject_id: UUID,
    lines: Sequence[ChargeLine],
    now: datetime,
) -> Charge:
    """Return the row of a charge, not yet written. ValueError for a negative amount."""
    known = [line.amount for line in lines if line.amount is not None]
    if any(amount < 0 for amount in known):
        raise ValueError("a charge has no negative lines")
    total, whole = sum(known), len(known) == len(lines)
    return Charge(
        commune_id=commune_id,
        applicant_id=applicant_id,
        subject_id=subject_id,
        lines=[asdict(line) for line in lines],
        amount=total,
        paid_at=now if whole and not total else None,
        created_at=now,
    )
