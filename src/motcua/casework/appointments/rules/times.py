"""How long people wait and are served: medians by hour and by window."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import TypeVar
from uuid import UUID

from motcua.kernel.clock import local

K = TypeVar("K")


@dataclass(frozen=True)
class Passed:
    """A ticket that was called: when it was taken, called first and last, and ended (None: absent or not yet)."""

    window_id: UUID
    taken_at: datetime
    called_at: datetime
    last_called_at: datetime
    ended_at: datetime | None
    group: bool = False

    @property
    def waited(self) -> timedelta:
        """From the ticket to the first call."""
        return self.called_at - self.taken_at

    @property
    def served(self) -> timedelta | None:
        """From the last call to the end."""
        return None if self.ended_at is None else self.ended_at - self.last_called_at


@dataclass(frozen=True)
class Medians:
    """Medians over some tickets, in whole minutes, rounded down; None without any."""

    tickets: int
    waited: int | None
    longest: int | None
    served: int | None


def medians_of(tickets: Iterable[Passed]) -> Medians:
    """Return the medians of waiting and service, and the longest wait."""
    found = list(tickets)
    waits = [one.waited for one in found]
    services = [one.served for one in found if one.served is not None]
    return Medians(len(found), _median(waits), _minutes(max(waits, default=None)), _median(services))


def by_hour(tickets: Iterable[Passed]) -> list[tuple[int, Medians]]:
    """Return medians by the hour in Vietnam at which the ticket was taken, in order."""
    return sorted(_grouped(tickets, lambda one: local(one.taken_at).hour).items())


def by_window(tickets: Iterable[Passed]) -> dict[UUID, Medians]:
    """Return medians by the window that called last."""
    return _grouped(tickets, lambda one: one.window_id)


def _grouped(tickets: Iterable[Passed], key: Callable[[Passed], K]) -> dict[K, Medians]:
    groups: dict[K, list[Passed]] = {}
    for one in tickets:
        groups.setdefault(key(one), []).append(one)
    return {name: medians_of(group) for name, group in groups.items()}


def _median(spans: list[timedelta]) -> int | None:
    return _minutes(timedelta(seconds=median(span.total_seconds() for span in spans))) if spans else None


def _minutes(span: timedelta | None) -> int | None:
    return None if span is None else int(span.total_seconds() // 60)
