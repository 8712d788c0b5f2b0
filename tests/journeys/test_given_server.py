"""The main way once more, with a database that the product was given instead of its own, of the oldest version."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.examination import First
from tests.journeys.product import Product, running
from tests.journeys.test_birth_registration import (
    test_a_birth_registration_from_the_search_box_to_a_signed_paper_that_verifies as main_way,
)

pytestmark = pytest.mark.journey

test_the_main_way_on_a_given_server = main_way


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with running(tmp_path_factory.mktemp("given") / "var", given=16) as one:
        # It starts no server of its own.
        assert not (Path(one.folder) / "postgres").exists()
        yield one


@pytest.fixture(scope="session")
def first() -> First:
    # The pages are the same on every server, and are examined there.
    return lambda _shape: False
