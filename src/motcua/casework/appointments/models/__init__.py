"""Tables: windows and their slots, appointments, tickets, groups called first, machines of the hall."""

from motcua.casework.appointments.models.appointment import Appointment
from motcua.casework.appointments.models.hall import HallDevice, OwnGroup, SlotRule, Window
from motcua.casework.appointments.models.ticket import Ticket, TicketCounter

__all__ = ["Appointment", "HallDevice", "OwnGroup", "SlotRule", "Ticket", "TicketCounter", "Window"]
