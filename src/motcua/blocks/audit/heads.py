"""Who keeps the heads of the chains: told upward, asked by the verification."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Head:
    """The place and the hash of the last event of a stream, as its aggregate remembers them."""

    stream_id: UUID
    seq: int
    hash: bytes | None


Source = Callable[[int], Iterable[Head]]
_sources: list[Source] = []


def register_heads(source: Source) -> None:
    """Add who tells the heads of a commune's chains (called inside a scope of that commune)."""
    if source not in _sources:
        _sources.append(source)


def known_heads(commune_id: int) -> dict[UUID, Head]:
    """Return all heads of a commune by stream."""
    return {head.stream_id: head for source in _sources for head in source(commune_id)}
