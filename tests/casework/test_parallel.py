"""Many at once: one dossier from one draft, codes and numbers without gap or double, one winner of a race.

Each thread has its own connection and they begin together; row locks and unique constraints decide, as in the
running product with its several processes.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from motcua.casework.decisions import api as decisions
from motcua.casework.decisions.models import Decision, NumberBook, SigningOrder
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.models import CodeCounter, Dossier
from motcua.casework.intake import api as intake
from motcua.casework.intake.models import AnswerVersion, Draft, Paper, Relay
from motcua.kernel import jobs, tenancy
from motcua.kernel.errors import Conflict
from motcua.kernel.identifiers import new_id
from motcua.kernel.models import EffectRun, Event
from tests.casework.birth import fill
from tests.casework.test_way_of_a_dossier import at_approval, call, submitted
from tests.conftest import OWNER
from tests.factories.effects import event_names, run_effects
from tests.factories.offices import PIN
from tests.factories.organisation import NOW, make_citizen, make_commune, make_officer
from tests.factories.together import together
from tests.factories.walk_ins import LIVES_THERE, walk_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
MANY = 50
# The places of the server of the tests; some are kept for its owner and the other workers of the suite.
SPARE_CONNECTIONS = 30


@pytest.fixture(autouse=True)
def _alone() -> Iterator[None]:
    """One of these tests at a time on the server: two would need more connections than it has."""
    with psycopg.connect(os.environ[OWNER], autocommit=True) as turn:
        turn.execute("SELECT pg_advisory_lock(7801)")
        [[most]] = turn.execute("SHOW max_connections").fetchall()
        assert int(most) >= MANY + SPARE_CONNECTIONS
        yield


def refusals(results: list[Any]) -> list[Exception]:
    return [one for one in results if isinstance(one, Exception)]


@contextmanager
def seeing(office) -> Iterator[None]:
    with tenancy.scope(communes=[office.commune.id], applicants=office.citizen.applicants):
        yield


def copies(office, draft, count: int) -> list[Any]:
    """Return the ids of drafts like this one, as if the citizen had filled in each."""
    made = []
    with seeing(office):
        for _ in range(count):
            row = Draft.objects.get(applicant_id=office.citizen.account_id, id=draft.id)
            row.id = new_id()
            row.save(force_insert=True)
            made.append(row.id)
    return made


def submit(office, draft_id):
    return intake.submit_draft(office.citizen, draft_id, commune_id=office.commune.id, now=NOW)


def many_dossiers(office, count: int) -> list[Any]:
    return [submit(office, key) for key in copies(office, fill(office.citizen, office.commune.id), count)]


def chain_is_whole(office, dossier_id) -> bool:
    names = event_names(office.commune.id, dossier_id)
    with seeing(office):
        return Dossier.objects.get(id=dossier_id).chain_seq == len(names)


def test_fifty_submissions_of_one_draft_are_one_dossier(office):
    draft = fill(office.citizen, office.commune.id)
    results = together([lambda: submit(office, draft.id)] * MANY)
    assert refusals(results) == []
    assert len({dossier.id for dossier in results}) == 1
    with seeing(office):
        assert Dossier.objects.count() == 1
        assert Event.objects.filter(name="DossierSubmitted").count() == 1
        assert AnswerVersion.objects.count() == 1
        papers = Paper.objects.values_list("component_code", "file_id")
        assert len(papers) == len(set(papers)) == sum(len(keys) for keys in draft.papers.values())
    assert chain_is_whole(office, results[0].id)


def test_fifty_submissions_that_another_commune_handles_are_one_dossier_there(office):
    other = make_commune(name="Ba Vì")
    citizen = make_citizen(office.commune.id, residence="Thôn Gò Năng, xã Ba Vì, tỉnh Quảng Ngãi")
    draft = fill(citizen, office.commune.id)
    results = together(
        [lambda: intake.submit_draft(citizen, draft.id, commune_id=office.commune.id, now=NOW)] * MANY
    )
    assert refusals(results) == []
    assert {(dossier.id, dossier.commune_id) for dossier in results} == {(results[0].id, other.id)}
    with tenancy.scope(communes=[office.commune.id, other.id]):
        assert Dossier.objects.count() == AnswerVersion.objects.count() == 1
        assert Event.objects.filter(name="DossierSubmitted").count() == 1


def test_fifty_receptions_for_another_commune_are_one_dossier_there(office):
    other = make_commune(name="Ba Vì")
    reception = walk_in(office, {**LIVES_THERE, "handled_by": str(other.id)})
    results = together([lambda: intake.receive_at_desk(office.receptionist, reception.id, now=NOW)] * 10)
    assert {type(one) for one in refusals(results)} <= {intake.ReceptionNotFound}
    with tenancy.scope(communes=[office.commune.id, other.id]):
        assert [one.commune_id for one in Dossier.objects.all()] == [other.id]
        assert Relay.objects.count() == 1
        assert [one.next_number for one in CodeCounter.objects.all()] == [2]


def test_two_drafts_with_the_same_paper_are_two_dossiers(office):
    """The same photo in two drafts is one file; both commune's copies are wanted at the same moment."""
    for _ in range(5):
        drafts = copies(office, fill(office.citizen, office.commune.id), 4)
        results = together([lambda key=key: submit(office, key) for key in drafts])
        assert len({dossier.id for dossier in results}) == 4


