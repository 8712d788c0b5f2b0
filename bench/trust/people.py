"""The people of the run: citizens with filled-in drafts, officers of the demonstration, and their sessions.

Sessions are made as the login makes them, without the browser; the pages after the login are the real ones.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from PIL import Image

from motcua.blocks.identity import api as identity
from motcua.blocks.identity.api import Account
from motcua.blocks.identity.ports import CitizenIdentity
from motcua.blocks.organisation import api as organisation
from motcua.casework.intake import api as intake
from motcua.casework.intake.models import Draft
from motcua.interfaces.ui.middleware import SECOND_FACTOR
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.identifiers import new_id
from tests.factories.samples import samples_of

PROCEDURE = "1.001193"
OFFICERS = {"accept": "tiepnhan", "propose": "hotich", "approve": "chutich", "issue": "vanthu"}
_BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class Citizen:
    """A citizen with a session and drafts that are complete."""

    cookie: str
    actor: Actor
    drafts: list[UUID]


def commune() -> organisation.CommuneInfo:
    """Return the demonstration commune."""
    found = organisation.find_commune("21523", clock.local_date(clock.now()))
    assert found is not None
    return found


def officers() -> dict[str, str]:
    """Return a session cookie for each action, of the officer whose work it is."""
    accounts = {action: Account.objects.get(username=name) for action, name in OFFICERS.items()}
    return {action: _session(account) for action, account in accounts.items()}


def _session(account: Account) -> str:
    request = HttpRequest()
    request.session = SessionStore()
    login(request, account, backend=_BACKEND)
    if account.kind == Account.Kind.OFFICER:
        request.session[SECOND_FACTOR] = str(account.id)
        request.session.save()
        identity.open_session(account, request.session.session_key or "", now=clock.now())
    request.session.save()
    return request.session.session_key or ""


def sample() -> dict[str, Any]:
    """Return the answers and the officer's boxes of a complete birth registration, born ten days ago."""
    one = samples_of(PROCEDURE)[0]
    one["answers"]["child_birth_date"] = _born().isoformat()
    return one


def _born() -> date:
    return clock.local_date(clock.now()) - timedelta(days=10)


def citizen(number: int, drafts: int) -> Citizen:
    """Let a mother log in and fill in as many drafts as asked for; all but the first are copies of it."""
    answers = _at_home(sample()["answers"])
    account = identity.log_in_citizen(_proven(number, answers), commune_id=commune().id, now=clock.now())
    actor = identity.citizen_actor(account)
    first = intake.start_draft(actor, commune().id, PROCEDURE, now=clock.now())
    with tenancy.scope(applicants=actor.applicants):
        Draft.objects.filter(applicant_id=account.id, id=first.id).update(answers=answers)
    now = clock.now()
    for component in first.missing_papers(clock.local_date(now)) or ["giay_chung_sinh"]:
        intake.lay_paper(actor, first.id, component, BytesIO(_photo(number)), "giay.jpg", now=now)
    ready = intake.get_draft(actor, first.id)
    today = clock.local_date(now)
    lacking = {**ready.missing(today), **ready.missing_papers(today)}
    assert not lacking, f"the sample of {PROCEDURE} is not complete: {lacking}"
    return Citizen(_session(account), actor, [first.id, *_copies(account.id, first.id, drafts - 1)])


def _at_home(answers: dict[str, Any]) -> dict[str, Any]:
    """Let the people of the sample live in the demonstration commune, so that it handles what they file."""
    here = f"Xã {commune().name}"
    return {
        key: {**value, "commune": here} if isinstance(value, dict) and "commune" in value else value
        for key, value in answers.items()
    }


def _proven(number: int, answers: dict[str, Any]) -> CitizenIdentity:
    return CitizenIdentity(
        issuer="https://trust.example.vn",
        subject=f"mother-{number}",
        account_type="citizen",
        level=2,
        full_name=answers["requester_name"],
        citizen_id=answers["requester_citizen_id"],
        birth_date=answers["requester_birth_date"],
        gender="female",
        ethnicity=answers["requester_ethnicity"],
        nationality="Việt Nam",
        residence=f"Thôn 2, {commune().display_name}, {commune().province_name}",
        phone="0912345678",
        email=f"mother-{number}@example.vn",
    )


def _photo(number: int) -> bytes:
    out = BytesIO()
    Image.new("RGB", (600, 800), (255, 255, number % 256)).save(out, "JPEG")
    return out.getvalue()


def _copies(applicant: UUID, draft_id: UUID, count: int) -> list[UUID]:
    made = []
    with tenancy.scope(applicants=[applicant]):
        row = Draft.objects.get(applicant_id=applicant, id=draft_id)
        for _ in range(count):
            row.id = new_id()
            row.save(force_insert=True)
            made.append(row.id)
    return made


def boxes() -> dict[str, str]:
    """Return what the handler types on the draft result."""
    today = clock.local_date(clock.now())
    return {
        "0-book_number": "01/2026",
        "0-registered_on-day": str(today.day),
        "0-registered_on-month": str(today.month),
        "0-registered_on-year": str(today.year),
        "0-personal_id": f"0512{_born():%y}009876",
        "0-birth_place_full": "Bệnh viện Sản - Nhi tỉnh Quảng Ngãi",
    }
