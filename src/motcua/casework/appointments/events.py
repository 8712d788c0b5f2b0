"""What appointments and queue tell. No personal data: numbers, windows, hours."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class AppointmentBooked:
    """Somebody took a place of a slot. Stream: the appointment."""

    NAME: ClassVar[str] = "AppointmentBooked"

    window_id: UUID
    starts_at: datetime


@dataclass(frozen=True)
class AppointmentMoved:
    """Whoever booked chose another hour; the code stays."""

    NAME: ClassVar[str] = "AppointmentMoved"

    window_id: UUID
    starts_at: datetime


@dataclass(frozen=True)
class AppointmentCancelled:
    """Whoever booked does not come."""

    NAME: ClassVar[str] = "AppointmentCancelled"

    starts_at: datetime


@dataclass(frozen=True)
class AppointmentUnkept:
    """The office cannot keep the appointment: its day, its window or its slot is no more."""

    NAME: ClassVar[str] = "AppointmentUnkept"

    starts_at: datetime


@dataclass(frozen=True)
class TicketCalled:
    """A window called a ticket, for the first time or again after its holder was absent. Stream: the ticket."""

    NAME: ClassVar[str] = "TicketCalled"

    window_id: UUID
    number: str
    rank: str


@dataclass(frozen=True)
class TicketServed:
    """The window is done with the holder of a ticket."""

    NAME: ClassVar[str] = "TicketServed"

    window_id: UUID
    number: str