def test_fifty_acceptances_give_fifty_codes_without_gap_or_double(office):
    waiting = many_dossiers(office, MANY)
    acts = [
        lambda one=one: intake.accept_dossier(call(office.receptionist, one, dossiers.Action.ACCEPT))
        for one in waiting
    ]
    results = together(acts)
    assert refusals(results) == []
    numbers = sorted(int(dossier.code.rsplit("-", 1)[1]) for dossier in results)
    assert numbers == list(range(1, MANY + 1))
    with seeing(office):
        assert CodeCounter.objects.get().next_number == MANY + 1
        assert len(set(Dossier.objects.values_list("code", flat=True))) == MANY


def test_of_two_officers_one_accepts_and_the_other_is_told_so_plainly(office):
    second = make_officer(office.commune.id, "receptionist", full_name="Lê Thị Hai")
    for dossier in many_dossiers(office, 5):
        acts = [
            lambda who=who, one=dossier: intake.accept_dossier(
                call(who, one, dossiers.Action.ACCEPT, revision=one.revision)
            )
            for who in (office.receptionist, second)
        ]
        results = together(acts)
        [refusal] = refusals(results)
        assert isinstance(refusal, Conflict), refusal
        assert "người khác xử lý" in refusal.message
        assert event_names(office.commune.id, dossier.id) == ["DossierSubmitted", "DossierAccepted"]
    with seeing(office):
        assert CodeCounter.objects.get().next_number == 6


def test_of_those_who_take_a_dossier_at_once_one_has_it(office):
    hands = [make_officer(office.commune.id, "handler", full_name=f"Đinh Văn {name}") for name in "ABCDE"]
    dossier = submitted(office)
    intake.accept_dossier(call(office.receptionist, dossier, dossiers.Action.ACCEPT))

    def take(who):
        with tenancy.scope(communes=[office.commune.id]):
            return dossiers.take(call(who, dossier, dossiers.Action.TAKE))

    results = together([lambda who=who: take(who) for who in hands])
    assert [one.kind for one in refusals(results)] == ["guard:free"] * 4
    [winner] = [who for who, one in zip(hands, results, strict=True) if not isinstance(one, Exception)]
    assert dossiers.get_dossier(office.handler, dossier.id).holder_id == winner.staff_id
    assert event_names(office.commune.id, dossier.id).count("DossierAssigned") == 1


def test_a_double_click_of_one_officer_is_carried_out_once(office):
    for dossier in many_dossiers(office, 5):
        once = call(office.receptionist, dossier, dossiers.Action.ACCEPT, revision=dossier.revision)
        results = together([lambda once=once: intake.accept_dossier(once)] * 2)
        [refusal] = refusals(results)
        assert isinstance(refusal, dossiers.DoneBefore)


