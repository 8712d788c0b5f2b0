"""Faults planted in the product's rules: each is seen, in a life of a few orders, that is right without it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from motcua.casework.dossiers.rules.states import State
from motcua.casework.dossiers.rules.world import Outcome
from tests.model.comparing import Difference, MakeTwin, first_difference, shortened
from tests.model.core_twin import CoreTwin
from tests.model.sequences import make
from tests.model.states import Order

pytestmark = pytest.mark.slow

MINUTE = timedelta(minutes=1)
LIVES = 3000


class ExtendedOnTheLastDay(CoreTwin):
    def decide(self, order: Order) -> Outcome:
        self.world = replace(self.world, law=replace(self.world.law, extension_notice_days=0))
        return super().decide(order)


class ResumedAMinuteOff(CoreTwin):
    def decide(self, order: Order) -> Outcome:
        outcome = super().decide(order)
        after = outcome.after
        if after.state is State.PROCESSING and outcome.pause_ended and after.due_at is not None:
            return replace(outcome, after=replace(after, due_at=after.due_at + MINUTE))
        return outcome


class SecondSupplementWithoutOrder(CoreTwin):
    def decide(self, order: Order) -> Outcome:
        if order.action == "request_supplement":
            order = replace(order, facts={**order.facts, "ordered": True})
        return super().decide(order)


class HolderNotTold(CoreTwin):
    def delta(self, outcome: Outcome) -> dict[str, Any]:
        return {name: value for name, value in super().delta(outcome).items() if name != "holder_id"}


class PauseOutlivesAWithdrawal(CoreTwin):
    def decide(self, order: Order) -> Outcome:
        outcome = super().decide(order)
        if outcome.after.state is State.WITHDRAWN:
            return replace(outcome, after=replace(outcome.after, paused_at=self.snapshot.paused_at))
        return outcome


class StoppedWhenOnlyTakenIn(CoreTwin):
    def decide(self, order: Order) -> Outcome:
        if order.action == "stop" and self.snapshot.state is State.ACCEPTED:
            self.snapshot = replace(self.snapshot, state=State.PROCESSING)
        return super().decide(order)


class RefusedForAnotherReason(CoreTwin):
    def order(self, order: Order) -> str:
        kind = super().order(order)
        return "role" if kind == "held" else kind


class ForgetsTheNextAction(CoreTwin):
    def decide(self, order: Order) -> Outcome:
        outcome = super().decide(order)
        if order.action == "decline_withdrawal":
            return replace(outcome, after=replace(outcome.after, next_at=self.snapshot.next_at))
        return outcome


PLANTED: tuple[type[CoreTwin], ...] = (
    ExtendedOnTheLastDay, ResumedAMinuteOff, SecondSupplementWithoutOrder, HolderNotTold,
    PauseOutlivesAWithdrawal, StoppedWhenOnlyTakenIn, RefusedForAnotherReason, ForgetsTheNextAction,
)  # fmt: skip


def caught(make_twin: MakeTwin) -> Difference | None:
    """Return where a planted fault shows in a life in which the product is otherwise right."""
    for seed in range(LIVES):
        sequence = make(seed)
        found = first_difference(sequence, make_twin)
        if found is not None and first_difference(sequence, CoreTwin) is None:
            return shortened(found, make_twin)
    return None


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_fault_is_caught(planted):
    found = caught(planted)
    assert found is not None, "nobody saw it"
    assert found.number < 8, f"too long to read:\n{found}"
    assert first_difference(found.sequence, CoreTwin) is None
