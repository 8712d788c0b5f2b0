"""Reads of what a dossier waits for besides a supplement: an answer to a wish to have it back, and money."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.blocks.payments import api as payments
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.models import FinancialObligation, WithdrawalRequest
from motcua.casework.intake.use_cases.desk.money import open_obligation
from motcua.kernel import tenancy


@dataclass(frozen=True)
class WithdrawalInfo:
    """The open wish to have a dossier back. `how`: in words; `paper_file_id`: the scan of a signed paper."""

    how: str
    asked_at: datetime
    paper_file_id: UUID | None


@dataclass(frozen=True)
class ObligationInfo:
    """Money asked for during the work and not paid yet: what for, and until when."""

    charge: payments.ChargeInfo
    limit_at: datetime


def find_withdrawal(dossier: dossiers.DossierInfo) -> WithdrawalInfo | None:
    """Return the open wish to have a dossier back, within the caller's scope."""
    # Hardly anybody asks for it, and the dossier's row says so.
    if dossier.snapshot.withdrawal_requested_at is None:
        return None
    rows = WithdrawalRequest.objects.filter(commune_id=dossier.commune_id, dossier_id=dossier.id)
    row = rows.filter(answered_at__isnull=True).first()
    how = WithdrawalRequest.How
    return None if row is None else WithdrawalInfo(how(row.how).label, row.asked_at, row.paper_file_id)


def find_obligation(dossier: dossiers.DossierInfo) -> ObligationInfo | None:
    """Return what was asked for during the work and is owed, within the caller's scope."""
    # Only these can owe it: one that waits for money, one that was stopped with its debt kept.
    waits = dossier.state in (dossiers.State.PAYMENT, dossiers.State.STOPPED)
    row = open_obligation(dossier) if waits and dossier.finance_state == "due" else None
    charge = payments.find_charge(dossier.commune_id, row.id) if row else None
    return ObligationInfo(charge, row.limit_at) if row and charge and charge.is_open else None


def paid_for(commune_id: int, subject_id: UUID) -> UUID:
    """Return for which dossier a charge is: its own subject, or the one of which its subject was asked for."""
    with tenancy.scope(communes=[commune_id]):
        row = FinancialObligation.objects.filter(commune_id=commune_id, id=subject_id).first()
    return subject_id if row is None else row.dossier_id
