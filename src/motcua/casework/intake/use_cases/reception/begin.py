"""Begin a reception with the person's card, and choose the procedure."""

from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.blocks.forms import api as forms
from motcua.blocks.identity import api as identity
from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.intake.jobs import throw_away, watch_reception
from motcua.casework.intake.models import Reception
from motcua.casework.intake.receptions import (
    PERMISSION,
    ReceptionInfo,
    as_info,
    get_reception,
    lock_open,
)
from motcua.casework.intake.renaming import renamed
from motcua.casework.intake.use_cases.reception.sheets import Sheet, require_sheet
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput

# What an officer takes in from paper; whoever is helped with the form on a screen files online.
CHANNELS = {
    "counter": "Tại Trung tâm",
    "support_desk": "Tại điểm hỗ trợ ở thôn, tổ dân phố",
    "post": "Gửi đến qua bưu chính",
}
LONGEST_PARCEL = 40


def begin_reception(
    actor: Actor,
    card: identity.SeenCard,
    *,
    now: datetime,
    phone: str = "",
    channel: str = "counter",
    parcel: str = "",
    sheet: Sheet | None = None,
) -> ReceptionInfo:
    """Begin to receive the person of this card. Permission: dossier.accept.

    Raises InvalidInput at `channel` and, for the number of a parcel where there was none, at `parcel`.
    `sheet`: it was taken in on paper before; InvalidInput at `sheet` and `true_at` when it may not be typed in.
    """
    actor.require(PERMISSION)
    if channel not in CHANNELS:
        raise InvalidInput({"channel": "Chọn nơi đang tiếp nhận."})
    parcel = " ".join(parcel.split())
    if parcel and channel != "post":
        raise InvalidInput({"parcel": "Có số bưu gửi thì chọn «Gửi đến qua bưu chính»."})
    if len(parcel) > LONGEST_PARCEL:
        raise InvalidInput({"parcel": f"Số bưu gửi dài nhất {LONGEST_PARCEL} ký tự."})
    person = identity.person_of(card.citizen_id, now)
    said = {**card.more(), **({"phone": phone} if phone else {})}
    with tenancy.scope(communes=[actor.home], applicants=[person]):
        identity.keep_seen_card(
            person, name=card.name, citizen_id=card.citizen_id, phone=phone, now=now, more=card.more()
        )
        number, true_at = require_sheet(actor, sheet, now) if sheet else ("", None)
        row = Reception.objects.create(
            sheet=number,
            true_at=true_at,
            commune_id=actor.home,
            person_id=person,
            staff_id=actor.staff,
            channel=channel,
            parcel=parcel,
            owner={"full_name": card.name, "citizen_id": card.citizen_id, **said},
            begun_at=now,
            changed_at=now,
        )
        watch_reception(row)
        return as_info(row)


def begin_again(actor: Actor, reception_id: UUID, *, now: datetime) -> ReceptionInfo:
    """Begin one more procedure for whoever stands at the desk; all of the visit go on one receipt."""
    seen = get_reception(actor, reception_id)
    with tenancy.scope(communes=[actor.home], applicants=[seen.person_id]):
        row = Reception.objects.create(
            commune_id=actor.home,
            person_id=seen.person_id,
            staff_id=actor.staff,
            channel=seen.channel,
            parcel=seen.parcel,
            visit_id=seen.visit_id or seen.id,
            owner=dict(seen.owner),
            begun_at=now,
            changed_at=now,
        )
        watch_reception(row)
        return as_info(row)


def choose_procedure(
    actor: Actor, reception_id: UUID, procedure_code: str, *, now: datetime
) -> ReceptionInfo:
    """Take this procedure, filled in with what the card told; what was typed for another one is left.

    Raises InvalidInput at `procedure` when it is not received at this desk.
    """
    on = clock.local_date(get_reception(actor, reception_id).true_at or now)
    known = {one.code: one for one in catalogue.list_summaries(on, actor.home)}
    if procedure_code not in known or not known[procedure_code].filed_here:
        raise InvalidInput({"procedure": "Thủ tục này không tiếp nhận tại đây. Chọn trong danh sách."})
    version = catalogue.current_version(procedure_code, on, actor.home)
    with tenancy.scope(communes=[actor.home]):
        row = lock_open(actor, reception_id)
        if row.version_id != version.id:
            row.procedure_code, row.version_id = procedure_code, version.id
            row.answers, row.kept, row.papers = filled(actor, version, row.owner), {}, {}
        row.changed_at = now
        row.save()
        return as_info(row)


def filled(actor: Actor, version: catalogue.Version, owner: dict[str, str]) -> dict[str, Any]:
    """Return the answers that the card, or what is told of the owner, and the commune give, with the names of places
    of today."""
    commune = organisation.get_commune(actor.home)
    sources = {f"identity.{name}": value for name, value in owner.items()}
    sources |= {"commune.name": commune.display_name, "commune.province": commune.province_name}
    answers = forms.prefill(version.form, sources).answers
    addresses = {field.id for field in version.form.fields if field.type == "address"}
    return {key: (renamed(value) or value) if key in addresses else value for key, value in answers.items()}


def drop_reception(actor: Actor, reception_id: UUID) -> None:
    """Throw a reception away that leads to nothing, with its scans."""
    person = get_reception(actor, reception_id).person_id
    with tenancy.scope(communes=[actor.home], applicants=[person]):
        throw_away(lock_open(actor, reception_id))
