"""What is still owed for a dossier, and letting it off; within the caller's scope, behind the dossier's lock."""

from datetime import datetime

from motcua.blocks.payments import api as payments
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.models import FinancialObligation


def open_obligation(dossier: dossiers.DossierInfo) -> FinancialObligation | None:
    """Return the money asked for during the work that was neither paid nor taken back."""
    rows = FinancialObligation.objects.filter(commune_id=dossier.commune_id, dossier_id=dossier.id)
    return rows.filter(settled_at__isnull=True, cancelled_at__isnull=True).first()


def let_off(dossier: dossiers.DossierInfo, now: datetime) -> None:
    """Ask for nothing more: neither the fees of the dossier nor what was asked for during the work."""
    payments.waive(dossier.commune_id, dossier.id, now)
    obligation = open_obligation(dossier)
    if obligation is not None:
        take_back(obligation, now)


def take_back(obligation: FinancialObligation, now: datetime) -> None:
    """Ask no more for what was asked for during the work."""
    payments.waive(obligation.commune_id, obligation.id, now)
    obligation.cancelled_at = now
    obligation.save(update_fields=["cancelled_at"])
