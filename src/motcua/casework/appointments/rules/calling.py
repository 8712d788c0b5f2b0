"""Whose turn it is.

Three ranks: a group called first; an appointment whose hour has come and whose holder was there in time; the order of
arrival. The higher rank goes before, yet nobody is overtaken without end: after `most` calls of higher ranks in a row
one of the order of arrival is called, and after `most` groups in a row one appointment that is due.
Legal basis: see `defaults/queue.yaml`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

GROUP, BOOKED, ARRIVAL = "group", "booked", "arrival"


@dataclass(frozen=True)
class Waiting:
    """A ticket that waits. `group` is empty without one, `booked_for` without an appointment."""

    id: UUID
    taken_at: datetime
    number: int
    group: str = ""
    booked_for: datetime | None = None


def rank_of(one: Waiting, now: datetime, late: timedelta) -> str:
    """Return the rank of a ticket now; `late`: how long after its hour the holder of an appointment may come."""
    if one.group:
        return GROUP
    due = one.booked_for is not None and one.booked_for <= now
    if due and one.booked_for is not None and one.taken_at <= one.booked_for + late:
        return BOOKED
    return ARRIVAL


def in_turn(
    waiting: Iterable[Waiting], called: Sequence[str], now: datetime, *, most: int, late: timedelta
) -> list[tuple[Waiting, str]]:
    """Return the tickets with their ranks, whose turn is next first.

    `called`: the ranks of today's calls, the latest first. Only the first of the answer is sure: each call changes
    what follows.
    """
    ranks: dict[str, list[Waiting]] = {GROUP: [], BOOKED: [], ARRIVAL: []}
    for one in sorted(waiting, key=_arrived):
        ranks[rank_of(one, now, late)].append(one)
    ranks[BOOKED].sort(key=_hour)
    left, history = sum(map(len, ranks.values())), list(called)
    order = []
    for _ in range(left):
        rank = _next_rank(ranks, history, most)
        order.append((ranks[rank].pop(0), rank))
        history.insert(0, rank)
    return order


def _next_rank(ranks: dict[str, list[Waiting]], called: Sequence[str], most: int) -> str:
    if ranks[ARRIVAL] and _since(called, {ARRIVAL}, counting={GROUP, BOOKED}) >= most:
        return ARRIVAL
    if ranks[BOOKED] and _since(called, {BOOKED}, counting={GROUP}) >= most:
        return BOOKED
    return next(rank for rank in (GROUP, BOOKED, ARRIVAL) if ranks[rank])


def _since(called: Sequence[str], until: set[str], *, counting: set[str]) -> int:
    """Count calls of some ranks since the last one of another."""
    count = 0
    for rank in called:
        if rank in until:
            break
        count += rank in counting
    return count


def _arrived(one: Waiting) -> tuple[datetime, int]:
    return one.taken_at, one.number


def _hour(one: Waiting) -> tuple[datetime, datetime, int]:
    return one.booked_for or one.taken_at, one.taken_at, one.number
