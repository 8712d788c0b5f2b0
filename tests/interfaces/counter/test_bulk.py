"""Work on many dossiers: told beforehand as it comes, each by itself, never twice; and signing many with one PIN."""

import re
from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.blocks.signatures import api as signatures
from motcua.casework.catalogue import api as catalogue
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.casework.workplace import api as workplace
from motcua.casework.workplace.use_cases import run_bulk as running
from motcua.kernel import tenancy
from motcua.kernel.actors import system
from motcua.kernel.errors import InvalidInput
from tests.factories.effects import event_names
from tests.factories.offices import PIN
from tests.factories.organisation import NOW, TODAY
from tests.interfaces.counter.conftest import text_of
from tests.performance import budgets

pytestmark = pytest.mark.slow

A = dossiers.Action
MOST_OF_AN_ITEM = 14


def planned(counter, role, action, chosen):
    run = uuid4()
    workplace.plan_bulk(counter.actor(role), run, action, [one.id for one in chosen], now=NOW)
    return run


def words(counter, role, run):
    told = workplace.read_run(counter.actor(role), run, now=NOW)
    return [(item.state, item.message or item.forecast) for item in told.items]


def times(counter, dossier, name):
    return event_names(counter.commune.id, dossier.id).count(name)


def test_what_is_told_beforehand_is_what_comes(counter):
    free, held, other = counter.handed_in(3)
    browser = counter.browser("receptionist")
    with tenancy.scope(communes=[counter.commune.id]):
        Dossier.objects.filter(id=held.id).update(holder_id=counter.actor("clerk").staff_id)
    shown = text_of(browser.get("/mot-cua/", {"xem": "open"}))
    assert f'name="chon" value="{free.id}"' in shown and 'value="take"' in shown
    ticked = [str(free.id), str(held.id), "x", str(other.id), str(free.id), str(uuid4())]
    page = browser.post("/mot-cua/hang-loat/", {"viec": "take", "chon": ticked}).headers["Location"]
    before = text_of(browser.get(page))
    assert "làm được 2, không làm được 1" in before and f"{A.TAKE.label} 3 hồ sơ" in before
    assert times(counter, free, "DossierAssigned") == 0, "a plan does nothing"
    [reason] = re.findall(r"Không làm được</span>\s+([^<]+)<", before)
    browser.post(page)
    after = text_of(browser.get(page))
    assert "xong 2" in after and re.findall(r"Không làm được</span>\s+([^<]+)<", after) == [reason]
    assert counter.now(other).holder_id == counter.actor("receptionist").staff_id
    browser.post(page)
    assert times(counter, free, "DossierAssigned") == 1
    # Nothing ticked, or nothing that can be done to many, is told; a colleague does not see the run.
    for wrong in ({"viec": "take"}, {"viec": "stop", "chon": ticked}, {"viec": "", "chon": ticked}):
        assert browser.post("/mot-cua/hang-loat/", wrong).headers["Location"] == "/mot-cua/"
    assert counter.browser("clerk").get(page).status_code == 404


@pytest.mark.parametrize("broken_at", [0, 1, 2])
def test_an_interrupted_run_goes_on_where_it_was(counter, monkeypatch, broken_at):
    chosen = counter.handed_in(3)
    run, take, done = planned(counter, "receptionist", A.TAKE, chosen), dossiers.take, []

    def dies(call):
        info = take(call)
        done.append(call.dossier_id)
        if len(done) == broken_at + 1:
            raise SystemExit  # The process ends after the work and before its commit.
        return info

    monkeypatch.setattr(running.dossiers, "take", dies)
    with pytest.raises(SystemExit):
        workplace.run_bulk(counter.actor("receptionist"), run, now=NOW)
    monkeypatch.setattr(running.dossiers, "take", take)
    assert [state for state, _ in words(counter, "receptionist", run)].count("done") == broken_at
    workplace.run_bulk(counter.actor("receptionist"), run, now=NOW)
    assert words(counter, "receptionist", run) == [("done", "")] * 3
    assert [times(counter, one, "DossierAssigned") for one in chosen] == [1, 1, 1]


def test_an_item_keeps_to_its_budget_and_a_run_to_its_bound(counter):
    chosen = counter.handed_in(4)
    one, four = (planned(counter, "receptionist", A.TAKE, part) for part in (chosen[:1], chosen))
    spent = []
    for run in (one, four):
        with CaptureQueriesContext(connection) as captured:
            workplace.run_bulk(counter.actor("receptionist"), run, now=NOW)
        spent.append(len(budgets.count(query["sql"] for query in captured).own))
    assert (spent[1] - spent[0]) / 3 <= MOST_OF_AN_ITEM
    assert catalogue.law(TODAY, counter.commune.id).bulk_most == 200
    chief = system(counter.commune.id)
    catalogue.set_constant(chief, "bulk.most", 3, basis="Quyết định 12/QĐ-UBND", valid_from=TODAY)
    with pytest.raises(InvalidInput) as told:
        planned(counter, "receptionist", A.TAKE, chosen)
    assert "nhiều nhất 3 hồ sơ" in told.value.errors["chosen"]


