"""The commune that is measured, its citizens, and drafts ready to be handed in."""

import hashlib
import os
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils.crypto import get_random_string

from motcua.blocks.documents.files import file_store
from motcua.blocks.documents.models import StoredFile
from motcua.blocks.documents.reading import CONTEXT
from motcua.blocks.documents.store import Owner
from motcua.blocks.forms import api as forms
from motcua.blocks.identity import api as identity
from motcua.blocks.identity.ports import CitizenIdentity
from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.intake import api as intake
from motcua.casework.intake.models import Draft
from motcua.interfaces.ui.middleware import SECOND_FACTOR, SEEN
from motcua.kernel import clock, sealing, tenancy
from motcua.kernel.actors import Actor, system
from motcua.kernel.identifiers import new_id
from tests.casework import birth

FOUNDED = date(2025, 7, 1)
CITIZENS = 50
_DATE = ("day", "month", "year")


@dataclass(frozen=True)
class Citizen:
    """A citizen (or an officer) with a running session: what a browser would send along."""

    actor: Actor
    session: str
    token: str

    @property
    def cookies(self) -> str:
        """Return the value of the Cookie header."""
        return f"motcua={self.session}; csrftoken={self.token}"


def found() -> int:
    """Make the commune with its procedures, unless it is there, and return its number."""
    catalogue.publish_all(Path(settings.MOTCUA_PROCEDURES), now=clock.now())
    return settle()


def settle() -> int:
    """Make the commune alone, unless it is there, and return its number."""
    now = clock.now()
    here = organisation.find_commune("21523", now.date())
    identity.load_roles()
    organisation.load_national_days(range(now.year - 1, now.year + 3))
    if here is not None:
        return here.id
    made = organisation.found_commune(
        organisation.NewCommune(
            province_code="51",
            province_name="tỉnh Quảng Ngãi",
            province_identifier="H48",
            code="21523",
            kind="xa",
            name="Ba Tô",
            identifier="H48.53.01",
            identifier_old="000.01.53.H48",
            address="Thôn Mang Lùng, xã Ba Tô, tỉnh Quảng Ngãi",
            phone="0255 3500 100",
            email="mot-cua@xa-ba-to.example.vn",
            valid_from=FOUNDED,
        ),
        now=now,
    )
    return made.id


def make_actor(commune_id: int, number: int) -> Actor:
    """Return the citizen of a number; the same number is the same person in every run."""
    proven = CitizenIdentity(
        issuer="https://bench.example.vn",
        subject=f"bench-{number}",
        account_type="citizen",
        level=2,
        full_name="Nguyễn Văn An",
        citizen_id=f"051090{number:06d}",
        birth_date="1990-04-12",
        gender="male",
        ethnicity="Kinh",
        religion="Không",
        nationality="Việt Nam",
        residence="Số 12 đường Phạm Kiệt, xã Ba Tô, tỉnh Quảng Ngãi",
        phone="0905123401",
    )
    account = identity.log_in_citizen(proven, commune_id=commune_id, now=clock.now())
    return identity.citizen_actor(account)


@cache
def officer(commune_id: int, role: str) -> Citizen:
    """Return an officer of a role, appointed and logged in anew for this run, both steps of the login done."""
    now, chief = clock.now(), system(commune_id)
    unit = next(one for one in organisation.list_units(commune_id, now.date()) if one.kind == "centre")
    post = organisation.Appointment(
        full_name="Đinh Văn Nơ",
        unit_id=unit.id,
        position="Công chức",
        signing_title="CÔNG CHỨC",
        valid_from=FOUNDED,
    )
    person = organisation.appoint(chief, post, now=now)
    identity.grant_role(chief, person.id, role, FOUNDED, now=now)
    name = f"{role}.{get_random_string(8, 'abcdefghjk')}"
    made = identity.create_officer(chief, person.id, name, now=now)
    # As after the first login, which changes the password.
    identity.Account.objects.filter(id=made.account_id).update(must_change_password=False)
    account = identity.Account.objects.get(id=made.account_id)
    return _log_in(identity.officer_actor(account, now), second_factor=True)


