"""`motcua communes import`: old names come from a file; what cannot be read is told by its line."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from motcua.interfaces.cli.database import Addresses

pytestmark = pytest.mark.slow
Run = Callable[..., "subprocess.CompletedProcess[str]"]
_KEPT = {"PATH", "HOME", "LANG", "PYTHONPATH"}


@pytest.fixture
def motcua(tmp_path: Path, addresses: Addresses) -> Run:
    """Run `motcua` on a database that was just made."""
    kept = {name: value for name, value in os.environ.items() if name in _KEPT}
    values = {
        **kept, "MOTCUA_VAR": str(tmp_path / "var"), "MOTCUA_MODE": "test", "MOTCUA_SECRET_KEY": "for-this-test",
        "DATABASE_URL": addresses.application, "MOTCUA_OWNER_URL": addresses.owner,
    }  # fmt: skip

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "motcua.interfaces.cli.main", *arguments]
        return subprocess.run(command, env=values, capture_output=True, text=True, timeout=120, check=False)

    assert run("migrate").returncode == 0
    return run


def test_a_list_is_imported_and_faulty_lines_are_told(
    motcua: Run, addresses: Addresses, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text('\ufefftỉnh,mới,cũ\nTỉnh A,Núi Vàng,"Xã B, Xã C"\nhỏng\n', encoding="utf-8")
    done = motcua("communes", "import", str(file))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Đã nhập 1 xã, phường, đặc khu với 2 tên cũ." in done.stdout
    assert "Bỏ qua dòng 3" in done.stdout
    with psycopg.connect(addresses.owner) as connection:
        rows = connection.execute("SELECT count(*) FROM organisation_formercommune").fetchone()
    assert rows == (3,)


@pytest.mark.parametrize(
    ("content", "words"), [(b"a,b,c\nx\n", "không có dòng nào đọc được"), (b"\xff\xfe", "Không đọc được")]
)
def test_a_file_that_says_nothing_is_told(motcua: Run, tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(content)
    done = motcua("communes", "import", str(file))
    assert done.returncode == 1
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
