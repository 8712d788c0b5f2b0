"""Whose work a stand-in does, who may not stand in for whom, and what becomes of the dossiers of those who leave."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connections

from motcua.blocks.identity import api as identity
from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.kernel.actors import system
from motcua.kernel.errors import Conflict, InvalidInput, NotAllowed
from tests.casework.birth import fill
from tests.factories.effects import run_effects
from tests.factories.organisation import NOW, TODAY, make_citizen, make_commune, make_officer_account

DAY = timedelta(days=1)


def hire(commune, role, name, unit="centre"):
    """Return the account and the id of an officer."""
    account, _ = make_officer_account(commune.id, role, full_name=name, unit=unit)
    return account, identity.officer_actor(account, NOW).staff_id


def given(absent, by, first=TODAY, last=TODAY + 4 * DAY, **changes):
    """Return a delegation of some days, as a page hands it in."""
    return organisation.NewDelegation(
        **{
            "absent": absent, "by": by, "first": first, "last": last, "reason": "nghỉ phép",
            "order_number": "12/QĐ-UBND", **changes,
        }
    )  # fmt: skip


def delegate(commune, absent, by, *span, **changes):
    return identity.delegate(system(commune.id), given(absent, by, *span, **changes), now=NOW)


@pytest.fixture
def commune(db):
    return make_commune(identifier="H48.53.01", host="")


def test_the_stand_in_does_the_work_of_the_absent_on_these_days_and_the_history_says_so(commune):
    dung_account, dung = hire(commune, "receptionist", "Phạm Thị Dung")
    clerk_account, clerk = hire(commune, "clerk", "Trần Quốc Bảo")
    citizen = make_citizen(commune.id)
    dossier = intake.submit_draft(
        citizen, fill(citizen, commune.id).id, commune_id=commune.id, now=NOW
    )  # fmt: skip
    absent = identity.officer_actor(dung_account, NOW)
    intake.take_dossier(dossiers.Call(absent, dossier.id, dossiers.Action.TAKE, NOW, action_key=uuid4()))

    alone = identity.officer_actor(clerk_account, NOW)
    assert not alone.may("dossier.accept")
    assert not dossiers.list_work(alone, dossiers.Asked("mine"), now=NOW).rows
    made = delegate(commune, dung, clerk, TODAY, TODAY)
    actor = identity.officer_actor(clerk_account, NOW)
    assert (actor.role, actor.stands_in_for) == ("clerk", {dung})
    assert [row.id for row in dossiers.list_work(actor, dossiers.Asked("mine"), now=NOW).rows] == [dossier.id]
    done = intake.accept_dossier(
        dossiers.Call(actor, dossier.id, dossiers.Action.ACCEPT, NOW, action_key=uuid4())
    )
    took, accepted = dossiers.history(actor, done.id)[1:3]
    assert (took.actor_name, took.instead_of) == ("Phạm Thị Dung", "")
    assert accepted.actor_name == "Trần Quốc Bảo"
    assert accepted.instead_of == "thay Phạm Thị Dung, theo văn bản số 12/QĐ-UBND"

    # Its own work is its own; the day after, or once ended, it has its own roles alone.
    assert not identity.officer_actor(clerk_account, NOW + DAY).stands_in_for
    organisation.end_delegation(system(commune.id), made, now=NOW)
    assert identity.officer_actor(clerk_account, NOW).roles == {"clerk"}


def test_nobody_stands_in_for_themselves_twice_in_a_ring_or_across_duties(commune):
    people = [hire(commune, "receptionist", name)[1] for name in ("Hồ A", "Hồ B", "Hồ C", "Hồ D")]
    a, b, c, d = people
    _, chair = hire(commune, "chair", "Nguyễn Tấn Phát", "leadership")
    _, vice = hire(commune, "vice_chair", "Lê Văn Phó", "leadership")
    _, handler = hire(commune, "handler", "Đinh Văn Nơ", "leadership")

    with pytest.raises(InvalidInput) as wrong:
        delegate(commune, a, a, TODAY - DAY, TODAY - 2 * DAY, order_number=" ", reason="")
    assert set(wrong.value.errors) == {"by", "first", "last", "order_number", "reason"}
    delegate(commune, a, b)
    with pytest.raises(Conflict, match="đã có người làm thay"):
        delegate(commune, a, c, TODAY + 4 * DAY, TODAY + 9 * DAY)
    with pytest.raises(Conflict, match="thành một vòng"):
        delegate(commune, b, a, TODAY + 4 * DAY, TODAY + 9 * DAY)
    delegate(commune, b, c, TODAY + 2 * DAY, TODAY + 6 * DAY)
    with pytest.raises(Conflict, match="thành một vòng"):
        delegate(commune, c, a, TODAY, TODAY + 2 * DAY)
    # No day has all three: what ends before the other begins closes nothing.
    delegate(commune, c, a, TODAY + 5 * DAY, TODAY + 9 * DAY)
    with pytest.raises(Conflict, match="không được nằm trong tay một người"):
        delegate(commune, chair, handler)
    with pytest.raises(InvalidInput) as wrong:
        delegate(commune, d, chair)
    assert set(wrong.value.errors) == {"by"}, "another kind of unit"
    assert len(organisation.list_delegations(commune.id, TODAY)) == 3, "what was refused left nothing"

    # A role granted later must go with what is stood in for, of both.
    delegate(commune, vice, chair)
    for one in (vice, chair):
        with pytest.raises(Conflict):
            identity.grant_role(system(commune.id), one, "handler", TODAY, now=NOW)
    with pytest.raises(NotAllowed):
        account, _ = make_officer_account(commune.id, "handler", full_name="Người khác")
        identity.delegate(identity.officer_actor(account, NOW), given(d, c), now=NOW)


def test_what_one_has_by_standing_in_does_not_pass_on(commune):
    accounts = {}
    ids = {}
    for role, name in (("receptionist", "Hồ A"), ("cashier", "Hồ B"), ("clerk", "Hồ C")):
        accounts[role], ids[role] = hire(commune, role, name)
    delegate(commune, ids["receptionist"], ids["cashier"])
    delegate(commune, ids["cashier"], ids["clerk"])
    assert identity.officer_actor(accounts["clerk"], NOW).roles == {"clerk", "cashier"}


def test_who_leaves_holds_nothing_any_more(commune):
    account, dung = hire(commune, "receptionist", "Phạm Thị Dung")
    citizen = make_citizen(commune.id)
    dossier = intake.submit_draft(citizen, fill(citizen, commune.id).id, commune_id=commune.id, now=NOW)
    actor = identity.officer_actor(account, NOW)
    intake.take_dossier(dossiers.Call(actor, dossier.id, dossiers.Action.TAKE, NOW, action_key=uuid4()))
    run_effects(commune.id)
    organisation.end_assignment(system(commune.id), dung, TODAY, now=NOW)
    run_effects(commune.id)
    seen = system(commune.id)
    assert dossiers.get_dossier(seen, dossier.id).holder_id == dung, "the last day is still worked"
    assert dossiers.release_left(commune.id, now=NOW + DAY) == 1
    assert dossiers.get_dossier(seen, dossier.id).holder_id is None
    assert dossiers.history(seen, dossier.id)[-1].action == "release"
    assert dossiers.release_left(commune.id, now=NOW + DAY) == 0


@pytest.mark.django_db(transaction=True)
def test_two_made_at_once_close_no_ring():
    commune = make_commune(host="")
    a, b, c = (hire(commune, "receptionist", name)[1] for name in ("Hồ A", "Hồ B", "Hồ C"))
    delegate(commune, a, b)
    together = Barrier(2)

    def make(pair):
        try:
            together.wait(10)
            delegate(commune, *pair)
            return "made"
        except Conflict:
            return "refused"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(make, [(b, c), (c, a)])) == ["made", "refused"]
