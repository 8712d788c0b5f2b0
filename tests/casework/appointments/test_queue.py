"""Tickets: taken, checked in, called in turn, again, put aside, served; what the screen shows; time measured."""

from datetime import timedelta
from uuid import uuid4

import pytest

from motcua.casework.appointments import api as appointments
from motcua.casework.appointments.models import Ticket
from motcua.kernel.errors import InvalidInput, NotAllowed
from tests.casework.appointments.conftest import at, close_day, make_hall
from tests.factories.effects import event_names
from tests.factories.organisation import NOW, TODAY, make_officer


def check_in(hall, booked, minute: int = 0, days: int = 0):
    now = NOW + timedelta(minutes=minute, days=days)
    return appointments.check_in(hall.kiosk, booked.code, now=now)


def test_numbers_run_by_day_and_commune(hall):
    assert [hall.ticket() for _ in range(3)] == ["A001", "A002", "A003"]
    assert make_hall().ticket() == "A001"
    assert hall.ticket(minute=2 * 24 * 60) == "A001"


def test_numbers_are_called_in_turn_and_nobody_is_left(hall):
    for minute, group in enumerate(["", "", "elderly", "disabled", "pregnant"]):
        hall.ticket(group, minute)
    assert [hall.next(minute=10) for _ in range(6)] == ["A003", "A004", "A001", "A005", "A002", ""]


def test_a_group_that_is_none_is_refused(hall):
    with pytest.raises(InvalidInput) as refused:
        appointments.take_ticket(hall.kiosk, "friend", now=NOW)
    assert "group" in refused.value.errors


def test_an_appointment_gets_one_number_by_its_code(hall):
    booked = hall.book("08:30")
    ticket = check_in(hall, booked)
    assert ticket.shown == "H001" and ticket.booked_for == at("08:30")
    assert check_in(hall, booked).id == ticket.id
    found = appointments.get_appointment(hall.commune.id, booked.code)
    assert found.state is appointments.AppointmentState.ARRIVED
    # Its place is not free for somebody else.
    hours = {one.starts_at: one.left for one in appointments.list_hours(hall.commune.id, TODAY, now=NOW)}
    assert hours[at("08:30")] == 1
    hall.book("08:30", "0905123402")
    with pytest.raises(appointments.SlotTaken):
        hall.book("08:30", "0905123403")


def test_an_appointment_is_called_when_its_hour_has_come(hall):
    check_in(hall, hall.book("08:30"))
    for minute in (1, 2, 3):
        hall.ticket(minute=minute)
    assert hall.next(minute=31) == "H001"
    assert hall.next(minute=32) == "A001"


@pytest.mark.parametrize(
    ("hour", "days", "minute", "said"),
    [("10:00", 0, 0, "sớm nhất là 60 phút"), ("08:30", 2, 0, "không phải hôm nay")],
)
def test_no_number_before_its_time(hall, hour, days, minute, said):
    booked = appointments.book(hall.kiosk, hall.commune.id, at(hour, days), "0905123402", now=NOW)
    with pytest.raises(appointments.NotThisHour, match=said):
        check_in(hall, booked, minute)


def test_a_cancelled_appointment_gets_no_number(hall):
    booked = hall.book("08:30")
    appointments.cancel_appointment(hall.kiosk, hall.commune.id, booked.code, now=NOW)
    with pytest.raises(appointments.AppointmentOver):
        check_in(hall, booked)
    with pytest.raises(appointments.AppointmentNotFound):
        appointments.check_in(hall.kiosk, "khong co", now=NOW)


def test_no_numbers_on_a_day_off_and_after_the_last_session(hall):
    close_day(hall, 2)
    for later in (timedelta(days=2), timedelta(days=1), timedelta(hours=9)):
        with pytest.raises(appointments.HallClosed):
            appointments.take_ticket(hall.kiosk, now=NOW + later)
    appointments.take_ticket(hall.kiosk, now=NOW + timedelta(hours=8, minutes=59))


def test_two_windows_get_two_numbers_and_a_window_ends_what_it_had(hall):
    hall.ticket(), hall.ticket()
    assert (hall.next(0), hall.next(1)) == ("A001", "A002")
    hall.ticket()
    assert hall.next(0) == "A003"
    screen = appointments.read_screen(hall.commune.id, now=NOW)
    assert {(call.number, call.window) for call in screen.calls} == {("A003", 1), ("A002", 2)}
    assert [call.number for call in screen.lately] == ["A001"]


def test_a_press_sent_twice_passes_nobody_over(hall):
    hall.ticket(), hall.ticket()
    key = uuid4()
    first = appointments.call_next(hall.officer, hall.windows[0], key=key, now=NOW)
    assert appointments.call_next(hall.officer, hall.windows[0], key=key, now=NOW) == first
    assert appointments.read_screen(hall.commune.id, now=NOW).waiting == 1


