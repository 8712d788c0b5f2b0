"""What the office can no longer keep: its day, its window or its slot is no more. The people are told."""

from datetime import datetime, timedelta
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.casework.appointments.events import AppointmentUnkept
from motcua.casework.appointments.models import Appointment
from motcua.casework.appointments.offers import Hall, midnight, read_hall
from motcua.casework.appointments.rules.defaults import limits_on
from motcua.casework.appointments.rules.slots import is_kept
from motcua.kernel import clock, events, tenancy
from motcua.kernel.actors import Actor, system
from motcua.kernel.errors import NotFound

State = Appointment.State


def recheck(commune_id: int, *, now: datetime) -> int:
    """Look at every appointment to come; return how many cannot be kept. Safe to repeat."""
    organisation.forget_calendars()
    with tenancy.scope(communes=[commune_id]):
        return release_unkept(system(commune_id), commune_id, now=now)


def release_unkept(actor: Actor, commune_id: int, *, now: datetime) -> int:
    """The same, within the caller's scope: after a change of windows or slots."""
    rows = Appointment.objects.select_for_update().filter(
        commune_id=commune_id, state=State.BOOKED, starts_at__gt=now
    )
    hall, released = read_hall(commune_id), 0
    for row in rows.order_by("id"):
        if not _stands(row, hall):
            row.state, row.ended_at = State.UNKEPT, now
            row.save(update_fields=["state", "ended_at"])
            told = AppointmentUnkept(row.starts_at)
            events.record(row.id, told, commune_id=commune_id, actor=actor, now=now)
            released += 1
    return released


def _stands(row: Appointment, hall: Hall) -> bool:
    on = clock.local_date(row.starts_at)
    slots = hall.slots(on, organisation.working_calendar(row.commune_id, on))
    mine = [slot for slot in slots if slot.window_id == row.window_id]
    return is_kept(row.starts_at, row.ends_at, row.place, mine)


def note_told(actor: Actor, appointment_id: UUID, *, now: datetime) -> None:
    """Write down that somebody was told by telephone that their appointment cannot be kept.

    Permission: queue.serve. Raises NotFound.
    """
    actor.require("queue.serve")
    with tenancy.scope(communes=[actor.home]):
        rows = Appointment.objects.filter(commune_id=actor.home, id=appointment_id, state=State.UNKEPT)
        if not rows.update(told_at=now):
            raise NotFound("Không tìm thấy lịch hẹn này.")


def tidy(commune_id: int, *, now: datetime) -> tuple[int, int]:
    """End the day of those who did not come, forget old telephone numbers; return how many of each."""
    today = clock.local_date(now)
    with tenancy.scope(communes=[commune_id]):
        rows = Appointment.objects.filter(commune_id=commune_id)
        missed = rows.filter(state=State.BOOKED, ends_at__lt=midnight(today)).update(
            state=State.MISSED, ended_at=now
        )
        since = midnight(today - timedelta(days=limits_on(today).phone_days))
        old = rows.filter(phone_index__isnull=False, ends_at__lt=since)
        return missed, old.update(phone=None, phone_index=None)
