"""The file store on disk: nothing half-written, nothing altered is read, nothing is lost by sweeping."""

import errno
import os
import signal
import stat
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from motcua.blocks.documents.store import BlobAltered, BlobMissing, BlobStore, Owner

LAN = Owner(applicant_id=UUID("019a0000-0000-7000-8000-000000000001"))
XA = Owner(commune_id=12)
DAY = timedelta(hours=24)


@pytest.fixture
def store(tmp_path: Path) -> BlobStore:
    return BlobStore(tmp_path / "blobs")


def now() -> datetime:
    return datetime.now(UTC)


def test_bytes_lie_under_their_hash_in_the_owners_folder(store: BlobStore) -> None:
    blob = store.write(LAN, b"sealed")
    path = store.root / "applicant" / str(LAN.applicant_id) / blob[:2] / blob[2:4] / blob
    assert path.read_bytes() == b"sealed"
    assert store.read(LAN, blob) == b"sealed"
    assert list((store.root / "incoming").iterdir()) == []


def test_only_this_user_can_read_the_store(store: BlobStore) -> None:
    blob = store.write(XA, b"sealed")
    paths = [store.path(XA, blob), *store.path(XA, blob).parents]
    inside = [p for p in paths if p.is_relative_to(store.root)]
    assert len(inside) == 6
    assert not any(p.stat().st_mode & 0o077 for p in inside)


def test_a_flipped_bit_is_found(store: BlobStore) -> None:
    blob = store.write(XA, b"sealed")
    store.path(XA, blob).write_bytes(b"seale\x65")
    with pytest.raises(BlobAltered):
        store.read(XA, blob)


def test_a_blob_of_another_owner_is_not_there(store: BlobStore) -> None:
    blob = store.write(XA, b"sealed")
    with pytest.raises(BlobMissing):
        store.read(LAN, blob)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "a" * 63, "A" * 64, "/" + "a" * 63])
def test_what_is_no_name_of_a_blob_is_no_path(store: BlobStore, name: str) -> None:
    with pytest.raises(ValueError, match="not the name of a blob"):
        store.path(XA, name)


_KILLED = """
import os, signal, sys
from pathlib import Path
from motcua.blocks.documents.store import BlobStore, Owner
left = int(sys.argv[2])
def counted(real):
    def call(*args, **options):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **options)
    return call
for name in ("fsync", "rename", "mkdir", "open"):
    setattr(os, name, counted(getattr(os, name)))
print(BlobStore(Path(sys.argv[1])).write(Owner(commune_id=12), b"sealed" * 100_000))
"""


def test_a_kill_at_any_step_leaves_a_whole_blob_or_none(tmp_path: Path) -> None:
    seen: Counter[str] = Counter()
    for step in range(1, 60):
        root = tmp_path / str(step)
        done = subprocess.run(
            [sys.executable, "-c", _KILLED, str(root), str(step)], capture_output=True, check=False
        )
        store = BlobStore(root)
        blobs = [blob for blob, _ in store.blobs(XA)]
        for blob in blobs:
            assert store.read(XA, blob) == b"sealed" * 100_000
        if done.returncode == 0:
            assert blobs == [done.stdout.decode().strip()]
            break
        assert done.returncode == -signal.SIGKILL
        seen["blob" if blobs else "incoming" if list(root.glob("incoming/*")) else "nothing"] += 1
    assert done.returncode == 0, "every step was tried"
    assert set(seen) == {"nothing", "incoming", "blob"}, seen


def test_the_bytes_are_flushed_before_the_name_and_the_name_after(
    store: BlobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a power cut may take: no test can pull the plug, so the order of the calls is held."""
    store.write(XA, b"an earlier blob makes the folders")
    calls: list[str] = []
    flush, rename = os.fsync, os.rename

    def flushed(handle: int) -> None:
        calls.append("flush folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "flush file")
        flush(handle)

    def renamed(*paths: Any) -> None:
        calls.append("rename")
        rename(*paths)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(os, "rename", renamed)
    blob = store.write(XA, b"sealed")
    assert calls[0] == "flush file"
    assert calls[-2:] == ["rename", "flush folder"]
    calls.clear()
    store.share(XA, LAN, blob)
    assert calls[-1] == "flush folder"


def test_half_written_files_are_cleared_after_a_day(store: BlobStore) -> None:
    store.write(XA, b"sealed")
    half = store.root / "incoming" / "half"
    half.write_bytes(b"half")
    assert store.clear_incoming(now() - DAY) == 0
    assert store.clear_incoming(now() + DAY) == 1
    assert not half.exists()


def test_two_owners_share_the_same_bytes_on_the_disk(store: BlobStore) -> None:
    blob = store.write(LAN, b"sealed")
    store.share(LAN, XA, blob)
    store.share(LAN, XA, blob)
    assert store.path(LAN, blob).stat().st_ino == store.path(XA, blob).stat().st_ino
    store.path(LAN, blob).unlink()
    assert store.read(XA, blob) == b"sealed"


def test_where_hard_links_are_unknown_the_bytes_are_copied(store: BlobStore, monkeypatch: Any) -> None:
    blob = store.write(LAN, b"sealed")

    def refuse(*_: Any) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(os, "link", refuse)
    store.share(LAN, XA, blob)
    assert store.read(XA, blob) == b"sealed"
    assert store.path(LAN, blob).stat().st_ino != store.path(XA, blob).stat().st_ino


def test_what_is_not_there_cannot_be_shared(store: BlobStore) -> None:
    with pytest.raises(BlobMissing):
        store.share(LAN, XA, "a" * 64)


def test_a_blob_linked_anew_is_not_quarantined(store: BlobStore) -> None:
    blob = store.write(LAN, b"sealed")
    store.share(LAN, XA, blob)
    old = now().timestamp() - 3 * 86400
    os.utime(store.path(XA, blob), (old, old))
    store.share(LAN, XA, blob)
    assert not store.quarantine(XA, blob, unchanged_since=now() - DAY, now=now())
    assert store.read(XA, blob) == b"sealed"


def test_quarantine_hides_and_restore_brings_back(store: BlobStore) -> None:
    blob = store.write(XA, b"sealed")
    assert store.quarantine(XA, blob, unchanged_since=now() + DAY, now=now())
    with pytest.raises(BlobMissing):
        store.read(XA, blob)
    assert store.owners(quarantined=True) == [XA]
    store.restore(XA, blob)
    assert store.read(XA, blob) == b"sealed"


def test_a_second_quarantine_of_a_shared_blob_really_takes_it(store: BlobStore) -> None:
    """Renaming a link onto another link of the same file does nothing: the blob would stay for ever."""
    blob = store.write(LAN, b"sealed")
    for _ in range(2):
        store.share(LAN, XA, blob)
        assert store.quarantine(XA, blob, unchanged_since=now() + DAY, now=now())
        assert not store.path(XA, blob).exists()
    store.share(LAN, XA, blob)
    store.restore(XA, blob)
    assert not store.path(XA, blob, quarantined=True).exists()


def test_strange_folders_are_nobodys(store: BlobStore) -> None:
    store.write(XA, b"sealed")
    (store.root / "commune" / "not-a-number").mkdir()
    (store.root / "applicant").mkdir()
    (store.root / "applicant" / "nobody").mkdir()
    assert store.owners() == [XA]
