"""Put a dossier into someone's hands, or take it oneself."""

from uuid import UUID

from motcua.casework.dossiers.events import DossierAssigned
from motcua.casework.dossiers.models import Step
from motcua.casework.dossiers.queries import DossierInfo, as_info
from motcua.casework.dossiers.use_cases.acting import Call, finish_call, lock


def assign(call: Call, holder_id: UUID) -> DossierInfo:
    """Set the holder of the present step within the caller's scope."""
    call, dossier = lock(call)
    dossier.holder_id = holder_id
    Step.objects.filter(commune_id=dossier.commune_id, dossier_id=dossier.id, ended_at__isnull=True).update(
        holder_id=holder_id
    )
    finish_call(call, dossier, DossierAssigned(holder_id))
    return as_info(dossier)
