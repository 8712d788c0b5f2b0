"""What the context hands out: frozen values, never rows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from motcua.casework.appointments.models import Appointment, HallDevice, Ticket, Window
from motcua.casework.appointments.rules.codes import shown_code, shown_number, spoken


@dataclass(frozen=True)
class WindowInfo:
    """A window of the hall; `minutes` and `capacity` of the rule in force, 0 where it takes no appointments."""

    id: UUID
    number: int
    name: str
    minutes: int = 0
    capacity: int = 0
    since: date | None = None


@dataclass(frozen=True)
class DayInfo:
    """A day on which appointments are taken, and how many places are left."""

    on: date
    left: int


@dataclass(frozen=True)
class HourInfo:
    """An hour at which an appointment can begin, and how many places are left then."""

    starts_at: datetime
    left: int


@dataclass(frozen=True)
class AppointmentInfo:
    """An appointment as whoever holds its code sees it; `phone` is empty once it was forgotten."""

    id: UUID
    code: str
    applicant_id: UUID | None
    window_number: int
    window_name: str
    starts_at: datetime
    ends_at: datetime
    procedure_code: str
    state: Appointment.State
    phone: str = field(repr=False)

    @property
    def shown(self) -> str:
        """The code as it is printed."""
        return shown_code(self.code)

    @property
    def can_change(self) -> bool:
        """Whether another hour may be chosen: it stands, or the office could not keep it."""
        return self.state in (Appointment.State.BOOKED, Appointment.State.UNKEPT)


def appointment_info(row: Appointment, window: Window) -> AppointmentInfo:
    """Return a row as it leaves this context."""
    return AppointmentInfo(
        row.id, row.code, row.applicant_id, window.number, window.name, row.starts_at, row.ends_at,
        row.procedure_code, Appointment.State(row.state), row.phone or "",
    )  # fmt: skip


@dataclass(frozen=True)
class TicketInfo:
    """A ticket. `ahead`: how many waited when it was taken."""

    id: UUID
    shown: str
    state: Ticket.State
    group: str
    booked_for: datetime | None
    taken_at: datetime
    called_at: datetime | None
    last_called_at: datetime | None
    calls: int
    ahead: int = 0


def ticket_info(row: Ticket, ahead: int = 0) -> TicketInfo:
    """Return a row as it leaves this context."""
    return TicketInfo(
        row.id, shown_number(row.series, row.number), Ticket.State(row.state), row.group, row.booked_for,
        row.taken_at, row.called_at, row.last_called_at, row.calls, ahead,
    )  # fmt: skip


@dataclass(frozen=True)
class CallInfo:
    """A number and the window it is called to: all that the screen of the hall may show. `id`: changes by call."""

    id: str
    number: str
    window: int
    said: str


def call_info(row: Ticket, window: int) -> CallInfo:
    """Return the call of a ticket."""
    number = shown_number(row.series, row.number)
    return CallInfo(f"{row.id}:{row.calls}", number, window, spoken(row.series, row.number, window))


@dataclass(frozen=True)
class DeviceInfo:
    """A screen or kiosk of the hall."""

    id: UUID
    kind: HallDevice.Kind
    name: str
    made_at: datetime


def device_info(row: HallDevice) -> DeviceInfo:
    """Return a row as it leaves this context."""
    return DeviceInfo(row.id, HallDevice.Kind(row.kind), row.name, row.made_at)
