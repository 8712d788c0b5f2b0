"""Is the machine quiet? A loop of known length runs on every core at once before and after each cell."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from bench.machine.progress import say

LIMIT = 1.25
# How often a cell is tried until it was quiet; TRIES=1 for a quick look on a busy machine.
MOST_TRIES = int(os.environ.get("TRIES") or 4)
# Repetitions in a whole run: on a machine that is never quiet a bench must come to an end.
_MOST_REPEATED = 12
_ROUNDS = 250_000
_PAUSE = 4.0
_T = TypeVar("_T")


def _loop() -> float:
    """Run the loop and return its seconds by the wall clock."""
    began = time.perf_counter()
    total = 0
    for number in range(_ROUNDS):
        total += number * number % 7
    return time.perf_counter() - began


class _Gauge:
    """A process bound to one core that runs the loop when asked; it ends with us."""

    def __init__(self, core: int) -> None:
        command = [sys.executable, "-m", "bench.machine.quiet", str(core)]
        self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self) -> None:
        """Start the loop."""
        assert self._child.stdin is not None
        print(file=self._child.stdin, flush=True)

    def read(self) -> float:
        """Wait for the loop and return its seconds."""
        assert self._child.stdout is not None
        return float(self._child.stdout.readline())


def _serve(core: int) -> None:
    os.sched_setaffinity(0, {core})
    for _ in sys.stdin:
        print(_loop(), flush=True)


@dataclass
class Measured(Generic[_T]):
    """What a cell gave, and how loud the machine was: 1 is quiet; over LIMIT the figure is marked."""

    value: _T
    loudness: float

    @property
    def is_quiet(self) -> bool:
        """Tell whether the cell may count without a mark."""
        return self.loudness <= LIMIT


class Calibration:
    """Knows how long the loop takes when nothing else runs: the shortest ever seen on this machine."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._left = _MOST_REPEATED if MOST_TRIES > 1 else 0
        self._gauges = [_Gauge(core) for core in sorted(os.sched_getaffinity(0))]
        self._quiet: float = json.loads(file.read_text())["seconds"] if file.exists() else float("inf")
        for _ in range(5):
            self.loudness()

    def loudness(self) -> float:
        """Return how much longer than in quiet the loop takes now, on the slowest core."""
        for gauge in self._gauges:
            gauge.ask()
        took = [gauge.read() for gauge in self._gauges]
        if max(took) < self._quiet:
            self._quiet = max(took)
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(json.dumps({"seconds": self._quiet}))
        return max(took) / self._quiet

    def measure(self, cell: Callable[[], _T], name: str) -> Measured[_T]:
        """Run a cell until the machine was quiet before and after it, at most MOST_TRIES times.

        When it never was, the least disturbed try is returned; its loudness tells.
        """
        best: Measured[_T] | None = None
        for _ in range(MOST_TRIES):
            before = self._wait()
            value = cell()
            tried = Measured(value, max(before, self.loudness()))
            say(f"{name}: {value} (machine {tried.loudness:.2f})")
            if best is None or tried.loudness < best.loudness:
                best = tried
            if best.is_quiet or self._left <= 0:
                break
            self._left -= 1
        assert best is not None
        return best

    def _wait(self) -> float:
        """Give a passing burst of work a moment to pass; return how loud it is then."""
        loud = self.loudness()
        for _ in range(2):
            if loud <= LIMIT or self._left <= 0:
                break
            time.sleep(_PAUSE)
            loud = self.loudness()
        return loud


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
