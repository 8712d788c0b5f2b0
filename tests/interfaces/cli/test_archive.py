"""A backup holds everything, shows every damage, and comes back equal or not at all."""

import io
import json
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from motcua.interfaces.cli.archive import reading, restoring, tools, writing
from motcua.interfaces.cli.archive.manifest import MEMBER, Manifest
from motcua.interfaces.cli.database import Addresses
from motcua.kernel.embedded.errors import StartRefused
from motcua.kernel.embedded.server import Urls
from motcua.kernel.embedded.state import State
from tests.interfaces.cli.conftest import make_database

pytestmark = pytest.mark.slow

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
TABLES = """
CREATE TABLE dossier (id serial PRIMARY KEY, commune_id int NOT NULL, name text);
ALTER TABLE dossier ENABLE ROW LEVEL SECURITY;
CREATE POLICY commune ON dossier USING (commune_id = 1);
CREATE TABLE event (id int PRIMARY KEY, dossier_id int REFERENCES dossier);
REVOKE UPDATE, DELETE ON event FROM motcua_app;
INSERT INTO dossier (commune_id, name) VALUES (1, 'Nguyễn Thị Ặ'), (2, 'Đỗ Văn Ể');
INSERT INTO event VALUES (1, 1), (2, 2), (3, 1);
"""


def _fill(addresses: Addresses, state: State) -> None:
    with psycopg.connect(addresses.owner) as owner:
        owner.execute(TABLES)  # type: ignore[arg-type]
    state.prepare()
    (state.files / "ab").mkdir()
    (state.files / "ab" / "abcd").write_bytes(bytes(range(256)) * 500)
    (state.files / "tiếng Việt.pdf").write_bytes(b"%PDF-")
    (state.files / "empty").touch()
    state.secret("keyring.json")
    state.secret("postgres_owner")


def _write(addresses: Addresses, state: State, target: Path) -> Manifest:
    return writing.write(target, state, addresses, version="0.1.0", mode="test", now=NOW)


@pytest.fixture
def source(tmp_path: Path, addresses: Addresses) -> State:
    state = State(tmp_path / "source")
    _fill(addresses, state)
    return state


@pytest.fixture
def archive(tmp_path: Path, addresses: Addresses, source: State) -> Path:
    target = tmp_path / "backup.tar"
    _write(addresses, source, target)
    return target


@pytest.fixture
def empty(tmp_path: Path) -> State:
    state = State(tmp_path / "target")
    state.prepare()
    return state


@pytest.mark.parametrize("which", ["server", "old_server"])
def test_comes_back_equal(tmp_path: Path, which: str, request: pytest.FixtureRequest, empty: State) -> None:
    urls: Urls = request.getfixturevalue(which)
    addresses, state = make_database(urls), State(tmp_path / "source")
    _fill(addresses, state)
    manifest = _write(addresses, state, tmp_path / "backup.tar")
    assert manifest.database.rows == {"public.dossier": 2, "public.event": 3}
    target = make_database(urls)
    restoring.restore(tmp_path / "backup.tar", empty, target, replace=False)
    with psycopg.connect(target.owner) as owner:
        names = owner.execute("SELECT name FROM dossier ORDER BY id").fetchall()
    assert names == [("Nguyễn Thị Ặ",), ("Đỗ Văn Ể",)]
    assert (empty.files / "ab" / "abcd").read_bytes() == bytes(range(256)) * 500
    assert (empty.files / "tiếng Việt.pdf").read_bytes() == b"%PDF-"
    assert (empty.files / "empty").read_bytes() == b""
    assert empty.secret("keyring.json") == state.secret("keyring.json")


