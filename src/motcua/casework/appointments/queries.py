"""Reads of appointments: days and hours to choose from, one by its code, a citizen's own, whom to telephone."""

from datetime import date, datetime, timedelta
from uuid import UUID

from motcua.blocks.audit import api as audit
from motcua.blocks.organisation import api as organisation
from motcua.casework.appointments.errors import AppointmentNotFound
from motcua.casework.appointments.models import Appointment, Window
from motcua.casework.appointments.offers import free_places, read_hall, still_to_come, taken_between
from motcua.casework.appointments.rules.codes import read_code
from motcua.casework.appointments.rules.defaults import limits_on
from motcua.casework.appointments.values import AppointmentInfo, DayInfo, HourInfo, appointment_info
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor

_MOST = 50


def list_days(commune_id: int, *, now: datetime) -> list[DayInfo]:
    """Return the working days ahead on which appointments are taken, full ones too."""
    today = clock.local_date(now)
    last = today + timedelta(days=limits_on(today).days_ahead)
    with tenancy.scope(communes=[commune_id]):
        hall = read_hall(commune_id)
        taken = taken_between(commune_id, today, last) if hall.windows else {}
    calendar = organisation.working_calendar(commune_id, today)
    days = []
    for ahead in range((last - today).days + 1):
        on = today + timedelta(days=ahead)
        slots = still_to_come(hall.slots(on, calendar), now)
        if slots:
            days.append(DayInfo(on, sum(len(free_places(slot, taken)) for slot in slots)))
    return days


def list_hours(commune_id: int, on: date, *, now: datetime) -> list[HourInfo]:
    """Return the hours of a day at which an appointment can begin, with the places left in all windows."""
    if not is_offered(on, now):
        return []
    with tenancy.scope(communes=[commune_id]):
        hall = read_hall(commune_id)
        taken = taken_between(commune_id, on, on)
    left: dict[datetime, int] = {}
    for slot in still_to_come(hall.slots(on, organisation.working_calendar(commune_id, on)), now):
        left[slot.starts_at] = left.get(slot.starts_at, 0) + len(free_places(slot, taken))
    return [HourInfo(starts_at, left[starts_at]) for starts_at in sorted(left)]


def is_offered(on: date, now: datetime) -> bool:
    """Whether appointments of a day are taken now."""
    today = clock.local_date(now)
    return today <= on <= today + timedelta(days=limits_on(today).days_ahead)


def get_appointment(commune_id: int, typed: str) -> AppointmentInfo:
    """Return the appointment of a code, however it was typed; whoever holds the code may. AppointmentNotFound."""
    code = read_code(typed)
    with tenancy.scope(communes=[commune_id]):
        row = Appointment.objects.filter(commune_id=commune_id, code=code).first() if code else None
        if row is None:
            raise AppointmentNotFound
        return appointment_info(row, Window.objects.get(commune_id=commune_id, id=row.window_id))


def list_own(actor: Actor, commune_id: int, *, now: datetime) -> list[AppointmentInfo]:
    """Return the appointments to come that the citizen booked when logged in, the next first."""
    if actor.kind != "citizen" or not actor.applicants:
        return []
    with tenancy.scope(communes=[commune_id]):
        rows = list(
            Appointment.objects.filter(
                commune_id=commune_id,
                applicant_id__in=actor.applicants,
                state__in=(Appointment.State.BOOKED, Appointment.State.UNKEPT),
                ends_at__gt=now,
            ).order_by("starts_at", "id")[:_MOST]
        )
        windows = {one.id: one for one in Window.objects.filter(commune_id=commune_id)} if rows else {}
        return [appointment_info(row, windows[row.window_id]) for row in rows]


def list_untold(actor: Actor, *, now: datetime) -> list[AppointmentInfo]:
    """Return the unkept appointments to come of people who left a telephone number alone and were not called yet.

    Permission: queue.serve. The read of each number is audited.
    """
    actor.require("queue.serve")
    with tenancy.scope(communes=[actor.home]):
        rows = list(
            Appointment.objects.filter(
                commune_id=actor.home,
                state=Appointment.State.UNKEPT,
                applicant_id__isnull=True,
                told_at__isnull=True,
                ends_at__gt=now,
            ).order_by("starts_at", "id")[:_MOST]
        )
        windows = {one.id: one for one in Window.objects.filter(commune_id=actor.home)} if rows else {}
        for row in rows:
            audit.read(actor, "appointment", row.id, "Gọi báo lịch hẹn phải hủy", now=now)
        return [appointment_info(row, windows[row.window_id]) for row in rows]


def count_untold(commune_id: int, *, now: datetime) -> int:
    """Return how many people wait to be telephoned, within the caller's scope."""
    rows = Appointment.objects.filter(
        commune_id=commune_id, state=Appointment.State.UNKEPT, applicant_id__isnull=True, told_at__isnull=True
    )
    return len(rows.filter(ends_at__gt=now).values_list("id", flat=True)[:_MOST])


def window_of(commune_id: int, window_id: UUID) -> Window:
    """Return a window, within the caller's scope."""
    return Window.objects.get(commune_id=commune_id, id=window_id)