def _log_in(actor: Actor, *, second_factor: bool = False) -> Citizen:
    assert actor.account_id is not None
    account = identity.Account.objects.get(id=actor.account_id)
    session = SessionStore()
    if second_factor:
        session[SECOND_FACTOR] = str(account.id)
    session[SESSION_KEY] = str(account.id)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session[SEEN] = clock.now().timestamp()
    session.create()
    return Citizen(actor, str(session.session_key), get_random_string(32))


@cache
def citizens(commune_id: int) -> tuple[Citizen, ...]:
    """Return the citizens, logged in anew for this run."""
    return tuple(_log_in(make_actor(commune_id, number)) for number in range(CITIZENS))


@cache
def _model_row(commune_id: int) -> Draft:
    """Return a draft that one citizen filled in page by page, through the use cases, with its papers."""
    actor = make_actor(commune_id, CITIZENS)
    draft = _fill_in(actor, commune_id, clock.now())
    with tenancy.scope(applicants=actor.applicants):
        return Draft.objects.get(id=draft)


def _fill_in(actor: Actor, commune_id: int, now: datetime) -> UUID:
    draft, today = intake.start_draft(actor, commune_id, birth.CODE, now=now), clock.local_date(now)
    born = today - timedelta(days=7)
    said = {**birth.ANSWERS, **{f"child_birth_date-{part}": str(getattr(born, part)) for part in _DATE}}
    for page in draft.version.form.pages:
        asked = forms.page_fields(draft.version.form, page.id, draft.answers, today, draft.verified)
        names = {box for state in asked if state.asked for box in state.field.box_names}
        raw = {name: value for name, value in said.items() if name in names}
        draft = intake.save_page(actor, draft.id, page.id, raw, now=now, seen=intake.Seen(draft.revision))
    for component in draft.missing_papers(today):
        intake.lay_paper(actor, draft.id, component, BytesIO(_photo()), "giay.jpg", now=now)
    return draft.id


def clone_drafts(commune_id: int, count: int) -> list[tuple[Citizen, UUID]]:
    """Return new drafts like the model, each with files of its own in the store, spread over the citizens."""
    people, model = citizens(commune_id), _model_row(commune_id)
    made: list[tuple[Citizen, UUID]] = []
    for index, person in enumerate(people):
        mine = count // len(people) + (index < count % len(people))
        with tenancy.scope(applicants=[*person.actor.applicants]):
            made += [(person, _clone(model, person.actor.applicants[0])) for _ in range(mine)]
    # One citizen after the other, as they would come, not one citizen at a time.
    return sorted(made, key=lambda pair: pair[1].int & 0xFFFFFFFF)


def _clone(model: Draft, applicant: UUID) -> UUID:
    now = clock.now()
    papers = {code: [str(_lay_file(applicant)) for _ in keys] for code, keys in model.papers.items()}
    fields = {f.attname: getattr(model, f.attname) for f in Draft._meta.concrete_fields}
    fields |= {"id": new_id(), "applicant_id": applicant, "papers": papers, "changed_at": now}
    Draft.objects.create(**fields)
    return UUID(str(fields["id"]))


@cache
def _photo() -> bytes:
    return birth.photo()


def _lay_file(applicant: UUID) -> UUID:
    """Keep a photo that was checked once: the check is part of the upload, not of the submission."""
    data = _photo() + os.urandom(8)
    token = sealing.seal(data, context=CONTEXT)
    row = StoredFile.objects.create(
        applicant_id=applicant,
        name="giay.jpg",
        media_type="image/jpeg",
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        blob=file_store().write(Owner(applicant_id=applicant), token),
        key=sealing.key_number(token),
        created_at=clock.now() - timedelta(minutes=5),
    )
    return row.id
