"""The commune that is measured can be founded: the benches run seldom, and would notice last."""

import pytest

from bench.machine import commune
from motcua.blocks.organisation import api as organisation
from motcua.kernel import clock

pytestmark = pytest.mark.django_db


def test_the_measured_commune_is_founded_once() -> None:
    made = commune.settle()
    assert commune.settle() == made
    here = organisation.find_commune("21523", clock.now().date())
    assert here is not None and here.id == made
