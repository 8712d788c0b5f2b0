"""The short form of `make trust`: real processes, three kills, nothing acknowledged lost, doubled or half-written."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]


def test_what_was_acknowledged_survives_kill_9(tmp_path):
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("MOTCUA_", "DJANGO_"))},
        "ROWS": "1,2,3,4,5,6",
        "SCALE": "0.015",
        "MOTCUA_VAR": str(tmp_path),
    }
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-m", "bench.trust"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr[-4000:]}"
    rows = {row["name"]: row for row in json.loads((tmp_path / "trust.json").read_text())}
    assert rows["kills"]["value"] == 3
    assert rows["acknowledged"]["value"] > 0
    assert {name: rows[name]["value"] for name in ("lost", "doubled", "half-written", "strange answers")} == {
        "lost": 0, "doubled": 0, "half-written": 0, "strange answers": 0,
    }  # fmt: skip
