"""`python -m bench.machine`: the machine's side of the bars (ROWS=1,2 some of them, SCALE=0.1 a quick look).

Rows 1, 2 and 9 load 100,000 dossiers once, into var/bench.
"""

import signal
import sys
from collections.abc import Callable

from bench.machine.progress import say
from bench.machine.stage import FOLDER, stage
from bench.report import Report, wanted

# Row, a part of its name, and its module.
ROWS = (
    ("1", "submissions", "submissions"),
    ("2", "look-up", "lookups"),
    ("4", "start to first page", "starting"),
    ("5", "form on a slow phone", "usable"),
    ("6", "receipt PDF", "printing"),
    ("7", "memory", "memory"),
    ("9", "list of work", "lists"),
    ("11", "years", "years"),
    ("12", "exports", "exports"),
)


def main() -> int:
    """Measure the rows asked for, print the table, and return the exit code."""
    # So that the servers end with us, also when somebody ends us.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    report = Report("bench")
    chosen = [module for row, name, module in ROWS if wanted(row, name)]
    if not chosen:
        raise SystemExit(f"ROWS names none of {', '.join(row for row, _, _ in ROWS)}")
    with stage() as ready:
        from bench.machine import twins
        from bench.machine.quiet import Calibration
        from bench.machine.run import Run

        run = Run(ready, Calibration(FOLDER / "quiet.json"), report)
        twins.prepare(ready)
        for module in chosen:
            say(f"measuring: {module}")
            _measure(module)(run)
    return report.close()


def _measure(module: str) -> "Callable[[object], None]":
    import importlib

    measure: Callable[[object], None] = importlib.import_module(f"bench.machine.rows.{module}").measure
    return measure


if __name__ == "__main__":
    sys.exit(main())
