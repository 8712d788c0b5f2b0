"""Who keeps the contents whose digests the events tell: told upward, asked by the verification."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Content:
    """A value in force, by its name in its stream of events; `kernel.fields.BROKEN` when no key opens it."""

    stream_id: UUID
    name: str
    value: Any


Source = Callable[[int], Iterable[Content]]
_sources: list[Source] = []


def register_contents(source: Source) -> None:
    """Add who tells the contents in force in a commune (called inside a scope of that commune)."""
    if source not in _sources:
        _sources.append(source)


def known_contents(commune_id: int) -> Iterator[Content]:
    """Yield all contents in force in a commune."""
    for source in _sources:
        yield from source(commune_id)