def test_again_absent_and_back_in_the_queue(hall):
    hall.ticket(), hall.ticket(minute=1)
    window = hall.windows[0]
    called = appointments.call_next(hall.officer, window, now=NOW)
    before = appointments.read_screen(hall.commune.id, now=NOW).calls[0].id
    again = appointments.call_again(hall.officer, window, called.id, now=NOW)
    assert again.calls == 2 and appointments.read_screen(hall.commune.id, now=NOW).calls[0].id != before
    appointments.mark_absent(hall.officer, window, called.id, now=NOW)
    queue = appointments.read_queue(hall.officer, window, now=NOW)
    assert queue.current is None and [one.shown for one in queue.absent] == ["A001"]
    appointments.bring_back(hall.officer, called.id, now=NOW)
    assert hall.next(minute=2) == "A001"
    with pytest.raises(appointments.NotAtThisWindow):
        appointments.bring_back(hall.officer, called.id, now=NOW)


def test_an_old_page_ends_nothing_at_another_number(hall):
    hall.ticket(), hall.ticket()
    window = hall.windows[0]
    called = appointments.call_next(hall.officer, window, now=NOW)
    hall.next(0)
    for act in (appointments.call_again, appointments.mark_absent, appointments.serve):
        with pytest.raises(appointments.NotAtThisWindow):
            act(hall.officer, window, called.id, now=NOW)
    with pytest.raises(appointments.WindowNotFound):
        appointments.call_next(hall.officer, uuid4(), now=NOW)


def test_calls_are_in_the_log_with_numbers_and_windows_only(hall):
    hall.ticket()
    called = appointments.call_next(hall.officer, hall.windows[0], now=NOW)
    appointments.serve(hall.officer, hall.windows[0], called.id, now=NOW)
    assert event_names(hall.commune.id, called.id) == ["TicketCalled", "TicketServed"]


def test_the_screen_says_numbers_and_windows_and_nothing_of_people(hall):
    check_in(hall, hall.book("08:30", "0905123402"))
    hall.next(minute=31)
    now = NOW + timedelta(minutes=31)
    screen = appointments.read_screen(hall.commune.id, now=now)
    [call] = screen.calls
    assert call.said == "Mời số hát không không một đến cửa số 1"
    assert "0905" not in repr(screen) and set(vars(call)) == {"id", "number", "window", "said"}


def test_waiting_and_service_are_measured(hall):
    hall.ticket(minute=0), hall.ticket("elderly", minute=0), hall.ticket(minute=10)
    # Called after 5, 8 and 20 minutes; served 3, 22 and not yet.
    assert [hall.next(minute=minute) for minute in (5, 8, 30)] == ["A002", "A001", "A003"]
    told = appointments.read_times(hall.director, TODAY, TODAY)
    assert (told.whole.tickets, told.whole.waited, told.whole.longest) == (3, 8, 20)
    assert told.whole.served == 12 and told.first.waited == 5
    assert [hour for hour, _ in told.hours] == [8]
    assert [name for name, _ in told.windows] == ["Cửa 1: Hộ tịch 1"]
    with pytest.raises(InvalidInput):
        appointments.read_times(hall.director, TODAY, TODAY - timedelta(days=1))
    with pytest.raises(NotAllowed):
        appointments.read_times(hall.officer, TODAY, TODAY)


def test_only_who_may_calls_numbers(hall):
    handler = make_officer(hall.commune.id, "handler", full_name="Đinh Văn Nơ")
    with pytest.raises(NotAllowed):
        appointments.call_next(handler, hall.windows[0], now=NOW)
    with pytest.raises(NotAllowed):
        appointments.take_ticket(handler, now=NOW)


def test_another_communes_window_is_out_of_reach(hall):
    stranger = make_hall()
    hall.ticket()
    with pytest.raises(appointments.WindowNotFound):
        appointments.call_next(stranger.officer, hall.windows[0], now=NOW)
    assert stranger.next(0) == ""


def test_a_commune_decides_who_is_called_first(hall):
    decide = appointments.decide_group
    ended = appointments.GroupDecision("pregnant", "Phụ nữ mang thai", "QĐ 12/QĐ-UBND", TODAY, offered=False)
    added = appointments.GroupDecision("", "Trẻ em đi một mình", "QĐ 12/QĐ-UBND", TODAY, offered=True)
    decide(hall.director, ended, now=NOW)
    decide(hall.director, added, now=NOW)
    keys = {one.key for one in appointments.groups_of(hall.commune.id, TODAY)}
    assert "pregnant" not in keys and "tre_em_di_mot_minh" in keys
    hall.ticket(), hall.ticket("tre_em_di_mot_minh")
    assert hall.next() == "A002"
    with pytest.raises(InvalidInput) as refused:
        decide(hall.director, appointments.GroupDecision("", "", "", None, offered=True), now=NOW)
    assert set(refused.value.errors) == {"group_name", "basis", "group_from"}


def test_a_machine_is_known_by_its_secret_until_it_is_ended(hall):
    device, secret = appointments.open_device(hall.director, "kiosk", "Máy ở cửa", now=NOW)
    assert appointments.find_device(hall.commune.id, secret).kind is appointments.DeviceKind.KIOSK
    assert appointments.find_device(make_hall().commune.id, secret) is None
    assert appointments.find_device(hall.commune.id, secret + "x") is None
    appointments.end_device(hall.director, device, now=NOW)
    assert appointments.find_device(hall.commune.id, secret) is None
    assert appointments.list_devices(hall.director) == []


def test_tickets_say_nothing_of_a_person():
    personal = [field.name for field in Ticket._meta.get_fields() if getattr(field, "personal", None)]
    assert personal == [] and "applicant_id" not in {field.name for field in Ticket._meta.get_fields()}
