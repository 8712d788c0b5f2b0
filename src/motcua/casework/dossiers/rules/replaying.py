"""The log told backwards: what an event changed, and the dossier as the fold of all it tells."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from motcua.casework.dossiers.rules.snapshot import TRACKED, Snapshot
from motcua.casework.dossiers.rules.states import State

_tracked = attrgetter(*TRACKED)
_MOMENTS = frozenset(name for name in TRACKED if name.endswith("_at")) | {
    "due_original", "extended_from", "wait_until",
}  # fmt: skip


def delta(before: Snapshot | None, after: Snapshot) -> dict[str, Any]:
    """Return every tracked value that changed; all of them when there is nothing before."""
    now = zip(TRACKED, _tracked(after), strict=True)
    if before is None:
        return {name: _told(value) for name, value in now}
    return {
        name: _told(value) for (name, value), old in zip(now, _tracked(before), strict=True) if value != old
    }


def evolve(s: Snapshot, told: Mapping[str, Any]) -> Snapshot:
    """Return the dossier after an event told this; names the rules do not track are left out."""
    return replace(s, **{name: _read(name, value) for name, value in told.items() if name in TRACKED})


def replay(empty: Snapshot, told: Iterable[Mapping[str, Any]]) -> Snapshot:
    """Return the dossier that these deltas make, oldest first, begun from one with its ids alone."""
    for one in told:
        empty = evolve(empty, one)
    return empty


def _told(value: Any) -> Any:
    if isinstance(value, State):
        return int(value)
    return dict(value) if isinstance(value, Mapping) else value


def _read(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _MOMENTS and isinstance(value, str):
        return datetime.fromisoformat(value)
    if name in ("holder_id", "transferred_to", "transferred_from"):
        return UUID(str(value))
    return State(value) if name == "state" else value
