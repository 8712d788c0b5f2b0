"""Help somebody file: begin with their card seen, or with a code they type on their own telephone.

Legal basis: Law 91/2025/QH15, Article 9 (consent, recorded); Decree 45/2020/NĐ-CP, Article 8 (help with filing).
"""

import secrets
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from motcua.blocks.identity import api as identity
from motcua.blocks.privacy import api as privacy
from motcua.casework.intake.help import (
    PERMISSION,
    PLACES,
    WAYS_OF_CONSENT,
    HelpInfo,
    HelpNotFound,
    as_info,
    own_helps,
)
from motcua.casework.intake.models import AssistedFiling
from motcua.kernel import clock, sealing, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, InvalidInput

LASTS = timedelta(hours=2)
CODE_LASTS = timedelta(minutes=15)
PURPOSE = "assisted_filing"
Known = AssistedFiling.Known


@dataclass(frozen=True)
class Card:
    """What is read off the card a person shows; `seen` and `consent` are what the officer affirms."""

    name: str
    citizen_id: str
    phone: str
    seen: bool
    consent: str
    text_version: str

    def faults(self) -> dict[str, str]:
        """Return what is wrong, by field."""
        told = {}
        if len(self.name.strip()) < 2:
            told["name"] = "Họ và tên: ghi như trên thẻ căn cước."
        if not (len(self.citizen_id) == 12 and self.citizen_id.isascii() and self.citizen_id.isdigit()):
            told["citizen_id"] = "Số định danh: gồm đúng 12 chữ số, như trên thẻ căn cước."
        if not self.seen:
            told["seen"] = "Đánh dấu khi đã xem thẻ căn cước và đúng là người đang ngồi trước mặt."
        if self.consent not in ("counter", "paper"):
            told["consent"] = "Chọn cách người dân đã đồng ý. Chưa đồng ý thì không nộp giúp được."
        return told


@dataclass(frozen=True)
class Begun:
    """A help that was begun, and the code to type, told this once."""

    help: HelpInfo
    code: str = field(default="", repr=False)


def begin_with_card(actor: Actor, procedure_code: str, place: str, card: Card, *, now: datetime) -> Begun:
    """Begin to help a person whose card was seen and who agreed before the officer.

    Permission: intake.assist. Raises InvalidInput by field; Conflict when the text of the consent changed.
    """
    actor.require(PERMISSION)
    _require(place, card.faults())
    person = identity.person_of(card.citizen_id, now)
    name = " ".join(card.name.split())
    row = _new(actor, procedure_code, place, Known.CARD, now)
    row.applicant_id = person
    with tenancy.scope(communes=[actor.home], applicants=[person]):
        identity.keep_seen_card(person, name=name, citizen_id=card.citizen_id, phone=card.phone, now=now)
        _agree(row, Actor(kind="citizen", account_id=person), card.consent, card.text_version, now)
        row.save(force_insert=True)
    return Begun(as_info(row, name, now))


def begin_with_code(actor: Actor, procedure_code: str, place: str, *, now: datetime) -> Begun:
    """Begin to help a person who will log in on their own telephone and type the code there.

    Permission: intake.assist. Raises InvalidInput by field.
    """
    actor.require(PERMISSION)
    _require(place, {})
    row = _new(actor, procedure_code, place, Known.VNEID, now)
    code = f"{secrets.randbelow(1_000_000):06d}"
    row.code_index, row.code_until = _index(code), now + CODE_LASTS
    with tenancy.scope(communes=[actor.home]):
        row.save(force_insert=True)
    return Begun(as_info(row, "", now), code)


def find_offered(actor: Actor, commune_id: int, code: str, *, now: datetime) -> HelpInfo:
    """Return the help that waits for this code, so that the person reads who asks before they agree."""
    with tenancy.scope(communes=[commune_id]):
        return as_info(_waiting(commune_id, code, now), actor.name, now)


def agree_to_help(actor: Actor, commune_id: int, code: str, text_version: str, *, now: datetime) -> HelpInfo:
    """Agree, as the citizen logged in on their own telephone, to be helped. Raises HelpNotFound; Conflict."""
    if actor.citizen_alone is None:
        raise HelpNotFound
    with tenancy.scope(communes=[commune_id], applicants=actor.applicants):
        row = _waiting(commune_id, code, now, lock=True)
        row.applicant_id, row.code_index = actor.citizen_alone, None
        _agree(row, actor, "portal", text_version, now)
        row.save()
        return as_info(row, actor.name, now)


def stop_help(actor: Actor, help_id: UUID, *, now: datetime) -> None:
    """End a help: the officer's own, or one the citizen agreed to. Repeating it does no harm."""
    if actor.kind == "citizen":
        rows = AssistedFiling.objects.filter(applicant_id__in=actor.applicants, id=help_id)
        scope = tenancy.scope(applicants=actor.applicants)
    else:
        rows = own_helps(actor).filter(id=help_id)
        scope = tenancy.scope(communes=[actor.home])
    with scope:
        rows.filter(ended_at__isnull=True).update(ended_at=now)


def help_text(on: date) -> privacy.ConsentText:
    """Return what a person reads, or hears read, before they agree to be helped."""
    return privacy.consent_text(PURPOSE, on)


def place_faults(place: str) -> dict[str, str]:
    """Return what is wrong with the place of a help, by field."""
    return {} if place in PLACES else {"place": "Chọn nơi đang nộp giúp."}


def _require(place: str, faults: dict[str, str]) -> None:
    told = {**faults, **place_faults(place)}
    if told:
        raise InvalidInput(told)


def _new(actor: Actor, procedure_code: str, place: str, known_by: str, now: datetime) -> AssistedFiling:
    helper = actor.in_role_for(PERMISSION)
    return AssistedFiling(
        commune_id=actor.home,
        staff_id=actor.staff,
        staff_name=actor.name,
        staff_role=helper.role,
        place=place,
        procedure_code=procedure_code,
        known_by=known_by,
        begun_at=now,
        ends_at=now + LASTS,
    )


def _agree(row: AssistedFiling, citizen: Actor, how: str, version: str, now: datetime) -> None:
    if how not in WAYS_OF_CONSENT:
        raise InvalidInput({"consent": "Chọn cách người dân đã đồng ý."})
    text = help_text(clock.local_date(now))
    person = replace(citizen, applicants=(citizen.account_id,)) if citizen.account_id else citizen
    privacy.give_consent(person, PURPOSE, how, now=now, version=version)
    row.consent_how, row.consent_at = how, now
    row.consent_version, row.consent_hash = text.version, text.hash


def _index(code: str) -> bytes:
    return sealing.blind_index("".join(code.split()), purpose="assisted_filing.code")


def _waiting(commune_id: int, code: str, now: datetime, *, lock: bool = False) -> AssistedFiling:
    rows = AssistedFiling.objects.select_for_update() if lock else AssistedFiling.objects.all()
    found = rows.filter(commune_id=commune_id, code_index=_index(code), code_until__gt=now, ended_at=None)
    row = found.order_by("-begun_at").first()
    if row is None:
        raise Conflict("Mã này không đúng hoặc đã quá 15 phút. Nhờ người giúp đọc lại mã, hoặc tạo mã mới.")
    return row
