"""The door of appointments and queue."""

from motcua.casework.appointments.devices import find_device, list_devices
from motcua.casework.appointments.errors import (
    AppointmentNotFound,
    AppointmentOver,
    HallClosed,
    NotAtThisWindow,
    NotThisHour,
    SlotTaken,
    WindowNotFound,
)
from motcua.casework.appointments.events import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentMoved,
    AppointmentUnkept,
    TicketCalled,
    TicketServed,
)
from motcua.casework.appointments.halls import (
    QueueInfo,
    ScreenInfo,
    TimesInfo,
    groups_of,
    list_windows,
    read_queue,
    read_screen,
    read_times,
)
from motcua.casework.appointments.models import Appointment, HallDevice, Ticket
from motcua.casework.appointments.queries import (
    get_appointment,
    list_days,
    list_hours,
    list_own,
    list_untold,
)
from motcua.casework.appointments.rules.codes import read_code
from motcua.casework.appointments.rules.defaults import Group, Limits, limits_on
from motcua.casework.appointments.use_cases.book import book, move_appointment, phone_problem
from motcua.casework.appointments.use_cases.calling import (
    bring_back,
    call_again,
    call_next,
    mark_absent,
    serve,
)
from motcua.casework.appointments.use_cases.cancel import cancel_appointment
from motcua.casework.appointments.use_cases.decide_group import GroupDecision, decide_group
from motcua.casework.appointments.use_cases.open_device import end_device, open_device
from motcua.casework.appointments.use_cases.recheck import note_told, recheck, tidy
from motcua.casework.appointments.use_cases.settle_hall import MANAGE, close_window, open_window, set_slots
from motcua.casework.appointments.use_cases.tickets import check_in, take_ticket
from motcua.casework.appointments.values import (
    AppointmentInfo,
    CallInfo,
    DayInfo,
    DeviceInfo,
    HourInfo,
    TicketInfo,
    WindowInfo,
)

# States are closed lists, not tables.
AppointmentState = Appointment.State
DeviceKind = HallDevice.Kind
TicketState = Ticket.State

__all__ = [
    "MANAGE",
    "AppointmentBooked",
    "AppointmentCancelled",
    "AppointmentInfo",
    "AppointmentMoved",
    "AppointmentNotFound",
    "AppointmentOver",
    "AppointmentState",
    "AppointmentUnkept",
    "CallInfo",
    "DayInfo",
    "DeviceInfo",
    "DeviceKind",
    "Group",
    "GroupDecision",
    "HallClosed",
    "HourInfo",
    "Limits",
    "NotAtThisWindow",
    "NotThisHour",
    "QueueInfo",
    "ScreenInfo",
    "SlotTaken",
    "TicketCalled",
    "TicketInfo",
    "TicketServed",
    "TicketState",
    "TimesInfo",
    "WindowInfo",
    "WindowNotFound",
    "book",
    "bring_back",
    "call_again",
    "call_next",
    "cancel_appointment",
    "check_in",
    "close_window",
    "decide_group",
    "end_device",
    "find_device",
    "get_appointment",
    "groups_of",
    "limits_on",
    "list_days",
    "list_devices",
    "list_hours",
    "list_own",
    "list_untold",
    "list_windows",
    "mark_absent",
    "move_appointment",
    "note_told",
    "open_device",
    "open_window",
    "phone_problem",
    "read_code",
    "read_queue",
    "read_screen",
    "read_times",
    "recheck",
    "serve",
    "set_slots",
    "take_ticket",
    "tidy",
]
