"""The comparison itself: a twin with a planted fault is caught, and the proof is short enough to read."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.model import lives
from tests.model.comparing import View, differences, first_difference, seen, shortened
from tests.model.sequences import Happening, Play, Sequence, begin, make
from tests.model.states import Dossier, Order

Fault = Callable[[Dossier, Dossier, Order], None]


class FaultyTwin:
    """The reference once more, with something wrong in it."""

    def __init__(self, sequence: Sequence, fault: Fault | None = None) -> None:
        self.play: Play = begin(sequence)
        self.fault = fault

    def happen(self, happening: Happening) -> None:
        self.play.happen(happening)

    def order(self, order: Order) -> str:
        before = self.play.dossier
        kind = self.play.order(order)
        if self.fault and not kind:
            self.fault(before, self.play.dossier, order)
        return kind

    def view(self) -> View:
        return seen(self.play)

    def faults(self) -> list[str]:
        return []


def _resume_one_minute_off(before: Dossier, after: Dossier, order: Order) -> None:
    if before.paused is not None and after.paused is None and after.state == 4 and after.due is not None:
        after.due += 1


def _pause_not_ended(before: Dossier, after: Dossier, order: Order) -> None:
    if after.state == 7:
        after.paused = before.paused


FAULTS: dict[str, Fault] = {
    "resume one minute off": _resume_one_minute_off,
    "pause not ended by a withdrawal": _pause_not_ended,
}


def test_the_reference_is_its_own_twin():
    assert differences(map(make, range(200)), FaultyTwin) == []


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_found_and_shortened(fault):
    def make_twin(sequence: Sequence) -> FaultyTwin:
        return FaultyTwin(sequence, fault)

    found = differences(map(make, range(600)), make_twin, most=1)
    assert found, "the fault was not seen"
    assert len(found[0].sequence.events) <= 6
    kept = lives.read(lives.write(replace(found[0].sequence)))
    assert first_difference(kept, make_twin) is not None, "what is printed does not show the fault"
    assert first_difference(kept, FaultyTwin) is None


def test_shortening_keeps_the_same_difference():
    def make_twin(sequence: Sequence) -> FaultyTwin:
        return FaultyTwin(sequence, _resume_one_minute_off)

    found = next(filter(None, (first_difference(make(seed), make_twin) for seed in range(600))))
    assert shortened(found, make_twin).what[0].split(":")[0] == found.what[0].split(":")[0]
