"""Online terms shorter than the counter's: how a share is counted, decided and told, and what it leaves alone."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.casework.catalogue import api as catalogue
from motcua.casework.catalogue.rules.content import CHANNELS, Term
from motcua.casework.catalogue.rules.promises import OwnTerm, judged, own_on, shortened
from motcua.casework.dossiers import worlds
from motcua.kernel.actors import system
from motcua.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tests.factories.organisation import NOW, TODAY, make_commune, make_officer

DAY = timedelta(days=1)
TOMORROW, LATER = TODAY + DAY, TODAY + 30 * DAY
BASIS = "Quyết định 20/QĐ-UBND"
DISABILITY, SUPPORT, BIRTH, JOINT = "1.001699", "1.001776", "1.001193", "2.000986"


@pytest.mark.parametrize(
    ("value", "unit", "percent", "told"),
    [(10, "working_day", 20, "8 working_day"), (3, "working_day", 20, "2 working_day"),
     (3, "working_day", 30, "2 working_day"), (25, "working_day", 30, "17 working_day"),
     (2, "working_day", 30, "1 working_day"), (1, "working_day", 30, "1 working_day"), (8, "hour", 30, "5 hour"),
     (20, "day", 30, "14 day"), (1, "month", 20, "22 day"), (2, "month", 30, "39 day"), (7, "day", 29, "4 day")],
)  # fmt: skip
def test_a_share_is_rounded_down_in_the_unit(value, unit, percent, told):
    after = shortened(Term(value, unit), percent)
    assert f"{after.value} {after.unit}" == told


@given(st.integers(1, 365), st.sampled_from(["working_day", "hour", "day"]), st.integers(1, 90))
def test_what_is_cut_is_cut_by_the_share_at_least_and_never_to_nothing(value, unit, percent):
    after = shortened(Term(value, unit), percent)
    assert after.unit == unit and after.value >= 1
    assert after.value == value or 100 * after.value <= value * (100 - percent)
    # And not by a whole unit more than the share asks.
    assert after.value == value or 100 * (after.value + 1) > value * (100 - percent)


COUNTER = {"online": Term(10, "working_day"), "counter": Term(10, "working_day")}


@pytest.mark.parametrize(
    ("told", "own", "verdict", "after"),
    [(COUNTER, [], "changed", 8), ({"counter": Term(9, "day")}, [], None, None),
     ({"online": Term(9, "day")}, [], "no_counter", 9),
     ({**COUNTER, "online": Term(5, "working_day")}, [], "shorter", 5),
     (COUNTER, [("online", 9)], "own", 9), (COUNTER, [("", 5)], "changed", 4),
     (COUNTER, [("counter", 5)], "changed", 4),
     (COUNTER, [("online", 9), ("", 5)], "own", 9), (COUNTER, [("", 5), ("online", 9)], "own", 9),
     ({"online": Term(1, "working_day"), "counter": Term(1, "working_day")}, [], "smallest", 1),
     ({"online": Term(1, "same_day", "15:00"), "counter": Term(1, "same_day", "15:00")}, [], "same_day", 1)],
)  # fmt: skip
def test_what_the_cut_makes_of_a_procedure(told, own, verdict, after):
    rows = [
        OwnTerm(channel, Term(value, "working_day"), TODAY + number * DAY, None)
        for number, (channel, value) in enumerate(own)
    ]
    made = judged("x", told, own_on(LATER, rows), 20, frozenset())
    assert (made and made.verdict, made and made.after.value) == (verdict, after)
    if made is not None:
        kept = judged("x", told, own_on(LATER, rows), 20, frozenset({"x"}))
        assert kept is not None and kept.verdict == "excepted" and kept.after == kept.before


@pytest.fixture
def chief(db):
    return system(make_commune().id)


def term(code, actor, on, channel="online"):
    version = catalogue.current_version(code, on)
    found = catalogue.term_of(version.id, channel, actor.home, on)
    return found.value, str(found.unit)


def cut(actor, percent=20, on=TOMORROW, **more):
    return catalogue.publish_term_policy(actor, percent, basis=BASIS, on=on, now=NOW, **more)


def test_the_preview_is_the_effect_for_every_procedure_and_channel(chief):
    catalogue.set_local_term(chief, SUPPORT, Term(9, "working_day"), basis=BASIS, valid_from=TODAY)
    rows = catalogue.preview_term_policy(chief, 30, [JOINT], LATER)
    cut(chief, 30, LATER, exceptions=[JOINT], reason="Chờ cơ quan khác")
    assert {row.code for row in rows if row.before != row.after} >= {DISABILITY, SUPPORT}
    for row in rows:
        assert term(row.code, chief, LATER) == (row.after.value, row.after.unit), row
        assert term(row.code, chief, LATER - DAY) == (row.before.value, row.before.unit), row
        told = catalogue.current_version(row.code, LATER).content.terms
        own = catalogue.local_terms(row.code, told, chief.home, LATER)
        if row.counter is not None:
            assert own.get("counter", told["counter"]) == row.counter
    assert term(DISABILITY, chief, LATER, "counter") == (25, "working_day")
    assert term(JOINT, chief, LATER) == (20, "day")
    assert set(CHANNELS) >= {"online", "counter"}


def test_a_later_cut_takes_the_place_of_the_one_before_and_another_commune_has_none(chief):
    cut(chief, 20)
    with pytest.raises(Conflict):
        cut(chief, 30, LATER)
    now = NOW + 2 * DAY
    catalogue.publish_term_policy(chief, 30, basis=BASIS, on=LATER, now=now)
    assert [term(DISABILITY, chief, on)[0] for on in (TODAY, TOMORROW, LATER - DAY, LATER)] == [
        25,
        20,
        20,
        17,
    ]
    other = system(make_commune().id)
    assert term(DISABILITY, other, LATER) == (25, "working_day") and not catalogue.list_term_policies(
        other, LATER
    )
    standing = [one.standing for one in catalogue.list_term_policies(chief, TOMORROW)]
    assert standing == ["coming", "in_force"]


def test_it_is_taken_back_before_its_day_and_ended_after(chief):
    first = cut(chief)
    catalogue.withdraw_term_policy(chief, first, now=NOW)
    assert term(DISABILITY, chief, LATER) == (25, "working_day")
    second = cut(chief)
    with pytest.raises(Conflict):
        catalogue.withdraw_term_policy(chief, second, now=NOW + 2 * DAY)
    with pytest.raises(InvalidInput) as wrong:
        catalogue.end_term_policy(chief, second, on=TOMORROW, basis="", now=NOW + DAY)
    assert set(wrong.value.errors) == {"on", "basis"}
    catalogue.end_term_policy(chief, second, on=LATER, basis=BASIS, now=NOW + 2 * DAY)
    assert [term(DISABILITY, chief, on)[0] for on in (TOMORROW, LATER - DAY, LATER)] == [20, 20, 25]
    with pytest.raises(Conflict):
        catalogue.end_term_policy(chief, second, on=LATER, basis=BASIS, now=NOW + 2 * DAY)
    with pytest.raises(NotFound):
        catalogue.withdraw_term_policy(system(make_commune().id), second, now=NOW)


@pytest.mark.parametrize(
    ("changes", "boxes"),
    [({"percent": 0}, {"percent"}), ({"percent": 91}, {"percent"}), ({"percent": None}, {"percent"}),
     ({"on": TODAY}, {"on"}), ({"on": None}, {"on"}), ({"basis": " "}, {"basis"}),
     ({"exceptions": ["1.999999"], "reason": "vì chưa có"}, {"exceptions"}), ({"exceptions": [JOINT]}, {"reason"})],
)  # fmt: skip
def test_what_does_not_fit_is_told_and_nothing_is_kept(chief, changes, boxes):
    sent = {"percent": 20, "basis": BASIS, "on": TOMORROW, **changes}
    with pytest.raises(InvalidInput) as wrong:
        catalogue.publish_term_policy(chief, sent.pop("percent"), now=NOW, **sent)
    assert set(wrong.value.errors) == boxes
    assert term(DISABILITY, chief, LATER) == (25, "working_day")


def test_a_dossier_keeps_the_term_of_its_day_of_acceptance(chief):
    cut(chief, on=LATER)
    version = catalogue.current_version(DISABILITY, TODAY).id
    told = [
        worlds.term_at(channel, chief.home, version, NOW + days * DAY).value
        for channel, days in (("local_portal", 29), ("local_portal", 30), ("counter", 30), ("post", 30))
    ]
    assert told == [25, 20, 25, 25]


def test_only_who_configures_decides(chief):
    chair = make_officer(chief.home, "chair")
    with pytest.raises(NotAllowed):
        cut(chair)
    with pytest.raises(NotAllowed):
        catalogue.preview_term_policy(chair, 20, (), TOMORROW)
