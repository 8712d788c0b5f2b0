"""The rules of the product against the reference: random lives in memory, the same end or the same refusal."""

import pytest

from tests.model.comparing import differences
from tests.model.core_twin import CoreTwin
from tests.model.sequences import make
from tests.model.tallies import Tally, asked_for, lives

QUICK, ALL, PARTS = 1500, 10_000, 2


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
