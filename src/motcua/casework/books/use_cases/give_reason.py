"""Answer for a late dossier."""

from datetime import datetime
from uuid import UUID

from motcua.casework.books.models import LateReason
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, InvalidInput

LONGEST = 1000


def give_reason(actor: Actor, dossier_id: UUID, reason: str, *, now: datetime) -> dossiers.DossierInfo:
    """Keep why a dossier is late; an earlier answer stays beneath it. Permission: books.read.

    Raises DossierNotFound, InvalidInput at `reason`, Conflict when the dossier is not late.
    """
    actor.require("books.read")
    told = reason.strip()
    if not told:
        raise InvalidInput({"reason": "Ghi lý do hồ sơ trễ hạn."})
    if len(told) > LONGEST:
        raise InvalidInput({"reason": f"Lý do dài quá {LONGEST} ký tự; hãy viết gọn lại."})
    with tenancy.scope(communes=[actor.home]):
        dossier = dossiers.get_dossier(actor, dossier_id)
        if not dossier.snapshot.late(now):
            raise Conflict("Hồ sơ này không trễ hạn nên không cần giải trình.")
        LateReason.objects.create(
            commune_id=actor.home, dossier_id=dossier.id, reason=told, given_by_id=actor.staff, given_at=now
        )
        return dossier