def test_the_walls_come_back(archive: Path, empty: State, server: Urls) -> None:
    target = make_database(server)
    restoring.restore(archive, empty, target, replace=False)
    with psycopg.connect(target.application, autocommit=True) as application:
        assert application.execute("SELECT name FROM dossier").fetchall() == [("Nguyễn Thị Ặ",)]
        application.execute("INSERT INTO event VALUES (4, 1)")
        for attempt in ("UPDATE event SET dossier_id = 2", "DELETE FROM event"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                application.execute(attempt)
    with psycopg.connect(target.owner) as owner:
        owner.execute("CREATE TABLE later (a int)")
    with psycopg.connect(target.application) as application:
        application.execute("INSERT INTO later VALUES (1)")


def test_a_wall_lost_on_the_way_is_noticed(archive: Path, empty: State, server: Urls) -> None:
    manifest = reading.verify(archive)
    target = make_database(server)
    restoring.restore(archive, empty, target, replace=False)
    with psycopg.connect(target.owner, autocommit=True) as owner:
        restoring._compare_database(owner, manifest)
        owner.execute("GRANT DELETE ON event TO motcua_app")
        with pytest.raises(StartRefused, match="quyền truy cập"):
            restoring._compare_database(owner, manifest)


def test_passwords_of_the_server_stay_out(archive: Path, source: State) -> None:
    with tarfile.open(archive) as tar:
        assert "secrets/keyring.json" in tar.getnames()
        assert "secrets/postgres_owner" not in tar.getnames()
    assert source.secret("postgres_owner").encode() not in archive.read_bytes()


def test_only_the_owner_can_read_it(archive: Path) -> None:
    assert archive.stat().st_mode & 0o777 == 0o600
    assert [
        path.name for path in archive.parent.iterdir() if "motcua" in path.name or ".part" in path.name
    ] == []


def test_rows_written_during_the_dump_are_in_neither(
    addresses: Addresses, source: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Urls
) -> None:
    call = tools.call

    def slow(name: str, arguments: list[str], url: str | None, *, server_version: int = 0) -> str:
        if name == "pg_dump":
            with psycopg.connect(addresses.application, autocommit=True) as application:
                application.execute("INSERT INTO event VALUES (9, 1)")
        return call(name, arguments, url, server_version=server_version)

    monkeypatch.setattr(tools, "call", slow)
    manifest = _write(addresses, source, tmp_path / "backup.tar")
    assert manifest.database.rows["public.event"] == 3
    empty = State(tmp_path / "target")
    empty.prepare()
    restoring.restore(tmp_path / "backup.tar", empty, make_database(server), replace=False)


def _flip(raw: bytearray) -> None:
    raw[raw.index(b"\xfe\xff\x00\x01")] ^= 1


def _cut(raw: bytearray) -> None:
    del raw[len(raw) // 2 :]


def _cut_manifest(raw: bytearray) -> None:
    del raw[raw.rindex(MEMBER.encode()) :]


def _spoil_dump(raw: bytearray) -> None:
    start = raw.index(b"PGDMP")
    raw[start : start + 5] = b"XXXXX"


@pytest.mark.parametrize("damage", [_flip, _cut, _cut_manifest, _spoil_dump])
def test_every_damage_is_noticed_before_anything_changes(
    archive: Path, empty: State, server: Urls, damage: Callable[[bytearray], None]
) -> None:
    raw = bytearray(archive.read_bytes())
    damage(raw)
    archive.write_bytes(raw)
    target = make_database(server)
    with pytest.raises(StartRefused):
        restoring.restore(archive, empty, target, replace=False)
    with psycopg.connect(target.owner) as owner:
        assert owner.execute("SELECT to_regclass('dossier')").fetchone() == (None,)
    assert list(empty.files.iterdir()) == []


def test_a_name_that_leads_outside_is_refused(tmp_path: Path, empty: State, server: Urls) -> None:
    path = tmp_path / "evil.tar"
    with tarfile.open(path, "w") as tar:
        member = tarfile.TarInfo("files/../../outside")
        member.size = 1
        tar.addfile(member, io.BytesIO(b"x"))
    with pytest.raises(StartRefused, match="thành phần lạ"):
        restoring.restore(path, empty, make_database(server), replace=False)
    assert not (tmp_path / "outside").exists()


def test_existing_data_are_kept_without_replace(archive: Path, source: State, addresses: Addresses) -> None:
    with pytest.raises(StartRefused, match="--replace"):
        restoring.restore(archive, source, addresses, replace=False)


def test_replace_puts_the_backup_in_place_of_everything(
    archive: Path, source: State, addresses: Addresses
) -> None:
    with psycopg.connect(addresses.owner) as owner:
        owner.execute("DELETE FROM event")
        owner.execute("CREATE TABLE newer ()")
    (source.files / "newer").write_bytes(b"x")
    (source.secrets / "keyring.json").write_text("other")
    restoring.restore(archive, source, addresses, replace=True)
    with psycopg.connect(addresses.owner) as owner:
        assert owner.execute("SELECT count(*) FROM event").fetchone() == (3,)
        assert owner.execute("SELECT to_regclass('newer')").fetchone() == (None,)
        left = owner.execute("SELECT datname FROM pg_database WHERE datname ~ '_(old|restore)_'").fetchall()
        assert left == []
    assert not (source.files / "newer").exists()
    assert (source.secrets / "keyring.json.before-restore").read_text() == "other"


def test_a_database_in_use_is_not_replaced(archive: Path, source: State, addresses: Addresses) -> None:
    with psycopg.connect(addresses.application) as user:
        with pytest.raises(StartRefused, match="đang được dùng"):
            restoring.restore(archive, source, addresses, replace=True)
        assert user.execute("SELECT count(*) FROM event").fetchone() == (3,)
        assert user.execute("SELECT 1 FROM pg_database WHERE datname ~ '_restore_'").fetchone() is None


def test_a_failed_backup_leaves_no_file(source: State, addresses: Addresses, tmp_path: Path) -> None:
    target = tmp_path / "none" / "backup.tar"
    with pytest.raises(StartRefused, match="Không ghi được"):
        _write(addresses, source, target)
    with psycopg.connect(addresses.owner) as owner:
        owner.execute("ALTER TABLE event FORCE ROW LEVEL SECURITY")
        owner.execute("ALTER TABLE event ENABLE ROW LEVEL SECURITY")
    with pytest.raises(StartRefused, match="pg_dump không thành công"):
        _write(addresses, source, tmp_path / "backup.tar")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["source"]


def test_an_archive_of_a_later_format_is_refused() -> None:
    with pytest.raises(StartRefused, match="định dạng 2"):
        Manifest.decode(json.dumps({"format": 2}).encode())
