"""Whose turn a dossier is and who answers for it: pure, without a database."""

from uuid import uuid4

from motcua.blocks.identity.workforce import AtWork
from motcua.casework.dossiers.rules.states import State
from motcua.casework.watch.rules.people import People
from tests.casework.dossiers.table_cases import dossier

CENTRE, OFFICE = uuid4(), uuid4()


def officer(role: str, *, centre: bool) -> AtWork:
    unit, kind = (CENTRE, "centre") if centre else (OFFICE, "office")
    return AtWork(uuid4(), role, unit, kind, kind, frozenset({role}), frozenset())


DESK, DIRECTOR = officer("receptionist", centre=True), officer("director", centre=True)
HANDLER, HEAD = officer("handler", centre=False), officer("unit_head", centre=False)
PEOPLE = People((DESK, DIRECTOR, HANDLER, HEAD))


def held(**columns):
    place = {"step_role": "handler", "step_unit": "", "holder_id": HANDLER.staff_id}
    return dossier(State.PROCESSING, "post", **{**place, **columns})


def test_a_proposal_that_waits_at_the_desk_is_the_desks_and_its_heads_turn():
    waiting = held(supplement="internal", next_action="request_supplement")
    assert PEOPLE.on_turn(waiting) == [DESK.staff_id, DIRECTOR.staff_id]
    assert PEOPLE.heads(waiting) == [DIRECTOR.staff_id]
    assert PEOPLE.holders(waiting) == [HANDLER.staff_id]


def test_without_one_or_with_something_to_be_paid_first_it_stays_the_handlers():
    for s in (
        held(next_action="propose"),
        held(next_action="request_supplement"),
        held(supplement="internal", next_action="settle_payment"),
    ):
        assert PEOPLE.on_turn(s) == [HANDLER.staff_id]
        assert PEOPLE.heads(s) == [HEAD.staff_id]


def test_where_nobody_is_at_the_desk_the_house_answers():
    chair = officer("chair", centre=False)
    waiting = held(supplement="internal", next_action="request_supplement")
    people = People((HANDLER, HEAD, chair))
    assert people.on_turn(waiting) == []
    assert people.heads(waiting) == [chair.staff_id]
