"""Take a number: at the kiosk, at the desk, or by the code of an appointment."""

from datetime import date, datetime, timedelta

from motcua.blocks.organisation import api as organisation
from motcua.casework.appointments.errors import AppointmentOver, HallClosed, NotThisHour
from motcua.casework.appointments.groups import list_groups
from motcua.casework.appointments.models import Appointment, Ticket, TicketCounter
from motcua.casework.appointments.rules.codes import ARRIVED, BOOKED
from motcua.casework.appointments.rules.defaults import limits_on
from motcua.casework.appointments.use_cases.book import locked
from motcua.casework.appointments.values import TicketInfo, ticket_info
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.counting import take_number
from motcua.kernel.errors import InvalidInput


def take_ticket(actor: Actor, group: str = "", *, now: datetime) -> TicketInfo:
    """Give the next number of the day; `group`: why its holder is called first, empty for the order of arrival.

    Permission: queue.serve; a kiosk acts as the system. Raises InvalidInput at `group`, HallClosed.
    """
    actor.require("queue.serve")
    on = _open_day(actor.home, now)
    with tenancy.scope(communes=[actor.home]):
        if group and group not in {one.key for one in list_groups(actor.home, on)}:
            raise InvalidInput({"group": "Hãy chọn lại nhóm ưu tiên trong danh sách."})
        return _write(actor.home, on, ARRIVED, Ticket(group=group), now)


def check_in(actor: Actor, code: str, group: str = "", *, now: datetime) -> TicketInfo:
    """Give a number for an appointment of this day; repeated, it is the same number.

    Permission: queue.serve; a kiosk acts as the system. Who comes after the hour gets a number too, in the order of
    arrival. Raises AppointmentNotFound, AppointmentOver, NotThisHour, HallClosed.
    """
    actor.require("queue.serve")
    on = _open_day(actor.home, now)
    with tenancy.scope(communes=[actor.home]):
        row = locked(actor.home, code)
        if row.state == Appointment.State.ARRIVED:
            return ticket_info(Ticket.objects.get(commune_id=actor.home, appointment_id=row.id))
        if row.state != Appointment.State.BOOKED:
            raise AppointmentOver
        _require_hour(row, on, now)
        row.state = Appointment.State.ARRIVED
        row.save(update_fields=["state"])
        ticket = Ticket(group=group, appointment_id=row.id, booked_for=row.starts_at)
        return _write(actor.home, on, BOOKED, ticket, now)


def _open_day(commune_id: int, now: datetime) -> date:
    """Return today; HallClosed on a day off and after the last session."""
    on = clock.local_date(now)
    sessions = organisation.working_calendar(commune_id, on).sessions(on)
    if not sessions or clock.local(now).time() >= sessions[-1].end:
        raise HallClosed
    return on


def _require_hour(row: Appointment, on: date, now: datetime) -> None:
    hour = organisation.tell_moment(row.starts_at)
    if clock.local_date(row.starts_at) != on:
        raise NotThisHour(
            f"Lịch hẹn này vào {hour}, không phải hôm nay. Hôm nay ông/bà có thể lấy số thường."
        )
    early = timedelta(minutes=limits_on(on).early_minutes)
    if now < row.starts_at - early:
        minutes = int(early.total_seconds() // 60)
        raise NotThisHour(
            f"Lịch hẹn này vào {hour}. Ông/bà lấy số theo lịch hẹn sớm nhất là {minutes} phút trước giờ hẹn."
        )


def _write(commune_id: int, on: date, series: str, ticket: Ticket, now: datetime) -> TicketInfo:
    ticket.commune_id, ticket.on, ticket.series, ticket.taken_at = commune_id, on, series, now
    ticket.number = take_number(TicketCounter, {"commune_id": commune_id, "on": on, "series": series})
    waiting = Ticket.objects.filter(commune_id=commune_id, on=on, state=Ticket.State.WAITING)
    ahead = waiting.count()
    ticket.save(force_insert=True)
    return ticket_info(ticket, ahead)
