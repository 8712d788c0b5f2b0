"""Appointments: offered from the calendar, booked by a telephone number, moved, given back, told when unkept."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.blocks.messaging import api as messaging
from motcua.casework.appointments import api as appointments
from motcua.casework.appointments.models import Appointment
from motcua.kernel import tenancy
from motcua.kernel.actors import ANONYMOUS
from motcua.kernel.errors import InvalidInput, NotAllowed
from tests.casework.appointments.conftest import PHONE, at, close_day, make_hall
from tests.factories.effects import event_names, run_effects
from tests.factories.organisation import NOW, TODAY, make_officer

State = appointments.AppointmentState


def left(hall, hour: str) -> int:
    hours = {one.starts_at: one.left for one in appointments.list_hours(hall.commune.id, TODAY, now=NOW)}
    return hours.get(at(hour), -1)


def state_of(hall, booked) -> State:
    return appointments.get_appointment(hall.commune.id, booked.code).state


def test_days_come_from_the_working_calendar(hall):
    close_day(hall, 2)
    days = appointments.list_days(hall.commune.id, now=NOW)
    # The nation is off on the second day, the commune on the third.
    assert [one.on.weekday() for one in days] == [0, 3, 4, 0, 1, 2, 3, 4, 0]
    # Two windows with two and two times nine and seven half hours; on the first day what has begun is over.
    assert days[1].left == 2 * 16 and days[0].left == 2 * 13
    assert left(hall, "08:00") == -1 and left(hall, "08:30") == 2 and left(hall, "11:30") == -1


def test_a_telephone_number_is_enough(hall):
    booked = hall.book("09:00")
    assert (booked.phone, booked.state, booked.applicant_id) == ("0905123401", State.BOOKED, None)
    assert left(hall, "09:00") == 1
    again = appointments.get_appointment(hall.commune.id, f"https://xa/hen-gio/{booked.shown}/")
    assert again.starts_at == at("09:00") and again.window_number == 1
    assert event_names(hall.commune.id, booked.id) == ["AppointmentBooked"]


@pytest.mark.parametrize(
    ("typed", "said"), [("", "Hãy điền số điện thoại"), ("12", "10 chữ số"), ("abc", "chữ số")]
)
def test_a_number_that_is_none_is_told_at_its_field(hall, typed, said):
    with pytest.raises(InvalidInput) as refused:
        hall.book("09:00", typed)
    assert said in refused.value.errors["phone"]


def test_the_last_place_is_given_once(hall):
    hall.book("09:00", "0905123402")
    hall.book("09:00", "0905123403")
    with pytest.raises(appointments.SlotTaken):
        hall.book("09:00", "0905123404")


@pytest.mark.parametrize("hour", ["08:00", "12:00", "09:10", "18:00"])
def test_only_hours_that_are_offered_are_given(hall, hour):
    with pytest.raises(appointments.SlotTaken):
        hall.book(hour)


def test_no_further_than_the_days_ahead(hall):
    with pytest.raises(appointments.SlotTaken):
        appointments.book(ANONYMOUS, hall.commune.id, at("09:00", days=15), PHONE, now=NOW)
    appointments.book(ANONYMOUS, hall.commune.id, at("09:00", days=14), PHONE, now=NOW)


def test_one_number_does_not_hold_all_places(hall):
    hall.book("09:00")
    booked = hall.book("09:30")
    with pytest.raises(InvalidInput, match="Có chỗ cần sửa") as refused:
        hall.book("10:00")
    assert "đã có 2 lịch hẹn" in refused.value.errors["phone"]
    appointments.cancel_appointment(ANONYMOUS, hall.commune.id, booked.code, now=NOW)
    hall.book("10:00")


def test_overbooking_is_refused_by_the_table_itself(hall):
    booked = hall.book("09:00")
    with tenancy.scope(communes=[hall.commune.id]):
        row = Appointment.objects.get(commune_id=hall.commune.id, id=booked.id)
        for change, constraint in (({}, "place_once"), ({"place": 2}, "place_of_slot")):
            twin = Appointment(
                commune_id=row.commune_id, code=f"TWIN{len(constraint):04}", window_id=row.window_id, booked_at=NOW,
                starts_at=row.starts_at, ends_at=row.ends_at, **{"place": 1, "capacity": 1, **change},
            )  # fmt: skip
            with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
                twin.save(force_insert=True)


def test_another_hour_under_the_same_code(hall):
    booked = hall.book("09:00")
    moved = appointments.move_appointment(ANONYMOUS, hall.commune.id, booked.code, at("10:00"), now=NOW)
    assert (moved.code, moved.starts_at) == (booked.code, at("10:00"))
    assert left(hall, "09:00") == 2 and left(hall, "10:00") == 1
    with pytest.raises(appointments.SlotTaken):
        appointments.move_appointment(ANONYMOUS, hall.commune.id, booked.code, at("12:00"), now=NOW)
    assert appointments.get_appointment(hall.commune.id, booked.code).starts_at == at("10:00")


def test_a_place_given_back_is_free_at_once(hall):
    booked = hall.book("09:00")
    for _ in range(2):
        gone = appointments.cancel_appointment(ANONYMOUS, hall.commune.id, booked.code, now=NOW)
        assert gone.state is State.CANCELLED
    assert left(hall, "09:00") == 2
    with pytest.raises(appointments.AppointmentOver):
        appointments.move_appointment(ANONYMOUS, hall.commune.id, booked.code, at("10:00"), now=NOW)
    assert event_names(hall.commune.id, booked.id) == ["AppointmentBooked", "AppointmentCancelled"]


def test_a_wrong_code_opens_nothing(hall):
    hall.book("09:00")
    other = make_hall()
    booked = other.book("09:00")
    for code in ("", "23456789", booked.code):
        with pytest.raises(appointments.AppointmentNotFound):
            appointments.get_appointment(hall.commune.id, code)
        with pytest.raises(appointments.AppointmentNotFound):
            appointments.cancel_appointment(ANONYMOUS, hall.commune.id, code, now=NOW)


def test_a_day_that_closes_is_told_to_those_who_booked(hall, citizen):
    def booked_by(actor, phone):
        return appointments.book(actor, hall.commune.id, at("09:00", days=2), phone, now=NOW)

    mine, somebodys = booked_by(citizen, "0905123402"), booked_by(ANONYMOUS, "0905123403")
    other_day = hall.book("10:00")
    close_day(hall, 2)
    run_effects(hall.commune.id)
    assert state_of(hall, mine) is State.UNKEPT and state_of(hall, somebodys) is State.UNKEPT
    assert state_of(hall, other_day) is State.BOOKED
    [message] = messaging.list_messages(citizen)
    assert "không giữ được" in message.subject and f"/hen-gio/{mine.code}/" in message.body
    # Who left a telephone number alone is called by somebody of the desk.
    [untold] = appointments.list_untold(hall.officer, now=NOW)
    assert untold.phone == "0905123403"
    appointments.note_told(hall.officer, untold.id, now=NOW)
    assert appointments.list_untold(hall.officer, now=NOW) == []
    # The code still serves for another hour.
    moved = appointments.move_appointment(citizen, hall.commune.id, mine.code, at("09:00", days=3), now=NOW)
    assert moved.state is State.BOOKED
    assert appointments.recheck(hall.commune.id, now=NOW) == 0


def test_a_window_that_closes_and_a_rule_that_changes_release_what_they_cannot_keep(hall):
    first = hall.book("09:00", "0905123402")
    second = hall.book("09:00", "0905123403")
    assert {first.window_number, second.window_number} == {1, 2}
    assert appointments.close_window(hall.director, hall.windows[0], now=NOW) == 1
    assert appointments.set_slots(hall.director, hall.windows[1], 30, 2, TODAY, now=NOW) == 0
    assert appointments.set_slots(hall.director, hall.windows[1], 45, 2, TODAY, now=NOW) == 1
    assert state_of(hall, first) is State.UNKEPT and state_of(hall, second) is State.UNKEPT


def test_numbers_are_forgotten_and_who_did_not_come_is_written_down(hall):
    booked = hall.book("09:00")
    assert appointments.tidy(hall.commune.id, now=NOW + timedelta(days=1)) == (1, 0)
    assert state_of(hall, booked) is State.MISSED
    assert appointments.tidy(hall.commune.id, now=NOW + timedelta(days=30)) == (0, 0)
    assert appointments.tidy(hall.commune.id, now=NOW + timedelta(days=31)) == (0, 1)
    assert appointments.get_appointment(hall.commune.id, booked.code).phone == ""


def test_a_citizen_sees_what_they_booked_when_logged_in(hall, citizen):
    hall.book("09:00", "0905123402")
    mine = hall.book("09:30", "0905123403", citizen)
    assert [one.id for one in appointments.list_own(citizen, hall.commune.id, now=NOW)] == [mine.id]
    assert appointments.list_own(ANONYMOUS, hall.commune.id, now=NOW) == []


def test_only_who_may_settles_the_hall(hall):
    handler = make_officer(hall.commune.id, "handler", full_name="Đinh Văn Nơ")
    for actor in (handler, hall.officer):
        with pytest.raises(NotAllowed):
            appointments.open_window(actor, 3, "Đất đai", now=NOW)
        with pytest.raises(NotAllowed):
            appointments.set_slots(actor, hall.windows[0], 15, 1, TODAY, now=NOW)
    with pytest.raises(NotAllowed):
        appointments.list_untold(handler, now=NOW)


def test_what_cannot_be_a_window_or_a_rule_is_told_at_its_field(hall):
    with pytest.raises(InvalidInput) as refused:
        appointments.open_window(hall.director, None, " ", now=NOW)
    assert set(refused.value.errors) == {"number", "name"}
    with pytest.raises(InvalidInput) as refused:
        appointments.open_window(hall.director, 1, "Đất đai", now=NOW)
    assert "Đã có cửa số 1" in refused.value.errors["number"]
    yesterday = TODAY - timedelta(days=1)
    with pytest.raises(InvalidInput) as refused:
        appointments.set_slots(hall.director, hall.windows[0], 1, 99, yesterday, now=NOW)
    assert set(refused.value.errors) == {"minutes", "capacity", "valid_from"}
