"""Faults of the product that the model found and that are not mended yet; the random lives are spared them.

Each stands in `test_open_faults.py` as a life that shows it and is expected to fail: once it is mended that test
says so, and its rule goes from here.
"""

from collections.abc import Callable
from dataclasses import replace

from tests.model.sequences import Event, Happening, Play, Sequence, begin
from tests.model.states import Order

Rule = Callable[[Play, Order], bool]


def stops_before_it_ran_on(play: Play, order: Order) -> bool:
    """The moment at which a clock ran on is not on the dossier: a stop before it is taken, a recount then breaks."""
    stops = order.action in ("request_supplement", "request_payment")
    return stops and bool(play.dossier.stops) and order.at < play.dossier.stops[-1][1]


def recounted_while_it_stands(play: Play, order: Order) -> bool:
    """The row of the open pause keeps the minutes of before."""
    return order.action == "recompute_due" and play.dossier.paused is not None


def told_late_by_the_system(play: Play, order: Order) -> bool:
    """The dossier takes the moment of the last change, the rows of steps and pauses the one before it."""
    return order.by.kind == "system" and order.at < play.dossier.latest


def recounted_after_a_reopening_before_acceptance(play: Play, order: Order) -> bool:
    """The due moment was counted, not ordered, yet it is kept as if it were."""
    return order.action == "recompute_due" and play.reopened_before


IN_MEMORY: tuple[Rule, ...] = (stops_before_it_ran_on,)
IN_THE_STORE: tuple[Rule, ...] = (
    *IN_MEMORY, recounted_while_it_stands, told_late_by_the_system, recounted_after_a_reopening_before_acceptance,
)  # fmt: skip


def spared(sequence: Sequence, rules: tuple[Rule, ...]) -> Sequence:
    """Return the sequence without the orders that would show these faults."""
    play, kept = begin(sequence), list[Event]()
    for event in sequence.events:
        if isinstance(event, Happening):
            play.happen(event)
        elif any(rule(play, event) for rule in rules):
            continue
        else:
            play.order(event)
        kept.append(event)
    return replace(sequence, events=tuple(kept))
