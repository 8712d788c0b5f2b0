"""Read an archive: check every member against the manifest, and unpack it aside."""

import hashlib
import os
import tarfile
import tempfile
from pathlib import Path, PurePosixPath
from typing import IO

from motcua.interfaces.cli.archive import tools
from motcua.interfaces.cli.archive.manifest import DUMP, MEMBER, Entry, Manifest
from motcua.kernel.embedded.errors import StartRefused

_ROOMS = ("files", "secrets", "seals")
_NOWHERE = Path(os.devnull)


def verify(path: Path) -> Manifest:
    """Read a whole archive again and try its dump.

    Raises:
        StartRefused: it cannot be read, or anything in it differs from its manifest.
    """
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".motcua-verify-") as folder:
        return unpack(path, Path(folder), only_dump=True)


def unpack(path: Path, folder: Path, *, only_dump: bool = False) -> Manifest:
    """Unpack an archive into an empty folder, checking sizes and SHA-256 of all members.

    Raises:
        StartRefused: it cannot be read, or anything in it differs from its manifest.
    """
    found: dict[str, Entry] = {}
    raw = b""
    try:
        with tarfile.open(path, mode="r:") as archive:
            for member in archive:
                content = archive.extractfile(member) if member.isreg() else None
                if content is None or not _is_allowed(member.name):
                    raise StartRefused(f"Bản sao lưu {path} có thành phần lạ: {member.name}.")
                if member.name == MEMBER:
                    raw = content.read()
                    continue
                keep = member.name == DUMP or not only_dump
                found[member.name] = _copy(content, folder / member.name if keep else _NOWHERE)
    except (OSError, tarfile.TarError) as error:
        raise StartRefused(f"Không đọc được bản sao lưu {path}: {error}.") from error
    if not raw:
        raise StartRefused(f"Bản sao lưu {path} bị cắt ngắn: thiếu {MEMBER} ở cuối.")
    manifest = Manifest.decode(raw)
    _compare(path, manifest, found)
    tools.list_dump(folder / DUMP)
    return manifest


def _is_allowed(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return name in {DUMP, MEMBER} or (parts[0] in _ROOMS and ".." not in parts and "\0" not in name)


def _copy(content: IO[bytes], target: Path) -> Entry:
    digest, size = hashlib.sha256(), 0
    if target != _NOWHERE:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch(mode=0o600)
    with target.open("wb") as file:
        while chunk := content.read(1 << 20):
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
    return Entry(size, digest.hexdigest())


def _compare(path: Path, manifest: Manifest, found: dict[str, Entry]) -> None:
    names = sorted(manifest.members.keys() | found.keys())
    wrong = [name for name in names if manifest.members.get(name) != found.get(name)]
    if wrong:
        raise StartRefused(
            f"Bản sao lưu {path} bị hỏng: {len(wrong)} thành phần không khớp với {MEMBER}, ví dụ {wrong[0]}."
        )
