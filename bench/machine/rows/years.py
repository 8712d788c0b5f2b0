"""Row 11: years of a demonstration, from an empty data folder to sealed logs; the command as anybody calls it."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.machine.progress import say
from bench.machine.run import Run
from bench.report import scale, scaled

FULL, YEARS, GOAL = 10_000, 3, 120
_TOLD = re.compile(r"Đã có (\d+) hồ sơ của \d+ năm, trong (\d+) giây")


def measure(run: Run) -> None:
    """Write the years into a folder of their own, which goes away with them."""
    count = scaled(FULL, least=500)
    with tempfile.TemporaryDirectory(prefix="motcua-years-") as folder:
        said = _command(Path(folder), "demo", "--dossiers", str(count), "--years", str(YEARS))
        _command(Path(folder), "audit", "verify")
        _command(Path(folder), "books", "verify")
    found = _TOLD.search(said)
    if found is None:
        raise RuntimeError(f"the command told no time: {said[-300:]}")
    seconds = int(found[2])
    say(f"{count:,} dossiers in {seconds} s; log and register verified")
    goal = GOAL * scale()
    run.report.add(
        "11",
        f"{count:,} dossiers of {YEARS} years, log and register verified",
        seconds,
        "s",
        bar=f"<= {goal:.0f} s",
        holds=seconds <= goal,
        reference="the use cases write one at a time",
    )


def _command(folder: Path, *arguments: str) -> str:
    """Run a command of the product on this folder alone. Raises RuntimeError with what it said."""
    hidden = {"DATABASE_URL", "MOTCUA_OWNER_URL"}
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    # A port of its own: the sandboxes of another product are not this one's.
    told = {**kept, "MOTCUA_VAR": str(folder / "var"), "MOTCUA_MODE": "demo", "MOTCUA_PORT": "9700"}
    command = [sys.executable, "-m", "motcua.interfaces.cli.main", *arguments]
    done = subprocess.run(command, env=told, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"motcua {' '.join(arguments)}: {done.stdout[-500:]}{done.stderr[-500:]}")
    return done.stdout
