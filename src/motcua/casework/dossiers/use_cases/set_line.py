"""Set a side line of the dossier on behalf of the context that owns its cause."""

from uuid import UUID

from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import DossierInfo, as_info


def set_finance_state(commune_id: int, dossier_id: UUID, state: str) -> None:
    """Set the finance line (none, due, paid) within the caller's scope."""
    Dossier.objects.filter(commune_id=commune_id, id=dossier_id).update(finance_state=state)


def find_submission(key: UUID) -> DossierInfo | None:
    """Return the dossier opened from a submission, within the caller's scope, or None."""
    row = Dossier.objects.filter(submission_key=key).first()
    return None if row is None else as_info(row)


def is_at(commune_id: int, dossier_id: UUID, action: str) -> bool:
    """Lock the dossier within the caller's scope and tell whether its step holds the action."""
    row = Dossier.objects.select_for_update().get(commune_id=commune_id, id=dossier_id)
    if not row.step_key:
        return False
    return action in catalogue.process_of(row.version_id).step(row.step_key).actions
