"""Give an appointment back."""

from datetime import datetime

from motcua.casework.appointments.errors import AppointmentOver
from motcua.casework.appointments.events import AppointmentCancelled
from motcua.casework.appointments.models import Appointment
from motcua.casework.appointments.queries import window_of
from motcua.casework.appointments.use_cases.book import locked
from motcua.casework.appointments.values import AppointmentInfo, appointment_info
from motcua.kernel import events, tenancy
from motcua.kernel.actors import Actor


def cancel_appointment(actor: Actor, commune_id: int, code: str, *, now: datetime) -> AppointmentInfo:
    """Free the place; repeated, it changes nothing. Raises AppointmentNotFound, AppointmentOver."""
    with tenancy.scope(communes=[commune_id]):
        row = locked(commune_id, code)
        if row.state == Appointment.State.BOOKED:
            row.state, row.ended_at = Appointment.State.CANCELLED, now
            row.save(update_fields=["state", "ended_at"])
            told = AppointmentCancelled(row.starts_at)
            events.record(row.id, told, commune_id=commune_id, actor=actor, now=now)
        elif row.state != Appointment.State.CANCELLED:
            raise AppointmentOver
        return appointment_info(row, window_of(commune_id, row.window_id))