def test_many_are_handed_to_a_colleague(counter):
    chosen = [counter.accepted(), counter.accepted()]
    browser = counter.browser("unit_head")
    send = {"viec": "assign", "chon": [str(one.id) for one in chosen]}
    page = browser.post("/mot-cua/hang-loat/", send).headers["Location"]
    assert "Hãy chọn người nhận hồ sơ" in text_of(browser.post(page), 422)
    browser.post(page, {"holder": str(counter.actor("handler").staff_id)})
    assert {counter.now(one).holder_id for one in chosen} == {counter.actor("handler").staff_id}


def test_one_pin_signs_many_and_a_wrong_one_nothing(counter, monkeypatch):
    good, gone, also = (counter.proposed() for _ in range(3))
    browser, page = counter.browser("chair"), "/mot-cua/ky-hang-loat/"
    shown = text_of(browser.get(page))
    assert all(f'value="{one.id}"' in shown for one in (good, gone, also)) and "checked" not in shown
    assert page in text_of(browser.get("/mot-cua/"))
    send = {
        "run": re.search(r'name="run" value="([^"]+)"', shown)[1],
        "chon": [str(x.id) for x in (good, gone, also)],
    }
    wrong = text_of(browser.post(page, {**send, "pin": "000000"}), 422)
    assert "checked" in wrong and times(counter, good, "ResultApproved") == 0
    assert "Hãy chọn ít nhất một hồ sơ" in text_of(browser.post(page, {"pin": PIN}), 422)
    # One that goes another way meanwhile does not stop the others.
    decisions.send_back(replace(counter.call("chair", gone, "send_back"), note="Sửa tên"))
    asked = []
    authorise = counter.signers.authorise
    monkeypatch.setattr(counter.signers, "authorise", lambda *a: asked.append(a) or authorise(*a))
    done = [browser.post(page, {**send, "pin": PIN}).headers["Location"] for _ in range(2)]
    assert done[0] == done[1] == f"/mot-cua/hang-loat/{send['run']}/"
    assert len(asked) == 1 and asked[0][2] == 2 * 3, "one PIN, the spare signatures of two papers"
    under_way = text_of(browser.get(done[0]))
    assert "đang ký số 2, không làm được 1" in under_way and 'hx-trigger="every 500ms"' in under_way
    counter.after_effects(good)
    over = text_of(browser.get(done[0], headers={"HX-Request": "true", "HX-Target": "ket-qua-chung"}))
    assert "đã ký 2" in over and "every 500ms" not in over and "<html" not in over
    assert [times(counter, one, "ResultSigned") for one in (good, gone, also)] == [1, 0, 1]
    # The clerk seals what the head signed in the same way; who signs nothing has no such page.
    clerk = counter.browser("clerk")
    sealed = text_of(clerk.get(page))
    assert f'value="{good.id}"' in sealed and f'value="{gone.id}"' not in sealed
    sent = clerk.post(page, {"chon": [str(good.id), str(also.id)], "pin": PIN, "run": str(uuid4())})
    counter.after_effects(good)
    assert "đã ký 2" in text_of(clerk.get(sent.headers["Location"]))
    numbers = [
        r.number
        for one in (good, also)
        for r in decisions.list_results(counter.actor("clerk"), counter.now(one))
    ]
    assert len(set(numbers)) == 2 and all(numbers)
    assert counter.browser("receptionist").get(page).status_code == 403


def test_a_run_of_signatures_goes_on_with_a_new_pin(counter, monkeypatch):
    first, second = counter.proposed(), counter.proposed()
    run, chair = uuid4(), counter.actor("chair")
    real, seen = running._run_one, []

    def dies(*given):
        if seen:
            raise SystemExit
        seen.append(given)
        real(*given)

    monkeypatch.setattr(running, "_run_one", dies)
    with pytest.raises(SystemExit):
        workplace.sign_many(chair, run, A.APPROVE, [first.id, second.id], pin=PIN, now=NOW)
    monkeypatch.setattr(running, "_run_one", real)
    counter.after_effects(first)
    browser, page = counter.browser("chair"), f"/mot-cua/hang-loat/{run}/"
    assert f"{A.APPROVE.label} 1 hồ sơ" in text_of(browser.get(page))
    assert "PIN" in text_of(browser.post(page, {"pin": "1"}), 422)
    browser.post(page, {"pin": PIN})
    counter.after_effects(second)
    assert "đã ký 2" in text_of(browser.get(page))
    with pytest.raises(signatures.WrongPin):
        decisions.authorise_many(counter.actor("clerk"), A.ISSUE, [first.id], "1", now=NOW)
