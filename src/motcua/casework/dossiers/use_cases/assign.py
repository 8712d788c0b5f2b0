"""Put a dossier into someone's hands."""

from dataclasses import replace
from uuid import UUID

from motcua.casework.dossiers.events import DossierAssigned
from motcua.casework.dossiers.queries import DossierInfo
from motcua.casework.dossiers.rules.facts import Assigning
from motcua.casework.dossiers.use_cases.acting import Call, act


def assign(call: Call, holder_id: UUID, *, able: bool = True) -> DossierInfo:
    """Set the holder of the present step within the caller's scope; `able`: may work it that day."""
    call = replace(call, facts=Assigning(holder_id, able))
    return act(call, lambda before, after: DossierAssigned(holder_id))
