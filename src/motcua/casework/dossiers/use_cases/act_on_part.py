"""An officer who keeps the contact with an agency tells what became of a part."""

from uuid import UUID

from motcua.casework.dossiers.errors import DoneBefore, DossierNotFound, StalePage
from motcua.casework.dossiers.models import Dossier, SubDossier
from motcua.casework.dossiers.queries import DossierInfo, as_info
from motcua.casework.dossiers.use_cases.acting import collect
from motcua.casework.dossiers.use_cases.parts import PartCall, Parts
from motcua.kernel import events, tenancy


def act_on_part(call: PartCall, dossier_id: UUID) -> DossierInfo:
    """Send a part, or write down that its agency answered, refused or wants more papers.

    The dossier goes on by itself once no part is open. Raises DossierNotFound, DoneBefore, StalePage, ActionRefused or
    OutOfReach. Legal basis: Decree 118/2025/NĐ-CP, Article 18; Decree 63/2024/NĐ-CP.
    """
    commune_id = call.actor.home
    with tenancy.scope(communes=[commune_id]):
        # The dossier first, as in every action: whether a part is open is asked behind its lock.
        dossier = Dossier.objects.select_for_update().filter(commune_id=commune_id, id=dossier_id).first()
        rows = SubDossier.objects.select_for_update().filter(commune_id=commune_id, dossier_id=dossier_id)
        part = rows.filter(id=call.part_id).first()
        if dossier is None or part is None:
            raise DossierNotFound
        if events.done_before(commune_id, call.action_key) is not None:
            raise DoneBefore
        if call.revision is not None and call.revision != part.revision:
            raise StalePage
        Parts(dossier).change(call, part)
        collect(dossier, call.now)
        return as_info(dossier)
