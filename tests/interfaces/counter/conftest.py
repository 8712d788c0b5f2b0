"""A commune at work, with a browser for each of its officers and a dossier handed in."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from motcua.blocks.identity import api as identity
from motcua.blocks.organisation.api import CommuneInfo
from motcua.blocks.signatures.ports import SigningService, Timestamper
from motcua.casework.catalogue import api as catalogue
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.ui.middleware import SECOND_FACTOR, SEEN
from motcua.kernel import clock, ports, tenancy
from motcua.kernel.actors import Actor, system
from tests.casework.birth import fill
from tests.factories.effects import run_effects
from tests.factories.offices import PIN, Signers
from tests.factories.organisation import NOW, make_citizen, make_commune, make_officer_account

CODE = "20001"
RESULT_FIELDS = {
    "0-book_number": "01/2026",
    "0-registered_on-day": "23", "0-registered_on-month": "11", "0-registered_on-year": "2026",
    "0-personal_id": "051226000123",
    "0-birth_place_full": "Trung tâm Y tế Ba Tơ, tỉnh Quảng Ngãi",
}  # fmt: skip
PEOPLE = {
    "receptionist": {"full_name": "Phạm Thị Dung"},
    "handler": {"full_name": "Đinh Văn Nơ"},
    "unit_head": {"full_name": "Hồ Thị Xuân"},
    "chair": {"full_name": "Nguyễn Tấn Phát", "unit": "leadership", "credential_id": "person-chair"},
    "clerk": {"full_name": "Trần Quốc Bảo"},
    "cashier": {"full_name": "Võ Thị Hạnh"},
    "return_desk": {"full_name": "Lê Thị Mai"},
}


@dataclass
class Counter:
    """The commune and its people; `browser` is that of a role, logged in."""

    commune: CommuneInfo
    citizen: Actor
    signers: Signers
    actors: dict[str, Actor] = field(default_factory=dict)
    browsers: dict[str, Client] = field(default_factory=dict)

    def browser(self, role: str) -> Client:
        """Return the browser of the officer with a role, hired when first asked for."""
        if role not in self.browsers:
            self.actors[role], self.browsers[role] = enter(self.commune.id, role, **PEOPLE[role])
        return self.browsers[role]

    def actor(self, role: str) -> Actor:
        """Return the officer with a role."""
        self.browser(role)
        return self.actors[role]

    def handed_in(self, count: int) -> list[dossiers.DossierInfo]:
        """Return many dossiers without declaration or papers, as the list needs them."""
        version = catalogue.current_version("1.001193", clock.local_date(NOW))
        made = []
        for _ in range(count):
            submission = dossiers.Submission(
                uuid4(), self.commune.id, self.citizen.applicants[0], version.id, "local_portal",
                "Nguyễn Văn An", "051090004521", declared=False, turns={}, contents={},
            )  # fmt: skip
            with tenancy.scope(communes=[self.commune.id], applicants=self.citizen.applicants):
                made.append(dossiers.open_dossier(self.citizen, submission, now=NOW))
        return made

    def submitted(self) -> dossiers.DossierInfo:
        """Return a dossier handed in by the citizen."""
        draft = fill(self.citizen, self.commune.id)
        return intake.submit_draft(self.citizen, draft.id, commune_id=self.commune.id, now=NOW)

    def call(self, role: str, dossier: dossiers.DossierInfo, action: str) -> dossiers.Call:
        """Return a call of an officer, as it is now."""
        return dossiers.Call(self.actor(role), dossier.id, dossiers.Action(action), NOW, action_key=uuid4())

    def accepted(self, handed_in: dossiers.DossierInfo | None = None) -> dossiers.DossierInfo:
        """Return a dossier that the receptionist accepted: this one, or a new one."""
        return intake.accept_dossier(self.call("receptionist", handed_in or self.submitted(), "accept"))

    def proposed(self, handed_in: dossiers.DossierInfo | None = None) -> dossiers.DossierInfo:
        """Return a dossier whose draft lies before the head."""
        return intake.propose_result(self.call("handler", self.accepted(handed_in), "propose"), RESULT_FIELDS)

    def signed(self, handed_in: dossiers.DossierInfo | None = None) -> dossiers.DossierInfo:
        """Return a dossier whose result the head has signed."""
        dossier = self.proposed(handed_in)
        decisions.approve_result(self.call("chair", dossier, "approve"), PIN)
        return self.after_effects(dossier)

    def issued(self, handed_in: dossiers.DossierInfo | None = None) -> dossiers.DossierInfo:
        """Return a dossier whose result is numbered, dated and sealed."""
        dossier = self.signed(handed_in)
        decisions.issue_result(self.call("clerk", dossier, "issue"), PIN)
        return self.after_effects(dossier)

    def after_effects(self, dossier: dossiers.DossierInfo) -> dossiers.DossierInfo:
        """Run what the worker would run, and return the dossier as it stands then."""
        run_effects(self.commune.id)
        return self.now(dossier)

    def now(self, dossier: dossiers.DossierInfo) -> dossiers.DossierInfo:
        """Return the dossier as it stands now."""
        return dossiers.get_dossier(system(self.commune.id), dossier.id)


def enter(commune_id: int, role: str, **changes: str) -> tuple[Actor, Client]:
    """Hire an officer and return them with a browser that passed both steps of the login."""
    account, _ = make_officer_account(commune_id, role, **changes)
    browser = Client()
    browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    session = browser.session
    session[SECOND_FACTOR], session[SEEN] = str(account.id), NOW.timestamp()
    session.save()
    return identity.officer_actor(account, NOW), browser


@pytest.fixture(scope="session")
def signers(tmp_path_factory: pytest.TempPathFactory) -> Signers:
    """The head's and the agency's keys; making them takes a second."""
    made = Signers(tmp_path_factory.mktemp("signers"))
    made.add("person-chair", "Nguyễn Tấn Phát", "person")
    made.add(decisions.agency_user(CODE), "Ủy ban nhân dân xã Ba Tô", "agency")
    return made


@pytest.fixture
def counter(db: None, signers: Signers, monkeypatch: pytest.MonkeyPatch) -> Counter:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setitem(ports._factories, SigningService, lambda: signers)
    monkeypatch.setitem(ports._factories, Timestamper, lambda: signers)
    monkeypatch.setitem(ports._adapters, SigningService, signers)
    monkeypatch.setitem(ports._adapters, Timestamper, signers)
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    commune = make_commune(code=CODE, identifier="H48.53.01", host="")
    return Counter(commune, make_citizen(commune.id), signers)


def hidden(page, **boxes: str) -> dict[str, str]:
    """Return what a form page posts: its hidden boxes as they stand in the page, and what is filled in."""
    text = page.content.decode()
    names = ("revision", "action_key")
    found = {name: re.search(rf'name="{name}" value="([^"]+)"', text) for name in names}
    assert all(found.values()), "the page has no hidden boxes"
    return {name: match[1] for name, match in found.items()} | boxes


def text_of(page, status: int = 200) -> str:
    """Return the page as text, once it answered as it should."""
    assert page.status_code == status
    return page.content.decode()


def address(dossier: dossiers.DossierInfo, tail: str = "") -> str:
    """Return the address of a page of a dossier."""
    return f"/mot-cua/ho-so/{dossier.id}/{tail}"
