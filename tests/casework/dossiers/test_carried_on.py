"""The clock of a dossier that was transferred: one term, from the first acceptance, by the earlier of two laws."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers.rules import machine
from motcua.casework.dossiers.rules.actions import Action
from motcua.casework.dossiers.rules.clockwork import recomputed
from motcua.casework.dossiers.rules.facts import Accepting, Transferring
from motcua.casework.dossiers.rules.snapshot import Snapshot
from motcua.casework.dossiers.rules.states import State
from motcua.casework.dossiers.rules.world import By, Order
from tests.casework.dossiers.table_cases import ACCEPTED, DAY, DUE, ME, NOW, OTHER, case_of, dossier, world
from tests.casework.dossiers.test_table import ROWS

# What the competent commune itself would promise: three working days from the acceptance at nine.
OWN = DUE


def begun(promised, **more) -> Snapshot:
    """Return a dossier as it is opened where it goes on, not yet accepted there."""
    carried = {"transferred_from": OTHER, "due_at": promised, "due_original": promised, **more}
    return dossier(State.SUBMITTED, "pre", **carried)


def accepted(s: Snapshot, **known):
    order = Order(Action.ACCEPT, ACCEPTED, By("system"), "", Accepting())
    return machine.decide(s, order, world(**known))


@pytest.mark.parametrize(
    ("promised", "held", "told"),
    [
        (OWN - timedelta(hours=3), OWN - timedelta(hours=3), "giữ hẹn trả"),
        (OWN, OWN, "giữ hẹn trả"),
        (OWN + DAY, OWN, "sớm hơn"),
    ],
)
def test_the_promise_stands_unless_the_law_of_the_competent_commune_ends_earlier(promised, held, told):
    outcome = accepted(begun(promised))
    after = outcome.after
    assert (after.accepted_at, after.due_at, after.due_original) == (ACCEPTED, held, promised)
    assert after.step_due_at <= held and told in outcome.lines[-1]


def test_a_stop_of_the_clock_is_no_earlier_end():
    stop = organisation.Pause(NOW, 1020, NOW + DAY)
    promised = OWN + DAY
    assert accepted(begun(promised)).after.due_at == OWN
    assert accepted(begun(promised), pauses=(stop,)).after.due_at == promised


def test_what_was_put_off_once_stays_put_off():
    assert accepted(begun(OWN + 5 * DAY, extended_from=OWN)).after.due_at == OWN + 5 * DAY


def test_another_calendar_does_not_take_the_promise_for_its_own_term():
    promised = OWN - timedelta(hours=1)
    after = accepted(begun(promised)).after
    assert recomputed(after, world()) == {}
    assert recomputed(replace(after, transferred_from=None), world())["due_at"] == OWN


@pytest.mark.parametrize("hours", [1, 24 * 9])
def test_it_ends_in_time_where_it_was(hours):
    row = next(one for one in ROWS if one.action is Action.TRANSFER)
    s, order, around = case_of(row)
    order = replace(order, at=NOW + timedelta(hours=hours), facts=Transferring(OTHER))
    after = machine.decide(replace(s, counts_late=True, finance="due", holder_id=ME), order, around).after
    assert not after.late(order.at) and after.clock_ended_at == min(order.at, DUE)
    assert (after.finished_at, after.finance, after.transferred_to) == (order.at, "waived", OTHER)
