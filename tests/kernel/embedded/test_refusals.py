"""Whatever keeps the embedded server from starting is told in one plain sentence."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from motcua.kernel.embedded.diagnosis import explain
from motcua.kernel.embedded.errors import StartRefused
from motcua.kernel.embedded.server import Server
from motcua.kernel.embedded.state import State

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cluster made once and stopped, to be copied and damaged."""
    state = State(tmp_path_factory.mktemp("made") / "var")
    server = Server(state, initdb=["--no-sync"])
    server.start()
    server.stop()
    return state.folder


@pytest.fixture
def state(made: Path, tmp_path: Path) -> Iterator[State]:
    folder = tmp_path / "var"
    shutil.copytree(made, folder)
    account_of = (made / "postgres").stat()
    for path in (folder / "postgres", *(folder / "postgres").rglob("*")):
        shutil.chown(path, account_of.st_uid, account_of.st_gid)
    yield State(folder)


def _empty_control(folder: Path) -> None:
    (folder / "global" / "pg_control").write_bytes(b"\0" * 8192)


def _no_control(folder: Path) -> None:
    (folder / "global" / "pg_control").unlink()


def _no_version(folder: Path) -> None:
    (folder / "PG_VERSION").unlink()


def _no_wal(folder: Path) -> None:
    for segment in (folder / "pg_wal").glob("0*"):
        segment.unlink()


@pytest.mark.parametrize("damage", [_empty_control, _no_control, _no_version, _no_wal])
def test_a_damaged_folder_is_named(state: State, damage: Callable[[Path], None]) -> None:
    damage(state.postgres)
    with pytest.raises(StartRefused) as refused:
        Server(state).start()
    assert str(state.postgres) in refused.value.message
    assert "bị hỏng" in refused.value.message
    assert "\n" not in refused.value.message


def test_the_undamaged_copy_starts(state: State) -> None:
    server = Server(state)
    server.start()
    server.stop()


def test_data_of_another_version_are_left_alone(state: State) -> None:
    (state.postgres / "PG_VERSION").write_text("16\n")
    with pytest.raises(StartRefused, match="PostgreSQL 16 tạo ra"):
        Server(state).start()


def test_lost_passwords_are_told(state: State) -> None:
    (state.secrets / "postgres_superuser").unlink()
    with pytest.raises(StartRefused, match="cùng một lần cài đặt"):
        Server(state).start()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StartRefused, match="cấp quyền"):
        Server(State(tmp_path / "file" / "var")).start()


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=10_000_000))
    with pytest.raises(StartRefused, match="sắp đầy"):
        Server(State(tmp_path / "var")).start()


def test_a_secret_others_can_read_is_refused(state: State) -> None:
    (state.secrets / "postgres_app").chmod(0o644)
    with pytest.raises(StartRefused, match="chmod 600"):
        Server(state).start()


def test_the_lock_is_free_after_a_refusal(state: State) -> None:
    version = (state.postgres / "PG_VERSION").read_text()
    (state.postgres / "PG_VERSION").unlink()
    with pytest.raises(StartRefused):
        Server(state).start()
    (state.postgres / "PG_VERSION").write_text(version)
    server = Server(state)
    server.start()
    server.stop()


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ('FATAL:  could not write lock file "postmaster.pid": No space left on device', "đã đầy"),
        ("FATAL:  could not open file: Permission denied", "không có quyền"),
        ('FATAL:  lock file "postmaster.pid" already exists', "còn đang được"),
        ("FATAL:  could not map anonymous shared memory: Cannot allocate memory", "không đủ bộ nhớ"),
        ("PANIC:  could not locate a valid checkpoint record", "could not locate a valid checkpoint"),
    ],
)
def test_the_words_of_postgresql_become_a_sentence(output: str, words: str) -> None:
    assert words in explain(output, Path("/x"))
