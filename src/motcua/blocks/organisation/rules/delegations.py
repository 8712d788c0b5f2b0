"""Who stands in for whom: nobody is replaced by two at once, and no chain of stand-ins leads back to its start."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class Replaced:
    """`absent` is replaced by `by` from a day to a day, both included."""

    absent: UUID
    by: UUID
    first: date
    last: date


def replaced_twice(new: Replaced, known: Iterable[Replaced]) -> bool:
    """Tell whether the absent colleague already has a stand-in on a day of the new span."""
    return any(one.absent == new.absent and _common(one, new.first, new.last) for one in known)


def closes_loop(new: Replaced, known: Iterable[Replaced]) -> bool:
    """Tell whether on some day the work would come back to the absent colleague, over however many others."""
    spans = list(known)
    open_ends, seen = [new], {new}
    while open_ends:
        end = open_ends.pop()
        if end.by == new.absent:
            return True
        further = {_further(end, one) for one in spans if one.absent == end.by} - {None} - seen
        open_ends += [one for one in further if one is not None]
        seen |= set(open_ends)
    return False


def _further(end: Replaced, one: Replaced) -> Replaced | None:
    """Return who in the end replaces the first of a chain, on the days that all of it have in common."""
    days = _common(one, end.first, end.last)
    return Replaced(end.absent, one.by, *days) if days else None


def _common(one: Replaced, first: date, last: date) -> tuple[date, date] | None:
    start, end = max(one.first, first), min(one.last, last)
    return (start, end) if start <= end else None
