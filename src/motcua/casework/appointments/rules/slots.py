"""Slots of a day: the sessions of the working calendar, cut into appointments."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol
from uuid import UUID

from motcua.kernel.clock import VIETNAM


class Stretch(Protocol):
    """A session as the calendar tells it."""

    @property
    def start(self) -> time: ...

    @property
    def end(self) -> time: ...


@dataclass(frozen=True)
class Slot:
    """A stretch of a day in which a window takes `capacity` appointments."""

    window_id: UUID
    starts_at: datetime
    ends_at: datetime
    capacity: int


def slots_of(
    window_id: UUID, on: date, sessions: Iterable[Stretch], minutes: int, capacity: int
) -> tuple[Slot, ...]:
    """Return the slots of a window on a day; what is left of a session and holds no whole slot is not offered.

    Raises ValueError for a length below one minute.
    """
    if minutes < 1:
        raise ValueError(f"a slot of {minutes} minutes")
    if capacity < 1:
        return ()
    length, made = timedelta(minutes=minutes), []
    for session in sessions:
        begins = datetime.combine(on, session.start, tzinfo=VIETNAM)
        closes = datetime.combine(on, session.end, tzinfo=VIETNAM)
        while begins + length <= closes:
            made.append(Slot(window_id, begins, begins + length, capacity))
            begins += length
    return tuple(made)


def is_kept(starts_at: datetime, ends_at: datetime, place: int, slots: Iterable[Slot]) -> bool:
    """Whether an appointment of a window still stands in what the window offers."""
    return any(
        slot.starts_at == starts_at and slot.ends_at == ends_at and place <= slot.capacity for slot in slots
    )
