"""`motcua catalogue`: killed, run again, asked for a report, given files that are none."""

import json
import os
import signal
import subprocess
import sys
import time

import psycopg
import pytest

from tests.casework.catalogue.small_records import record, write

pytestmark = pytest.mark.slow
MANY = 250


@pytest.fixture
def motcua(migrated, tmp_path):
    """Run the command as a program of its own; `begin` only starts it."""
    environment = {
        **os.environ,
        "DATABASE_URL": migrated.application,
        "MOTCUA_OWNER_URL": migrated.owner,
        "MOTCUA_VAR": str(tmp_path / "var"),
        "MOTCUA_MODE": "production",
    }

    def begin(*arguments):
        command = [sys.executable, "-m", "motcua.interfaces.cli.main", *map(str, arguments)]
        return subprocess.Popen(
            command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def run(*arguments):
        process = begin(*arguments)
        out, err = process.communicate(timeout=240)
        return process.returncode, out, err

    run.begin = begin
    return run


def count(migrated) -> tuple[int, int]:
    with psycopg.connect(migrated.owner) as owner:
        row = owner.execute(
            "SELECT count(*), count(DISTINCT procedure_id) FROM catalogue_procedureversion"
        ).fetchone()
    assert row is not None
    return row


def test_killed_at_any_point_the_next_run_does_the_rest(motcua, migrated, tmp_path):
    file = write(tmp_path / "many.json", *(record(f"9.{n:06d}", name=f"Việc số {n}") for n in range(MANY)))
    for _ in range(3):
        process = motcua.begin("catalogue", "import", file, "--json")
        before = count(migrated)[0]
        deadline = time.monotonic() + 60
        while process.poll() is None and count(migrated)[0] == before and time.monotonic() < deadline:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    code, out, err = motcua("catalogue", "import", file, "--json")
    assert code == 0, err
    report = json.loads(out)
    assert report["totals"]["new"] + report["totals"]["unchanged"] == MANY
    assert report["totals"]["unchanged"] > 0
    assert count(migrated) == (MANY, MANY)


def test_a_dry_run_writes_nothing_and_progress_goes_aside(motcua, migrated, tmp_path):
    file = write(tmp_path / "two.json", record(), record("x"))
    code, out, err = motcua("catalogue", "import", file, "--dry-run", "--json")
    report = json.loads(out)
    assert (code, report["applied"], report["totals"]["new"]) == (1, False, 1)
    assert report["refused"][0]["reason"] and "2/2" in err
    assert count(migrated) == (0, 0)


def test_a_file_that_is_none_is_one_sentence(motcua, migrated, tmp_path):
    (tmp_path / "bad.json").write_text('[{"code": "1')
    good = write(tmp_path / "good.json", record())
    code, _, err = motcua("catalogue", "import", good, tmp_path / "bad.json")
    assert code == 2 and "bad.json" in err and "Traceback" not in err
    assert count(migrated) == (0, 0)
