"""Write an archive: whole or not at all, and read again before it gets its name."""

import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

import psycopg
from psycopg.conninfo import conninfo_to_dict

from motcua.interfaces.cli.archive import reading, tables, tools
from motcua.interfaces.cli.archive.manifest import DUMP, MEMBER, Contents, Entry, Manifest
from motcua.interfaces.cli.database import Addresses
from motcua.kernel.embedded.errors import StartRefused
from motcua.kernel.embedded.state import State

_SERVER_SECRETS = ("postgres_superuser", "postgres_owner", "postgres_app")


def write(
    target: Path, state: State, addresses: Addresses, *, version: str, mode: str, now: datetime
) -> Manifest:
    """Back up database, files and keys into one file that only its owner can read.

    The database is dumped first and the files after it: a file is stored before the row that names
    it, so every row in the dump finds its file.

    Raises:
        StartRefused: the target cannot be written, a tool failed, or the check found a difference.
    """
    draft = target.with_name(target.name + ".part")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".motcua-backup-") as folder:
            dump = Path(folder) / DUMP
            contents = _dump(addresses, dump)
            with draft.open("wb") as file:
                draft.chmod(0o600)
                members = _write_members(file, [(DUMP, dump), *_kept(state)])
                manifest = Manifest(version, now.isoformat(), mode, contents, members)
                _write_manifest(file, manifest)
                file.flush()
                os.fsync(file.fileno())
        reading.verify(draft)
        draft.rename(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise StartRefused(f"Không ghi được bản sao lưu {target}: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def _dump(addresses: Addresses, dump: Path) -> Contents:
    """Dump and count in one snapshot, so that both tell of the same moment."""
    with psycopg.connect(addresses.owner) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        snapshot = str(row[0]) if row else ""
        contents = Contents(
            server_version=connection.info.server_version,
            owner_role=connection.info.user,
            application_role=str(conninfo_to_dict(addresses.application).get("user")),
            rows=tables.count_rows(connection),
            walls=tables.walls(connection),
        )
        arguments = ["--format=custom", f"--snapshot={snapshot}", f"--file={dump}", connection.info.dbname]
        tools.call("pg_dump", arguments, addresses.owner, server_version=contents.server_version)
    return contents


def _kept(state: State) -> Iterator[tuple[str, Path]]:
    """Every file of the installation worth keeping; passwords of the server are not."""
    for folder in (state.files, state.secrets, state.folder / "seals"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink() and path.name not in _SERVER_SECRETS:
                yield str(path.relative_to(state.folder)), path


def _write_members(file: IO[bytes], sources: list[tuple[str, Path]]) -> dict[str, Entry]:
    members = {}
    for name, path in sources:
        with path.open("rb") as source:
            size = os.fstat(source.fileno()).st_size
            hashed = _Hashed(source)
            _write_member(file, name, size, hashed)
            members[name] = Entry(size, hashed.digest.hexdigest())
    return members


def _write_manifest(file: IO[bytes], manifest: Manifest) -> None:
    raw = manifest.encode()
    _write_member(file, MEMBER, len(raw), io.BytesIO(raw))
    file.write(b"\0" * tarfile.RECORDSIZE)


def _write_member(file: IO[bytes], name: str, size: int, source: "io.BytesIO | _Hashed") -> None:
    """One tar member: header, content, padding.

    Raises:
        OSError: the source ended early, it was cut while it was read.
    """
    header = tarfile.TarInfo(name)
    header.size, header.mode = size, 0o600
    file.write(header.tobuf(tarfile.PAX_FORMAT))
    left = size
    while left:
        chunk = source.read(min(left, 1 << 20))
        if not chunk:
            raise OSError(5, f"tệp {name} bị cắt ngắn trong lúc sao lưu")
        file.write(chunk)
        left -= len(chunk)
    file.write(b"\0" * (-size % tarfile.BLOCKSIZE))


class _Hashed:
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int) -> bytes:
        """Read on."""
        chunk = self._file.read(size)
        self.digest.update(chunk)
        return chunk


def _sync_folder(folder: Path) -> None:
    """Make a rename durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
