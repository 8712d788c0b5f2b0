"""Copies of the seals outside the database: who rewrites the database cannot rewrite these with it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

from motcua.blocks.audit.models import Seal
from motcua.blocks.audit.rules import Anchor, anchor_line, read_anchor
from motcua.kernel import tenancy


def anchor_file(commune_id: int) -> Path:
    """Return where the anchors of a commune lie."""
    return Path(settings.MOTCUA_SEALS) / f"{commune_id}.log"


@contextmanager
def _held(path: Path) -> Iterator[IO[str]]:
    """Open the file for one writer at a time."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(handle, "r+", encoding="ascii", errors="replace") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
        file.flush()
        os.fsync(file.fileno())
    if new:
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


def _last(file: IO[str]) -> int:
    """Return the last number in the file, and cut off a line that a crash left half-written."""
    text = file.read()
    whole = text[: text.rfind("\n") + 1]
    if whole != text:
        file.seek(0)
        file.truncate(len(whole))
    file.seek(0, os.SEEK_END)
    anchors = [anchor for line in whole.splitlines(keepends=True) if (anchor := read_anchor(line))]
    return anchors[-1].number if anchors else 0


def drop_anchors(commune_id: int) -> int:
    """Append every seal the file does not hold yet, to disk; return how many.

    Called after the commit. A crash in between is made good by the next call.
    """
    with _held(anchor_file(commune_id)) as file:
        last = _last(file)
        with tenancy.scope(communes=[commune_id]):
            seals = Seal.objects.filter(commune_id=commune_id, number__gt=last).order_by("number")
            lines = [anchor_line(number, bytes(told)) for number, told in seals.values_list("number", "hash")]
        file.writelines(lines)
    return len(lines)


def read_anchors(commune_id: int) -> list[Anchor | None]:
    """Return the anchors of a commune in the order of the file; None for a line that cannot be read."""
    path = anchor_file(commune_id)
    if not path.exists():
        return []
    with path.open(encoding="ascii", errors="replace") as file:
        return [read_anchor(line) for line in file]
