"""Put an archive back: beside what is there, compared, and only then in its place."""

import hashlib
import os
import secrets
import shutil
import tempfile
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from motcua.interfaces.cli.archive import reading, tables, tools
from motcua.interfaces.cli.archive.manifest import DUMP, Manifest
from motcua.interfaces.cli.database import Addresses, connect
from motcua.kernel.embedded import roles
from motcua.kernel.embedded.errors import StartRefused
from motcua.kernel.embedded.state import State


def restore(source: Path, state: State, addresses: Addresses, *, replace: bool) -> Manifest:
    """Restore database, files and keys, compare them with the manifest, and return it.

    The archive goes into a new database that takes the place of the old one only when its rows and
    access rules equal the manifest; files are added before and superfluous ones removed after. So an
    interruption at any point leaves a database with all its files.

    Raises:
        StartRefused: the archive is damaged, the installation is not empty (without ``replace``) or
            in use, or what was restored differs.
    """
    with tempfile.TemporaryDirectory(dir=state.folder, prefix=".restore-") as name:
        staged = Path(name)
        manifest = reading.unpack(source, staged)
        _require_roles(addresses, manifest)
        if not replace:
            _require_empty(state, addresses)
        fresh = _fill_database(addresses, manifest, staged / DUMP)
        _add_files(state, staged, manifest)
        _swap(addresses, fresh)
        _remove_superfluous(state, manifest)
    _compare_files(state, manifest)
    with connect(addresses.owner) as owner:
        _compare_database(owner, manifest)
    return manifest


def _require_roles(addresses: Addresses, manifest: Manifest) -> None:
    ours = (
        conninfo_to_dict(addresses.owner).get("user"),
        conninfo_to_dict(addresses.application).get("user"),
    )
    theirs = (manifest.database.owner_role, manifest.database.application_role)
    if ours != theirs:
        raise StartRefused(
            f"Bản sao lưu dùng vai trò chủ '{theirs[0]}' và vai trò ứng dụng '{theirs[1]}', "
            f"còn ở đây là '{ours[0]}' và '{ours[1]}': hãy tạo vai trò cùng tên rồi phục hồi."
        )


def _require_empty(state: State, addresses: Addresses) -> None:
    with connect(addresses.owner) as owner:
        used = any(tables.count_rows(owner).values())
    if used or any(path.is_file() for path in state.files.rglob("*")):
        raise StartRefused(
            f"Nơi phục hồi ({state.folder}) đã có dữ liệu: hãy dùng thư mục mới, hoặc thêm --replace "
            "để thay toàn bộ dữ liệu hiện có bằng bản sao lưu."
        )


def _fill_database(addresses: Addresses, manifest: Manifest, dump: Path) -> str:
    """Restore into a new database and compare it.

    From ``template0``: default privileges of another template would hand back to the application
    what the dump does not grant.
    """
    fresh = f"motcua_restore_{secrets.token_hex(4)}"
    maintenance = make_conninfo(addresses.owner, dbname="postgres")
    with _maintenance(maintenance) as connection:
        name = sql.Identifier(fresh)
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(name))
        try:
            roles.close_database(connection, fresh, manifest.database.application_role)
            version = connection.info.server_version
            arguments = [
                "--exit-on-error",
                "--single-transaction",
                "--no-owner",
                f"--dbname={fresh}",
                str(dump),
            ]
            tools.call("pg_restore", arguments, addresses.owner, server_version=version)
            with connect(make_conninfo(addresses.owner, dbname=fresh)) as restored:
                _compare_database(restored, manifest)
                restored.execute("ANALYZE")
        except BaseException:
            connection.execute(sql.SQL("DROP DATABASE {}").format(name))
            raise
    return fresh


def _maintenance(url: str) -> psycopg.Connection[Any]:
    try:
        return connect(url)
    except psycopg.OperationalError as error:
        raise StartRefused(f"Không mở được cơ sở dữ liệu 'postgres' để phục hồi: {error}") from error


def _compare_database(connection: psycopg.Connection[Any], manifest: Manifest) -> None:
    rows = tables.count_rows(connection)
    wrong = [
        table for table in sorted(rows.keys() | manifest.database.rows.keys())
        if rows.get(table) != manifest.database.rows.get(table)
    ]  # fmt: skip
    if wrong:
        raise StartRefused(f"Phục hồi không trọn vẹn: số dòng của bảng {wrong[0]} khác với bản sao lưu.")
    if tables.walls(connection) != manifest.database.walls:
        raise StartRefused("Phục hồi không trọn vẹn: quyền truy cập các bảng khác với bản sao lưu.")


def _swap(addresses: Addresses, fresh: str) -> None:
    """Give the new database the name of the old one, which is dropped.

    Raises:
        StartRefused: somebody is connected to the old one.
    """
    current = str(conninfo_to_dict(addresses.owner).get("dbname"))
    old = f"{current}_old_{secrets.token_hex(4)}"
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    with _maintenance(make_conninfo(addresses.owner, dbname="postgres")) as connection:
        try:
            with connection.transaction():
                connection.execute(rename.format(sql.Identifier(current), sql.Identifier(old)))
                connection.execute(rename.format(sql.Identifier(fresh), sql.Identifier(current)))
        except psycopg.errors.ObjectInUse as error:
            connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(fresh)))
            raise StartRefused(
                "Cơ sở dữ liệu đang được dùng: hãy dừng trang web và việc nền rồi phục hồi lại."
            ) from error
        connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(old)))


def _add_files(state: State, staged: Path, manifest: Manifest) -> None:
    """Move every file into its place; a different key that was there keeps a copy beside it."""
    for name in manifest.members:
        target = state.folder / name
        if name == DUMP:
            continue
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if target.exists() and name.startswith("secrets/") and _differs(target, manifest, name):
            shutil.copy2(target, target.with_name(target.name + ".before-restore"))
        (staged / name).replace(target)
        _sync(target)


def _remove_superfluous(state: State, manifest: Manifest) -> None:
    for path in state.files.rglob("*"):
        if path.is_file() and str(path.relative_to(state.folder)) not in manifest.members:
            path.unlink()


def _compare_files(state: State, manifest: Manifest) -> None:
    for name in manifest.members:
        if name != DUMP and _differs(state.folder / name, manifest, name):
            raise StartRefused(f"Phục hồi không trọn vẹn: tệp {name} khác với bản sao lưu.")


def _differs(path: Path, manifest: Manifest, name: str) -> bool:
    if not path.exists():
        return True
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() != manifest.members[name].sha256


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
