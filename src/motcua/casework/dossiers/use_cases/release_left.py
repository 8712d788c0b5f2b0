"""Give back to their steps the dossiers of those who hold no post any more: nothing lies with somebody who left."""

from datetime import datetime
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers.errors import ActionRefused
from motcua.casework.dossiers.lists.views import OPEN
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.rules.actions import Action
from motcua.casework.dossiers.use_cases.acting import Call
from motcua.casework.dossiers.use_cases.hold import release
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import system


def release_left(commune_id: int, *, now: datetime) -> int:
    """Release what is held by staff without a post today, each dossier in a transaction of its own; return how many.

    Run again it finds nothing.
    """
    with tenancy.scope(communes=[commune_id]):
        here = {one.id for one in organisation.list_staff(commune_id, clock.local_date(now))}
        held = Dossier.objects.filter(OPEN, commune_id=commune_id, holder_id__isnull=False)
        left = list(held.exclude(holder_id__in=here).order_by("id").values_list("id", "holder_id"))
    return sum(_release(commune_id, dossier_id, holder_id, now) for dossier_id, holder_id in left)


def _release(commune_id: int, dossier_id: UUID, holder_id: UUID | None, now: datetime) -> bool:
    call = Call(system(commune_id), dossier_id, Action.RELEASE, now, "Người giữ hồ sơ đã thôi giữ chức vụ.")
    with tenancy.scope(communes=[commune_id]):
        rows = Dossier.objects.select_for_update().filter(commune_id=commune_id, id=dossier_id)
        if not rows.filter(holder_id=holder_id).exists():
            return False  # Somebody handed it on meanwhile.
        try:
            release(call)
        except ActionRefused:
            return False  # It left the states in which it can be given back.
    return True
