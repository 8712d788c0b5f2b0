"""Print a paper on demand; it is not kept."""

from datetime import datetime

from motcua.blocks.audit import api as audit
from motcua.casework.dossiers import api as dossiers
from motcua.casework.notices.printing import print_form
from motcua.casework.notices.use_cases import compose
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound


def control_slip(actor: Actor, dossier: dossiers.DossierInfo, *, now: datetime) -> tuple[str, bytes]:
    """Return (file name, PDF) of form 06 of a dossier the officer got; the read is audited.

    Raises NotFound before the dossier is accepted: form 06 begins with its acceptance.
    """
    actor.require("dossier.view")
    if dossier.accepted_at is None:
        raise NotFound("Hồ sơ chưa tiếp nhận nên chưa có phiếu kiểm soát.")
    with tenancy.scope(communes=[actor.home]):
        audit.read(actor, "dossier", dossier.id, "In phiếu kiểm soát", now=now)
        form = compose.control_slip(dossier, now)
    return f"phieu-kiem-soat-{dossier.reference}.pdf", print_form(form, created_at=now)
