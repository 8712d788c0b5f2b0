"""The rules of the product against the reference: random lives in memory, the same end or the same refusal."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.comparing import differences
from tests.model.core_twin import CoreTwin
from tests.model.office import FIGURES, SHAPES, SYSTEM, Shape
from tests.model.sequences import Happening, Sequence, begin, make
from tests.model.states import Order
from tests.model.tallies import Tally, asked_for, lives
from tests.model.working_time import DAY, minute

pytestmark = pytest.mark.slow

QUICK, ALL, PARTS = 1500, 4000, 2


def agree(seeds: range, part: int = 0) -> None:
    """Fail with the first differences, each as a sequence that `lives.read` plays again."""
    tally = Tally("rules", part)
    if asked_for():
        for seed in seeds:
            tally.count(make(seed))
    found = differences(map(make, seeds), CoreTwin)
    tally.difference = "\n\n".join(map(str, found))
    tally.leave()
    if found:
        pytest.fail(tally.difference, pytrace=False)


def test_rules_follow_the_reference():
    agree(range(QUICK), PARTS)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_rules_follow_the_reference_at_length(part):
    agree(range(QUICK + part, lives(ALL), PARTS), part)


class WithSeconds(CoreTwin):
    """As people really press keys: some seconds after the full minute, which never count."""

    seconds = timedelta(seconds=20, microseconds=1)


def test_seconds_change_nothing():
    found = differences(map(make, range(300)), WithSeconds)
    if found:
        pytest.fail("\n\n".join(map(str, found)), pytrace=False)


# Refused for what comes with the order, not for where the dossier stands: a page cannot know that before.
_BY_FACTS = {
    "guard:items", "guard:reason", "guard:rounds", "guard:limit", "guard:fee_treatment", "guard:able",
    "guard:opinion_due", "guard:later", "guard:promise", "guard:kind", "guard:new_due", "guard:line",
    "guard:parcel",
    "guard:time", "guard:opinion_open", "done_before", "stale_page",
}  # fmt: skip


def test_pages_offer_what_may_be_done_and_nothing_else():
    wrong = [told for seed in range(120) for told in _wrongly_offered(make(seed))]
    assert not wrong, "\n".join(wrong[:10])


def _wrongly_offered(sequence: Sequence) -> Iterator[str]:
    play, twin = begin(sequence), CoreTwin(sequence)
    for event in sequence.events:
        if isinstance(event, Happening):
            play.happen(event)
            twin.happen(event)
            continue
        in_order = event.at >= play.dossier.latest
        offered = event.action in twin.allowed(event)
        kind = play.order(event)
        if twin.order(event) != kind:
            return  # Told by the other tests.
        if in_order and kind not in _BY_FACTS and offered is bool(kind):
            yield f"seed {sequence.seed}: {event.action} by {event.by.name} offered {offered}, refused {kind or 'no'}"


@st.composite
def stops(draw: st.DrawFn) -> tuple[int, list[int]]:
    """Return an acceptance and the edges of a stop, with places at which it may be cut."""
    accepted = minute("2026-03-02T07:00") + draw(st.integers(0, 250 * DAY))
    lengths = draw(st.lists(st.integers(0, 12 * DAY), min_size=3, max_size=5))
    return accepted, [accepted + total for total in accumulate(lengths)]


@settings(max_examples=60, deadline=None)
@given(stops(), st.sampled_from(SHAPES))
def test_a_stop_cut_in_pieces_changes_nothing(stop: tuple[int, list[int]], shape: Shape) -> None:
    accepted, edges = stop
    whole = _stopped(shape, accepted, [edges[0], edges[-1]])
    assert (
        _stopped(shape, accepted, [edges[0], *[e for e in edges[1:-1] for _ in (0, 1)], edges[-1]]) == whole
    )


def _stopped(shape: Shape, accepted: int, edges: list[int]) -> tuple[Any, Any]:
    """Return the due moments of dossier and step after the clock stood between each two of these edges."""
    twin = CoreTwin(Sequence(0, shape, FIGURES[0], accepted, {}, True, ()))
    orders = [Order("accept", SYSTEM, accepted, {"owes": False})]
    for number, at in enumerate(edges):
        action, facts = (
            ("settle_payment", {"how": "paid"}) if number % 2 else ("request_payment", {"until": at + 1})
        )
        orders.append(Order(action, SYSTEM, at, facts))
    for order in orders:
        if order.action == "settle_payment":
            twin.happen(Happening("money_in"))
        assert twin.order(order) == "", order
    return twin.snapshot.due_at, twin.snapshot.step_due_at
