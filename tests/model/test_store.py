"""The store of the product against the reference: the same lives through the use cases on PostgreSQL.

`make trust ROWS=model` plays many more of them.
"""

from collections.abc import Callable
from functools import partial
from typing import Any
from unittest import mock

import pytest
from django.db import transaction

from motcua.casework.dossiers.rules import replaying
from motcua.casework.dossiers.use_cases import acting, telling
from tests.model.comparing import Difference, first_difference, shortened
from tests.model.office import FIGURES
from tests.model.sequences import CHANGED, Sequence, make
from tests.model.store_office import StoreOffice, found_office, scope
from tests.model.store_twin import StoreTwin, forget, possible
from tests.model.tallies import Tally, asked_for, lives

pytestmark = pytest.mark.slow
SOME = 60
# Small enough parts in a long run that whoever is done first can take one over.
PARTS = 10 if asked_for() else 2


@pytest.fixture
def office(db: None) -> StoreOffice:
    return found_office()


def within(
    office: StoreOffice, play: Callable[[], Difference | None], sequence: Sequence
) -> Difference | None:
    """Play within a transaction that is rolled back."""
    with scope(office.commune_id), transaction.atomic():
        try:
            return play()
        finally:
            transaction.set_rollback(True)
            if CHANGED in sequence.events:
                forget()


def lived(office: StoreOffice, sequence: Sequence) -> Difference | None:
    """Play a sequence; return the first difference."""
    return within(office, partial(first_difference, sequence, partial(StoreTwin, office)), sequence)


def briefly(office: StoreOffice, found: Difference) -> Difference:
    """Shorten a difference; each try rolls back by itself."""

    class Tried(StoreTwin):
        def __init__(self, sequence: Sequence) -> None:
            transaction.savepoint_rollback(clean)
            forget()
            super().__init__(office, sequence)

    with scope(office.commune_id), transaction.atomic():
        clean = transaction.savepoint()
        try:
            return shortened(found, Tried)
        finally:
            transaction.set_rollback(True)
            forget()


def suited(seed: int) -> Sequence:
    """Return the sequence of a seed under the figures of the law as it stands."""
    return possible(make(seed, FIGURES[0]))


@pytest.mark.parametrize("part", range(PARTS))
def test_store_follows_the_reference(office, part):
    tally, found = Tally("store", part), None
    for seed in range(part, lives(SOME), PARTS):
        sequence = suited(seed)
        tally.count(sequence)
        found = lived(office, sequence)
        if found:
            tally.difference = str(briefly(office, found))
            break
    tally.leave()
    if found:
        pytest.fail(tally.difference, pytrace=False)


def _without_holder(before: Any, after: Any) -> dict[str, Any]:
    return {name: value for name, value in replaying.delta(before, after).items() if name != "holder_id"}


def _no_rows(dossier: Any, before: Any, outcome: Any, call: Any) -> None:
    """Forget the rows of steps and pauses."""


@pytest.mark.parametrize(
    ("name", "fault"),
    [("delta", _without_holder), ("write_rows", _no_rows)],
    ids=["holder not told", "no rows"],
)
def test_a_fault_planted_in_the_store_is_caught(office, name, fault):
    right = [sequence for sequence in map(suited, range(20)) if lived(office, sequence) is None]
    with mock.patch.object(telling if name == "delta" else acting, name, fault):
        assert any(lived(office, sequence) for sequence in right)
