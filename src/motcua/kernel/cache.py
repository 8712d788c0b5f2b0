"""A small memory of this process for what is read at every request and changes a few times a year."""

import time
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

# Seconds after which another process's change is seen here; a change made in this process shows at once.
LIFETIME = 10.0


class Cache(Generic[K, V]):
    """Values by key, forgotten after LIFETIME seconds."""

    def __init__(self) -> None:
        self._kept: dict[K, tuple[float, V]] = {}

    def get(self, key: K) -> V | None:
        """Return a value that is fresh enough, or None."""
        found = self._kept.get(key)
        return found[1] if found is not None and time.monotonic() - found[0] < LIFETIME else None

    def keep(self, key: K, value: V) -> V:
        """Remember a value and return it."""
        now = time.monotonic()
        # Other threads keep values too: a copy is gone through, and one that gets lost is read again.
        fresh = {old: one for old, one in list(self._kept.items()) if now - one[0] < LIFETIME}
        self._kept = {**fresh, key: (now, value)}
        return value

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()
