"""The store of the product against the reference: the same lives through the use cases on PostgreSQL."""


import pytest
from django.db import transaction

from tests.model.comparing import Difference, first_difference
from tests.model.office import FIGURES
from tests.model.sequences import Sequence, make
from tests.model.store_office import StoreOffice, found_office, scope
from tests.model.store_twin import StoreTwin, forget, possible

pytestmark = pytest.mark.slow
SOME, PARTS = 150, 2


@pytest.fixture
def office(db: None) -> StoreOffice:
    return found_office()


def lived(office: StoreOffice, sequence: Sequence) -> Difference | None:
    """Play a sequence within a transaction that is rolled back; return the first difference."""
    with scope(office.commune_id), transaction.atomic():
        try:
            return first_difference(sequence, lambda one: StoreTwin(office, one))
        finally:
            transaction.set_rollback(True)
            forget()


def suited(seed: int) -> Sequence:
    """Return the sequence of a seed under the figures of the law as it stands."""
    return possible(make(seed, FIGURES[0]))


@pytest.mark.parametrize("part", range(PARTS))
def test_store_follows_the_reference(office, part):
    for seed in range(part, SOME, PARTS):
        found = lived(office, suited(seed))
        if found:
            pytest.fail(str(found), pytrace=False)
