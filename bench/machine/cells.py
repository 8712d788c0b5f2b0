"""Cells of one row: the product and its references in turn, three times, and the median of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

from bench.machine.quiet import LIMIT, Calibration, Measured

ROUNDS = 3


@dataclass(frozen=True)
class Figure:
    """The median of a few runs, with the loudest moment among them."""

    value: float
    loudness: float

    @property
    def mark(self) -> str:
        """Return the words that go with a figure measured while others worked; empty in quiet."""
        return "" if self.loudness <= LIMIT else f" [machine never quiet: {self.loudness:.1f}]"


def interleave(
    calibration: Calibration, cells: Mapping[str, Callable[[], float]], rounds: int = ROUNDS
) -> dict[str, Figure]:
    """Run each cell in turn, `rounds` times round, and return the median of each by name."""
    found: dict[str, list[Measured[float]]] = {name: [] for name in cells}
    for _ in range(rounds):
        for name, cell in cells.items():
            found[name].append(calibration.measure(cell, name))
    return {
        name: Figure(median(one.value for one in runs), max(one.loudness for one in runs))
        for name, runs in found.items()
    }
