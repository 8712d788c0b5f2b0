"""Each page and use case keeps to its budget of statements."""

from dataclasses import dataclass, replace
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.blocks.identity.api import Account
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.ui.middleware import SEEN
from motcua.interfaces.ui.visits import VISIT
from motcua.kernel.actors import Visit
from tests.casework.birth import fill
from tests.factories.organisation import NOW
from tests.factories.warmth import warm
from tests.interfaces.counter.conftest import RESULT_FIELDS, Counter, counter, signers  # noqa: F401  (fixtures)
from tests.performance import budgets

pytestmark = pytest.mark.slow


def spent_by(work) -> budgets.Spent:
    """Return what a piece of work spends."""
    with CaptureQueriesContext(connection) as captured:
        work()
    return budgets.count(query["sql"] for query in captured)


@dataclass
class Scene:
    """A commune with a draft ready to be sent, a dossier in hand, and browsers."""

    counter: Counter
    names: dict[str, str]
    anyone: Client
    citizen: Client

    def open(self, browser: Client, page: budgets.Page) -> budgets.Spent:
        """Open a page twice and return what the second time spends: the process is warm by then."""
        path = page.path.format(**self.names)
        assert browser.get(path).status_code == 200, path
        return spent_by(lambda: browser.get(path))


@pytest.fixture
def scene(counter):  # noqa: F811  (the fixture)
    person = counter.citizen
    draft = fill(person, counter.commune.id)
    dossier = counter.after_effects(counter.accepted())
    new = counter.submitted()
    citizen = Client()
    citizen.force_login(
        Account.objects.get(id=person.account_id), backend="django.contrib.auth.backends.ModelBackend"
    )
    session = citizen.session
    session[SEEN] = NOW.timestamp()
    session[VISIT] = [str(uuid4()), NOW.isoformat()]
    session.save()
    names = {
        "draft": str(draft.id), "dossier": str(dossier.id), "new": str(new.id),
        "reference": dossier.reference, "letters": dossiers.lookup_secret(dossier.id),
    }  # fmt: skip
    return Scene(counter, names, Client(), citizen)


def require(spent: budgets.Spent, budget: int) -> None:
    assert len(spent.own) <= budget, "\n".join(statement[:160] for statement in spent.own)
    for kind, most in budgets.MOST_OVERHEAD.items():
        assert spent.overhead[kind] <= most, (kind, spent.overhead)


@pytest.mark.parametrize("name", budgets.PORTAL_FOR_ANYONE)
def test_a_page_for_anyone(scene, name):
    page = budgets.PORTAL_FOR_ANYONE[name]
    spent = scene.open(scene.anyone, page)
    require(spent, page.budget)
    assert spent.overhead["session"] == spent.overhead["account"] == 0


@pytest.mark.parametrize("name", budgets.PORTAL_FOR_CITIZEN)
def test_a_page_for_a_citizen(scene, name):
    page = budgets.PORTAL_FOR_CITIZEN[name]
    require(scene.open(scene.citizen, page), page.budget)


@pytest.mark.parametrize("name", budgets.COUNTER)
def test_a_page_of_the_counter(scene, name):
    page = budgets.COUNTER[name]
    require(scene.open(scene.counter.browser(page.role), page), page.budget)


def test_a_longer_list_costs_no_more(scene):
    browser, page = scene.counter.browser("receptionist"), budgets.COUNTER["work list"]
    few = scene.open(browser, page)
    scene.counter.handed_in(20)
    assert len(scene.open(browser, page).own) == len(few.own)


def test_submit(scene):
    draft = fill(scene.counter.citizen, scene.counter.commune.id)
    warm(scene.counter.commune.id)
    citizen = replace(scene.counter.citizen, visit=Visit(uuid4(), NOW, scene.counter.commune.id))
    spent = spent_by(
        lambda: intake.submit_draft(citizen, draft.id, commune_id=scene.counter.commune.id, now=NOW)
    )
    assert 0 < len(spent.own) <= budgets.SUBMIT, spent.own
    assert spent.overhead["scope"] == 2  # One that opens it; under test another that closes it.


def test_the_press_of_the_button(scene):
    """The whole request: the draft is read once to lead a second press on, and once under its lock."""
    address = f"/ho-so-nhap/{scene.names['draft']}/kiem-tra/"
    send = {"declaration": "yes", "delivery": "online"}
    warm(scene.counter.commune.id)
    spent = spent_by(lambda: scene.citizen.post(address, send))
    assert intake.get_draft(scene.counter.citizen, UUID(scene.names["draft"])).submitted_dossier_id
    require(spent, budgets.SUBMIT + 1)


OFFICERS = {
    "accept": ("receptionist", intake.accept_dossier, "submitted"),
    "refuse": (
        "receptionist",
        lambda call: intake.refuse_dossier(replace(call, note="Sai nơi nộp")),
        "submitted",
    ),
    "propose": (
        "handler",
        lambda call: intake.propose_result(call, RESULT_FIELDS),
        "accepted",
    ),
}


@pytest.mark.parametrize("action", budgets.ACTIONS)
def test_an_action_of_an_officer(scene, action):
    role, act, state = OFFICERS[action]
    dossier = getattr(scene.counter, state)()
    call = scene.counter.call(role, dossier, action)
    warm(scene.counter.commune.id)
    spent = spent_by(lambda: act(call))
    assert 0 < len(spent.own) <= budgets.ACTIONS[action], "\n".join(one[:120] for one in spent.own)


def test_a_statement_too_many_is_seen():
    statements = ["BEGIN", "SELECT set_config('motcua.scoped', 'yes', true)", *["SELECT 1"] * 4, "COMMIT"]
    spent = budgets.count(statements)
    assert (len(spent.own), spent.overhead["transaction"], spent.overhead["scope"]) == (4, 2, 1)
    with pytest.raises(AssertionError):
        require(spent, 3)
