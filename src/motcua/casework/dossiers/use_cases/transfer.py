"""Let a running dossier end here, because it goes on at the competent commune; and what it takes along."""

from dataclasses import replace
from typing import Any

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers.events import DossierTransferred
from motcua.casework.dossiers.models import Dossier, Pause
from motcua.casework.dossiers.queries import DossierInfo
from motcua.casework.dossiers.rules.facts import Transferring
from motcua.casework.dossiers.rules.snapshot import Snapshot
from motcua.casework.dossiers.use_cases.acting import Call, act_on, lock
from motcua.casework.dossiers.use_cases.open_dossier import Origin
from motcua.casework.dossiers.use_cases.recompute_due import pauses_of
from motcua.kernel.identifiers import new_id


def transfer(call: Call, told: DossierTransferred, **known: Any) -> DossierInfo:
    """End the dossier within the caller's scope, in which the one it goes on as was opened.

    Raises what `dossiers.act` raises. Legal basis: Decree 118/2025/NĐ-CP, Articles 17, 18 and 21; form 05 of
    Circular 03/2025/TT-VPCP.
    """
    dossier = lock(call)

    def tell(before: Snapshot, after: Snapshot) -> DossierTransferred:
        dossier.transferred_to_commune = told.to_commune
        return told

    return act_on(replace(call, facts=Transferring(told.to_dossier)), dossier, tell, **known)


def origin_of(dossier: DossierInfo) -> Origin:
    """Return what a dossier carries over when it goes on elsewhere, within the caller's scope."""
    row = Dossier.objects.get(commune_id=dossier.commune_id, id=dossier.id)
    index = row.owner_id_index
    return Origin(dossier.snapshot, bytes(index) if index else None, row.place, row.representation_id)


def carry_pauses(there: DossierInfo, here: DossierInfo) -> tuple[organisation.Pause, ...]:
    """Give a transferred dossier the stops of its clock so far, within the caller's scope, and return them."""
    rows = Pause.objects.filter(commune_id=there.commune_id, dossier_id=there.id)
    for row in rows:
        row.id, row.commune_id, row.dossier_id = new_id(), here.commune_id, here.id
        row.applicant_id = here.applicant_id
    Pause.objects.bulk_create(rows)
    return pauses_of(here.commune_id, here.id)
