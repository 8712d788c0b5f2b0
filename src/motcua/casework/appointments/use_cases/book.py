"""Take a place of a slot, or another one."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from motcua.blocks.forms import api as forms
from motcua.blocks.organisation import api as organisation
from motcua.casework.appointments.errors import AppointmentNotFound, AppointmentOver, SlotTaken
from motcua.casework.appointments.events import AppointmentBooked, AppointmentMoved
from motcua.casework.appointments.models import Appointment, Window
from motcua.casework.appointments.offers import free_places, read_hall, still_to_come, taken_between
from motcua.casework.appointments.queries import is_offered
from motcua.casework.appointments.rules.codes import COUNT, code_from_number, read_code
from motcua.casework.appointments.rules.defaults import limits_on
from motcua.casework.appointments.rules.slots import Slot
from motcua.casework.appointments.values import AppointmentInfo, appointment_info
from motcua.kernel import clock, events, sealing, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput

_PHONE = forms.Field(id="phone", type="phone", label="Số điện thoại")


def index_of(phone: str) -> bytes:
    """Return by what a telephone number is found again without being read."""
    return sealing.blind_index(phone, purpose="appointments.phone")


def book(
    actor: Actor,
    commune_id: int,
    starts_at: datetime,
    phone: str,
    *,
    now: datetime,
    procedure_code: str = "",
) -> AppointmentInfo:
    """Take a free place at an hour, in whichever window has most left. Nobody has to log in.

    Raises InvalidInput at `phone`, also when the number holds too many appointments; SlotTaken.
    """
    number = _number(phone)
    today = clock.local_date(now)
    with tenancy.scope(communes=[commune_id]):
        held = Appointment.objects.filter(
            commune_id=commune_id, phone_index=index_of(number), state=Appointment.State.BOOKED
        )
        most = limits_on(today).most_per_phone
        if len(held.filter(starts_at__gt=now).values_list("id", flat=True)[:most]) >= most:
            raise InvalidInput(
                {"phone": f"Số này đã có {most} lịch hẹn. Hãy đến theo lịch đã có, hoặc hủy bớt rồi hẹn lại."}
            )
        row = Appointment(
            commune_id=commune_id,
            applicant_id=actor.applicants[0] if actor.kind == "citizen" and actor.applicants else None,
            code=code_from_number(secrets.randbelow(COUNT)),
            procedure_code=procedure_code,
            phone=number,
            phone_index=index_of(number),
            booked_at=now,
        )
        window = _seat(row, starts_at, now)
        told = AppointmentBooked(row.window_id, row.starts_at)
        events.record(row.id, told, commune_id=commune_id, actor=actor, now=now, head=events.START)
        return appointment_info(row, window)


def move_appointment(
    actor: Actor, commune_id: int, code: str, starts_at: datetime, *, now: datetime
) -> AppointmentInfo:
    """Take another hour under the same code; the place held before is free at once.

    Raises AppointmentNotFound, AppointmentOver, SlotTaken: then the old hour stays.
    """
    with tenancy.scope(communes=[commune_id]):
        row = locked(commune_id, code)
        if row.state not in (Appointment.State.BOOKED, Appointment.State.UNKEPT) or row.phone is None:
            raise AppointmentOver
        row.state, row.ended_at = Appointment.State.BOOKED, None
        window = _seat(row, starts_at, now)
        told = AppointmentMoved(row.window_id, row.starts_at)
        events.record(row.id, told, commune_id=commune_id, actor=actor, now=now)
        return appointment_info(row, window)


def locked(commune_id: int, typed: str) -> Appointment:
    """Return the appointment of a code, locked, within the caller's scope. AppointmentNotFound."""
    rows = Appointment.objects.select_for_update().filter(commune_id=commune_id, code=read_code(typed))
    row = rows.first()
    if row is None:
        raise AppointmentNotFound
    return row


def phone_problem(phone: str) -> str:
    """Return what is wrong with a telephone number, empty when it is one."""
    try:
        _number(phone)
    except InvalidInput as refused:
        return refused.errors["phone"]
    return ""


def _number(phone: str) -> str:
    if not phone.strip():
        raise InvalidInput({"phone": "Hãy điền số điện thoại để cơ quan báo khi lịch hẹn thay đổi."})
    read = forms.parse(_PHONE, {"phone": phone})
    if read.problem or not isinstance(read.value, str):
        raise InvalidInput({"phone": read.problem or "Số điện thoại: hãy xem lại."})
    return read.value


def _seat(row: Appointment, starts_at: datetime, now: datetime) -> Window:
    """Write the row at a free place of the hour; SlotTaken when the last one goes to somebody else meanwhile."""
    on = clock.local_date(starts_at)
    if not is_offered(on, now):
        raise SlotTaken
    hall = read_hall(row.commune_id)
    calendar = organisation.working_calendar(row.commune_id, on)
    slots = [one for one in still_to_come(hall.slots(on, calendar), now) if one.starts_at == starts_at]
    taken = taken_between(row.commune_id, on, on)
    slots.sort(key=lambda slot: -len(free_places(slot, taken)))
    for slot in slots:
        if _takes(row, slot, free_places(slot, taken)):
            return hall.windows[slot.window_id]
    raise SlotTaken


def _takes(row: Appointment, slot: Slot, places: Iterable[int]) -> bool:
    """Try the places of a slot one after another: the constraint tells which was taken meanwhile."""
    row.window_id, row.starts_at, row.ends_at = slot.window_id, slot.starts_at, slot.ends_at
    row.capacity = slot.capacity
    for place in places:
        row.place = place
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError as refused:
            if "appointment_place_once" not in str(refused):
                raise
            continue
        return True
    return False
