"""Decisions on one and the same thing that follow each other by date: of those begun, the last one counts.

A decision holds until the next of the same thing begins, whichever of them was written first. One that was taken back
before its day was never there: the decision before it goes on.
"""

from collections.abc import Hashable, Iterable
from datetime import date, timedelta
from typing import Protocol, TypeVar


class Decision(Protocol):
    """A dated decision. `subject`: what it decides; `valid_to`: its own last day, none while no end is known."""

    @property
    def subject(self) -> Hashable:
        """What it decides: decisions of equal subjects follow each other."""

    @property
    def valid_from(self) -> date:
        """Its first day."""

    @property
    def valid_to(self) -> date | None:
        """Its own last day; before the first one where it was taken back."""


D = TypeVar("D", bound=Decision)


def spans(decisions: Iterable[D]) -> list[tuple[D, date | None]]:
    """Return the decisions that hold at any time, by their first day, each with its last one (none: open)."""
    found: list[tuple[D, date | None]] = []
    next_begins: dict[Hashable, date] = {}
    for one in reversed(sorted(decisions, key=lambda one: one.valid_from)):
        if one.valid_to is not None and one.valid_to < one.valid_from:
            continue
        follower = next_begins.get(one.subject)
        ends = [day for day in (one.valid_to, follower and follower - timedelta(days=1)) if day is not None]
        next_begins[one.subject] = one.valid_from
        found.append((one, min(ends, default=None)))
    return found[::-1]


def own_end(decision: Decision | None) -> date | None:
    """Return the end that a decision keeps when it is written again for its day; taken back before, it has none."""
    if decision is None or decision.valid_to is None or decision.valid_to < decision.valid_from:
        return None
    return decision.valid_to


def holding(decisions: Iterable[D], on: date) -> list[D]:
    """Return the decisions that hold on a day."""
    return [one for one, last in spans(decisions) if one.valid_from <= on and (last is None or on <= last)]
