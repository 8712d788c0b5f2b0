"""The file store: sealed bytes under the hash of themselves, one folder an owner. Files only, no database.

A blob is written aside, flushed, renamed, and its folder flushed, before any row may name it. What no row
names is moved to quarantine first and deleted later; `mtime` says when a blob was last written or linked.
"""

import errno
import hashlib
import os
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_BLOB = re.compile(r"[0-9a-f]{64}")
_QUARANTINE = "quarantine"


class BlobMissing(Exception):
    """The store has no such blob."""


class BlobAltered(Exception):
    """The bytes of a blob are not those that were written."""


@dataclass(frozen=True)
class Owner:
    """Whose files: a commune's or an applicant's. Exactly one of the two is set."""

    commune_id: int | None = None
    applicant_id: uuid.UUID | None = None

    @property
    def folder(self) -> str:
        """Return the owner's folder below the root."""
        if self.applicant_id is None:
            return f"commune/{int(self.commune_id or 0)}"
        return f"applicant/{self.applicant_id}"


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _make_folder(folder: Path) -> None:
    """Make a folder and its parents so that they survive a power cut."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _flush_folder(folder.parent)


def _owner_of(folder: Path) -> Owner | None:
    try:
        if folder.parent.name == "commune":
            return Owner(commune_id=int(folder.name))
        return Owner(applicant_id=uuid.UUID(folder.name))
    except ValueError:
        return None


class BlobStore:
    """Sealed blobs below a root folder, readable by this user alone."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, owner: Owner, blob: str, *, quarantined: bool = False) -> Path:
        """Return where a blob lies; ValueError for what is not the name of a blob."""
        if not _BLOB.fullmatch(blob):
            raise ValueError("not the name of a blob")
        root = self.root / _QUARANTINE if quarantined else self.root
        return root / owner.folder / blob[:2] / blob[2:4] / blob

    def write(self, owner: Owner, token: bytes) -> str:
        """Keep sealed bytes and return their name; they are on the disk when this returns."""
        blob = hashlib.sha256(token).hexdigest()
        incoming = self.root / "incoming"
        _make_folder(incoming)
        aside = incoming / f"{blob}.{uuid.uuid4().hex}"
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(token)
            out.flush()
            os.fsync(out.fileno())
        target = self.path(owner, blob)
        _make_folder(target.parent)
        aside.rename(target)
        _flush_folder(target.parent)
        return blob

    def read(self, owner: Owner, blob: str) -> bytes:
        """Return the sealed bytes. Raises BlobMissing, BlobAltered."""
        try:
            token = self.path(owner, blob).read_bytes()
        except FileNotFoundError as missing:
            raise BlobMissing(blob) from missing
        if hashlib.sha256(token).hexdigest() != blob:
            raise BlobAltered(blob)
        return token

    def share(self, source: Owner, target: Owner, blob: str) -> None:
        """Let a second owner have the same bytes: a hard link. Safe to repeat. Raises BlobMissing."""
        start, end = self.path(source, blob), self.path(target, blob)
        _make_folder(end.parent)
        if not self._link(start, end):
            self.write(target, self.read(source, blob))
            return
        try:
            # Fresh again: the sweeper leaves it alone until the row that names it is committed.
            os.utime(end)
        except FileNotFoundError:
            self._link(start, end)  # The sweeper took an old link away this very instant.
            os.utime(end)
        _flush_folder(end.parent)

    def _link(self, start: Path, end: Path) -> bool:
        """Tell whether `end` now exists; False where the file system knows no hard links."""
        try:
            os.link(start, end)
        except FileExistsError:
            return True
        except FileNotFoundError as missing:
            raise BlobMissing(start.name) from missing
        except OSError as refused:
            if refused.errno in (errno.EPERM, errno.EXDEV, errno.EMLINK, errno.EOPNOTSUPP):
                return False
            raise
        return True

    def owners(self, *, quarantined: bool = False) -> list[Owner]:
        """Return everyone who has a folder here."""
        root = self.root / _QUARANTINE if quarantined else self.root
        folders = [f for kind in ("commune", "applicant") for f in sorted((root / kind).glob("*"))]
        return [owner for owner in map(_owner_of, folders) if owner is not None]

    def blobs(self, owner: Owner, *, quarantined: bool = False) -> Iterator[tuple[str, datetime]]:
        """Give each blob of an owner and when it was last written, linked or quarantined."""
        root = self.root / _QUARANTINE if quarantined else self.root
        for path in (root / owner.folder).glob("??/??/*"):
            try:
                changed = path.stat().st_mtime
            except FileNotFoundError:
                continue  # Moved away between the listing and the look.
            if _BLOB.fullmatch(path.name):
                yield path.name, datetime.fromtimestamp(changed, UTC)

    def quarantine(self, owner: Owner, blob: str, *, unchanged_since: datetime, now: datetime) -> bool:
        """Take a blob out of sight unless it was linked anew since; tell whether it was taken."""
        start, end = self.path(owner, blob), self.path(owner, blob, quarantined=True)
        _make_folder(end.parent)
        # Renaming one link onto another of the same file does nothing at all.
        end.unlink(missing_ok=True)
        start.rename(end)
        if datetime.fromtimestamp(end.stat().st_mtime, UTC) > unchanged_since:
            self.restore(owner, blob)
            return False
        os.utime(end, (now.timestamp(), now.timestamp()))
        _flush_folder(end.parent)
        return True

    def restore(self, owner: Owner, blob: str) -> None:
        """Put a quarantined blob back."""
        start, end = self.path(owner, blob, quarantined=True), self.path(owner, blob)
        _make_folder(end.parent)
        start.replace(end)
        start.unlink(missing_ok=True)
        _flush_folder(end.parent)

    def drop(self, owner: Owner, blob: str) -> None:
        """Delete a blob that no row ever named as a file: a piece of an upload. Safe to repeat."""
        self.path(owner, blob).unlink(missing_ok=True)

    def discard(self, owner: Owner, blob: str) -> None:
        """Delete a quarantined blob for good."""
        self.path(owner, blob, quarantined=True).unlink(missing_ok=True)

    def clear_incoming(self, before: datetime) -> int:
        """Delete what a killed process left half-written before that moment; return how many."""
        old = [p for p in (self.root / "incoming").glob("*") if p.stat().st_mtime < before.timestamp()]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)
