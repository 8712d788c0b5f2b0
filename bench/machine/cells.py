"""Cells of one row: the product and its references in turn, three times, and the median of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

from bench.machine.quiet import Calibration, Measured

ROUNDS = 3


@dataclass(frozen=True)
class Figure:
    """The median of the runs that count: those in quiet, or all of them where none was."""

    value: float
    quiet: int
    runs: int
    loudest: float

    @property
    def mark(self) -> str:
        """Return the words that go with a figure measured while others worked; empty in quiet."""
        if self.quiet == self.runs:
            return ""
        if self.quiet:
            return f" [{self.quiet} of {self.runs} runs in quiet]"
        return f" [machine never quiet, up to {self.loudest:.1f}]"


def interleave(
    calibration: Calibration, cells: Mapping[str, Callable[[], float]], rounds: int = ROUNDS
) -> dict[str, Figure]:
    """Run each cell in turn, `rounds` times round, and return the figure of each by name."""
    found: dict[str, list[Measured[float]]] = {name: [] for name in cells}
    for _ in range(rounds):
        for name, cell in cells.items():
            found[name].append(calibration.measure(cell, name))
    return {name: _figure(runs) for name, runs in found.items()}


def _figure(runs: list[Measured[float]]) -> Figure:
    quiet = [one.value for one in runs if one.is_quiet]
    counted = quiet or [one.value for one in runs]
    return Figure(median(counted), len(quiet), len(runs), max(one.loudness for one in runs))
