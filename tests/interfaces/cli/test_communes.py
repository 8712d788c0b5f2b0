"""`motcua communes`: old names come from a file; ethnic groups are those of the country, of one commune."""

from functools import partial
from pathlib import Path

import psycopg
import pytest

from motcua.interfaces.cli.database import Addresses
from tests.interfaces.cli.conftest import Run

pytestmark = pytest.mark.slow


@pytest.fixture
def motcua(motcua: Run, migrated: Addresses) -> Run:
    """Run `motcua` on a database that was just migrated."""
    return partial(
        motcua, MOTCUA_MODE="test", MOTCUA_SECRET_KEY="for-this-test",
        DATABASE_URL=migrated.application, MOTCUA_OWNER_URL=migrated.owner,
    )  # fmt: skip


def test_a_list_is_imported_and_faulty_lines_are_told(
    motcua: Run, migrated: Addresses, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text('\ufefftỉnh,mới,cũ\nTỉnh A,Núi Vàng,"Xã B, Xã C"\nhỏng\n', encoding="utf-8")
    done = motcua("communes", "import", str(file))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Đã nhập 1 xã, phường, đặc khu với 2 tên cũ." in done.stdout
    assert "Bỏ qua dòng 3" in done.stdout
    with psycopg.connect(migrated.owner) as connection:
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


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("groups", "Kinh", "Hre"), "Không có dân tộc: Hre. Viết như: Kinh, Tày,"),
        (("groups", "Kinh", "Hrê"), "Có 0 xã, phường khớp"),
    ],
)
def test_groups_that_cannot_be_kept_are_told(motcua: Run, asked: tuple[str, ...], words: str) -> None:
    done = motcua("communes", *asked)
    assert done.returncode == 1
    assert words in done.stderr
