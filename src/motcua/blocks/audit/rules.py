"""How rows become bytes, bytes a seal, and a seal a line of the anchor. Pure: no database, no clock."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

NO_SEAL = bytes(32)


def canonical(values: Mapping[str, Any]) -> bytes:
    """Return the one way to write a row: every column by name, in the order of the names."""

    def plain(value: Any) -> Any:
        if isinstance(value, datetime):
            return value.astimezone(UTC).isoformat()
        if isinstance(value, bytes | memoryview):
            return bytes(value).hex()
        return str(value) if isinstance(value, UUID) else value

    told = {name: plain(value) for name, value in values.items()}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


class RowsHash:
    """A running hash over the rows of one kind, in the order of their ids."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self.count = 0

    def add(self, row: bytes) -> None:
        """Take in the next row. Its length goes first: two rows cannot be read as one."""
        self._hash.update(len(row).to_bytes(4, "big") + row)
        self.count += 1

    def digest(self) -> bytes:
        """Return 32 bytes that tell all rows taken in so far."""
        return self._hash.digest()


def together(events: RowsHash, entries: RowsHash) -> bytes:
    """Return the hash over the rows of both kinds."""
    return hashlib.sha256(events.digest() + entries.digest()).digest()


@dataclass(frozen=True)
class SealBody:
    """What a seal says of the rows under it."""

    id: UUID
    commune_id: int
    number: int
    event_count: int
    entry_count: int
    rows_hash: bytes
    sealed_at: datetime


def seal_hash(prev: bytes, body: SealBody) -> bytes:
    """Return the hash of a seal upon the seal before it."""
    return hashlib.sha256(prev + canonical(vars(body))).digest()


@dataclass(frozen=True)
class Anchor:
    """The number and the hash of a seal, as kept outside the database."""

    number: int
    hash: str


def anchor_line(number: int, sealed_hash: bytes) -> str:
    """Return the line that anchors a seal."""
    return f"{number} {sealed_hash.hex()}\n"


def read_anchor(line: str) -> Anchor | None:
    """Return what a line anchors; None for a line that is not whole."""
    number, _, digest = line.rstrip("\n").partition(" ")
    whole = line.endswith("\n") and number.isdecimal() and len(digest) == 64
    return Anchor(int(number), digest) if whole else None
