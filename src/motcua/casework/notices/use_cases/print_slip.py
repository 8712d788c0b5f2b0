"""Print papers on demand; they are not kept."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from motcua.blocks.audit import api as audit
from motcua.casework.dossiers import api as dossiers
from motcua.casework.notices.printing import print_form
from motcua.casework.notices.use_cases import compose
from motcua.kernel import events, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound

# Under it a month of a commune's register has an id, by which audit rows name it.
_BOOK = UUID("5c0b7b8e-3f0a-4a67-9a3e-0f5ad8f0b7c1")


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


def print_joint_receipt(
    actor: Actor, together: Sequence[dossiers.DossierInfo], *, now: datetime
) -> tuple[str, bytes]:
    """Return (file name, PDF) of one form 01 for dossiers handed in at once; one audit row tells of the print.

    Its number is that of the first dossier and how many there are.
    """
    actor.require("dossier.accept")
    first = together[0]
    number = f"{first.reference}/{len(together)}"
    with tenancy.scope(communes=[actor.home]):
        audit.read(actor, "dossier", first.id, f"In giấy hẹn chung số {number}", now=now)
        event = events.last_of(first.commune_id, first.id, dossiers.DossierAccepted)
        if event is None:
            raise NotFound("Hồ sơ này chưa được tiếp nhận nên chưa có giấy hẹn.")
        receiver = dossiers.line_of_event(first.commune_id, first.id, event.id).actor_name
        form = compose.joint_receipt(list(together), receiver, number, now)
    return f"giay-hen-chung-{first.reference}.pdf", print_form(form, created_at=now)


def print_register(
    actor: Actor, listed: Sequence[dossiers.DossierInfo], year: int, month: int, *, now: datetime
) -> tuple[str, bytes]:
    """Return (file name, PDF) of form 07 of these dossiers, in the order of their entries; one audit row
    tells how many were printed.
    """
    number = f"{year}-{month:02d}"
    told = f"In sổ theo dõi hồ sơ tháng {month}/{year}: {len(listed)} hồ sơ"
    with tenancy.scope(communes=[actor.home]):
        audit.read(actor, "register", uuid5(_BOOK, f"{actor.home}/{number}"), told, now=now)
        form = compose.register(actor, listed, year, month, now)
    return f"so-theo-doi-{number}.pdf", print_form(form, created_at=now)


def print_hand_over(
    actor: Actor, listed: Sequence[dossiers.DossierInfo], handed: compose.Handed, *, now: datetime
) -> tuple[str, bytes]:
    """Return (file name, PDF) of a list of results that were handed over; one audit row tells of the print."""
    told = f"In danh sách bàn giao số {handed.number}: {len(listed)} kết quả"
    with tenancy.scope(communes=[actor.home]):
        audit.read(actor, "hand_over", handed.id, told, now=now)
        form = compose.hand_over_list(actor, listed, handed)
    return _named("ban-giao", handed.number), print_form(form, created_at=handed.at)


def print_post_list(actor: Actor, posted: compose.Posted, *, now: datetime) -> tuple[str, bytes]:
    """Return (file name, PDF) of a list that the postman took along; one audit row tells of the print."""
    told = f"In danh sách giao bưu tá số {posted.number}: {len(posted.rows)} bưu gửi"
    with tenancy.scope(communes=[actor.home]):
        audit.read(actor, "post_list", posted.id, told, now=now)
        form = compose.post_list(actor, posted)
    return _named("giao-buu-ta", posted.number), print_form(form, created_at=posted.at)


def _named(list_name: str, number: str) -> str:
    return f"{list_name}-{number.replace('/', '-')}.pdf"
