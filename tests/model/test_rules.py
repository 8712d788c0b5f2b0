"""The rules of the product against the reference: random lives in memory, the same end or the same refusal."""

import pytest

from tests.model.comparing import differences
from tests.model.core_twin import CoreTwin
from tests.model.sequences import make

QUICK, ALL, PARTS = 1500, 10_000, 4


def agree(seeds: range) -> None:
    """Fail with the first differences, each as a sequence that `lives.read` plays again."""
    found = differences(map(make, seeds), CoreTwin)
    if found:
        pytest.fail("\n\n".join(map(str, found)), pytrace=False)


def test_rules_follow_the_reference():
    agree(range(QUICK))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_rules_follow_the_reference_at_length(part):
    agree(range(QUICK + part, ALL, PARTS))
