"""A dossier handed in and answered with a paper, on a database that the product was given, of the oldest version."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.examination import First
from tests.journeys.product import Product, running
from tests.journeys.test_bad_input import test_a_refusal_says_why_in_form_03 as handed_in_and_refused

pytestmark = pytest.mark.journey

test_a_dossier_is_handed_in_and_answered_on_a_given_server = handed_in_and_refused


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
