"""`motcua audit verify` and `motcua keys`, each as a person runs it: in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from motcua.interfaces.cli.database import Addresses
from motcua.interfaces.cli.main import main

pytestmark = pytest.mark.slow

Run = Callable[..., "subprocess.CompletedProcess[str]"]
COMMUNE = """
import django
django.setup()
from datetime import UTC, date, datetime
from motcua.blocks.audit.api import seal_all
from motcua.blocks.identity.api import log_in_citizen
from motcua.blocks.identity.ports import CitizenIdentity
from motcua.blocks.organisation.api import NewCommune, found_commune
now = datetime.now(UTC)
commune = found_commune(NewCommune(
    province_code="51", province_name="tỉnh Quảng Ngãi", province_identifier="H48", code="21484", kind="xa",
    name="Ba Tô", identifier="H48.1", valid_from=date(2025, 7, 1)), now=now)
log_in_citizen(CitizenIdentity("i", "s", "citizen", 2, "Nguyễn Văn An"), commune_id=commune.id, now=now)
seal_all(commune.id, now)
"""


@pytest.fixture
def installed(tmp_path: Path, migrated: Addresses) -> Run:
    """An installation with a commune, a citizen and a seal; runs `motcua` or a script in it."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    values = {
        **kept,
        "MOTCUA_VAR": str(tmp_path / "var"),
        "MOTCUA_MODE": "test",
        "MOTCUA_SECRET_KEY": "for-this-test",
        "DATABASE_URL": migrated.application,
        "MOTCUA_OWNER_URL": migrated.owner,
        "DJANGO_SETTINGS_MODULE": "motcua.config.settings",
    }

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, *arguments]
        return subprocess.run(command, env=values, capture_output=True, text=True, timeout=120, check=False)

    def motcua(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return run("-m", "motcua.interfaces.cli.main", *arguments)

    founded = run("-c", COMMUNE)
    assert founded.returncode == 0, founded.stderr
    return motcua


def _as_owner(migrated: Addresses, statement: str) -> None:
    with psycopg.connect(migrated.owner) as owner:
        assert owner.execute(statement).rowcount > 0  # type: ignore[call-overload]


def test_verify_tells_a_sound_log_from_a_changed_and_from_a_cut_one(
    installed: Run, migrated: Addresses
) -> None:
    sound = installed("audit", "verify")
    assert (sound.returncode, "nguyên vẹn" in sound.stdout) == (0, True), sound.stderr
    (report,) = json.loads(installed("audit", "verify", "--json").stdout)
    assert (report["sound"], report["entries"], report["seals"], report["anchors"]) == (True, 2, 1, 1)
    _as_owner(migrated, "DELETE FROM audit_auditentry WHERE kind = 'login'")
    changed = installed("audit", "verify")
    assert changed.returncode == 1
    assert "ghi 2 dòng nhật ký, nay còn 1" in changed.stdout
    _as_owner(migrated, "DELETE FROM audit_auditentry")
    _as_owner(migrated, "DELETE FROM audit_seal")
    cut = installed("audit", "verify")
    assert cut.returncode == 1
    assert "không còn trong cơ sở dữ liệu" in cut.stdout


def test_keys_are_rotated_and_the_old_one_waits(installed: Run) -> None:
    assert "Khóa đang dùng: 1." in installed("keys", "list").stdout
    rotated = installed("keys", "rotate")
    assert rotated.returncode == 0, rotated.stderr
    assert "Khóa mới: 2" in rotated.stdout
    assert "Đã mã hóa lại 1 chỗ, còn 0" in rotated.stdout
    early = installed("keys", "retire")
    assert (early.returncode, "một giờ" in early.stdout) == (1, True)
    assert "Khóa cũ: 1." in installed("keys", "list").stdout
    assert "nguyên vẹn" in installed("audit", "verify").stdout


@pytest.mark.parametrize("command", ["audit", "keys"])
def test_the_action_has_to_be_named(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([command])
    assert left.value.code == 2
    assert "không đúng" in capsys.readouterr().err
