"""Set a side line of the dossier on behalf of the context that owns its cause."""

from dataclasses import replace
from uuid import UUID

from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers.events import LineMoved
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import DossierInfo, as_info
from motcua.casework.dossiers.rules.facts import Line
from motcua.casework.dossiers.use_cases.acting import Call, act


def set_line(call: Call, line: str, value: str, cause_id: UUID | None = None) -> DossierInfo:
    """Move the finance or delivery line within the caller's scope; `cause_id`: the charge, parcel or the like.

    Raises ActionRefused when the line does not move that way.
    """
    call = replace(call, facts=Line(line, value))
    return act(call, lambda before, after: LineMoved(line, value, cause_id))


def lock_dossier(commune_id: int, dossier_id: UUID) -> DossierInfo:
    """Lock a dossier within the caller's scope, before other rows are locked, and return it as it is now."""
    return as_info(Dossier.objects.select_for_update().get(commune_id=commune_id, id=dossier_id))


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