def signed_many(office, count: int) -> list[Any]:
    """Return dossiers whose result is signed by the head and waits for its number."""
    fields = {
        "0-book_number": "01/2026", "0-record_number": "1/2026",
        "0-registered_on-day": "23", "0-registered_on-month": "11", "0-registered_on-year": "2026",
        "0-personal_id": "051226000123", "0-birth_place_full": "Trung tâm Y tế Ba Tơ, tỉnh Quảng Ngãi",
    }  # fmt: skip
    waiting = many_dossiers(office, count)
    for one in waiting:
        intake.accept_dossier(call(office.receptionist, one, dossiers.Action.ACCEPT))
        intake.propose_result(call(office.handler, one, dossiers.Action.PROPOSE), fields)
    with seeing(office):
        Decision.objects.update(state=Decision.State.SIGNED)
    # The signature itself is proved elsewhere; only the step is moved here.
    for one in waiting:
        with seeing(office):
            dossiers.move(call(office.chair, one, dossiers.Action.APPROVE), dossiers.ResultApproved(()))
            system = dossiers.Call(_system(office), one.id, dossiers.Action.SIGN, NOW)
            dossiers.move(system, dossiers.ResultSigned(()))
    return waiting


def _system(office):
    from motcua.kernel.actors import system

    return system(office.commune.id)


def test_twenty_numbers_at_once_run_without_gap_or_double(office):
    waiting = signed_many(office, 20)
    acts = [
        lambda one=one: decisions.issue_result(call(office.clerk, one, dossiers.Action.ISSUE), PIN)
        for one in waiting
    ]
    assert refusals(together(acts)) == []
    with seeing(office):
        numbers = Decision.objects.values_list("number", flat=True)
        assert sorted(int(number.split("/")[0]) for number in numbers) == list(range(1, 21))
        assert NumberBook.objects.get().next_number == 21


def test_two_approvals_at_once_order_one_set_of_signatures(office):
    deputy = make_officer(
        office.commune.id,
        "vice_chair",
        full_name="Lê Thị Kim Oanh",
        unit="leadership",
        credential_id="person-chair",
    )
    dossier = at_approval(office)
    acts = [
        lambda who=who: decisions.approve_result(
            call(who, dossier, dossiers.Action.APPROVE, revision=dossier.revision), PIN
        )
        for who in (office.chair, deputy, office.chair)
    ]
    results = together(acts)
    assert len(refusals(results)) == 2
    assert all(isinstance(one, Conflict) for one in refusals(results)), refusals(results)
    run_effects(office.commune.id)
    with seeing(office):
        assert Counter(SigningOrder.objects.values_list("kind", "state")) == {("person", "signed"): 1}
    assert event_names(office.commune.id, dossier.id).count("ResultSigned") == 1


# The typesetter keeps a folder for each thread and tidies it away when the thread is gone.
@pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")
def test_an_effect_taken_up_twice_at_once_signs_once(office):
    """A worker taken for dead comes back while another has its job."""
    dossier = at_approval(office)
    decisions.approve_result(call(office.chair, dossier, dossiers.Action.APPROVE), PIN)
    with seeing(office):
        [event] = Event.objects.filter(stream_id=dossier.id, name="ResultApproved")

    def take_up() -> None:
        jobs.carry_out(office.commune.id, event.id, "decisions.sign_as_person")

    together_quietly([take_up] * 3)
    jobs.carry_out(office.commune.id, event.id, "decisions.sign_as_person")
    with seeing(office):
        assert EffectRun.objects.get(event_id=event.id, handler="decisions.sign_as_person").state == "done"
        assert Counter(SigningOrder.objects.values_list("kind", "state")) == {("person", "signed"): 1}
        assert Decision.objects.get(dossier_id=dossier.id).state == "signed"
    assert event_names(office.commune.id, dossier.id).count("ResultSigned") == 1
    assert chain_is_whole(office, dossier.id)


def together_quietly(acts: list[Callable[[], Any]]) -> None:
    """Like `together`; an attempt that fails is one that the queue would make again."""

    def tried(act: Callable[[], Any]) -> Callable[[], Any]:
        def run() -> Any:
            try:
                return act()
            except Exception as error:
                return error

        return run

    together([tried(act) for act in acts])


def test_one_key_is_one_action_across_threads(office):
    dossier, key = submitted(office), uuid4()
    same = dossiers.Call(office.receptionist, dossier.id, dossiers.Action.ACCEPT, NOW, action_key=key)
    results = together([lambda: intake.accept_dossier(same)] * 10)
    assert len(refusals(results)) == 9
    assert {type(one) for one in refusals(results)} == {dossiers.DoneBefore}
