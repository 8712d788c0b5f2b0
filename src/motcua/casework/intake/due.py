"""What is to be paid next for a dossier."""

from motcua.blocks.payments import api as payments
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.awaited import find_obligation


def find_due(dossier: dossiers.DossierInfo) -> payments.ChargeInfo | None:
    """Return the open charge that is taken next, within the caller's scope.

    What holds up the work comes first, then the fees of the dossier itself.
    """
    asked = find_obligation(dossier)
    return asked.charge if asked else payments.owing(dossier.commune_id, dossier.id)
