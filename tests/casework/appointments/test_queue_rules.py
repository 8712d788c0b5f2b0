"""Slots, turns, codes, groups and times: pure rules."""

from collections import deque
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.blocks.organisation.api import Session
from motcua.casework.appointments.rules import calling, codes, defaults, slots, times
from motcua.casework.appointments.rules.calling import Waiting, in_turn
from motcua.kernel.clock import VIETNAM

ON = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM)
LATE = timedelta(minutes=10)
OFFICE = (Session(time(7, 0), time(11, 30)), Session(time(13, 30), time(17, 0)))


def waits(number: int, group: str = "", booked: int | None = None, came: int = 0) -> Waiting:
    """A ticket that came `came` minutes after eight, booked for so many minutes after eight."""
    hour = None if booked is None else NOW + timedelta(minutes=booked)
    return Waiting(UUID(int=number), NOW + timedelta(minutes=came), number, group, hour)


def turns(waiting, called=(), minute=0, most=2):
    order = in_turn(waiting, called, NOW + timedelta(minutes=minute), most=most, late=LATE)
    return [one.number for one, _ in order]


def test_slots_fill_the_sessions_and_leave_what_holds_no_whole_one():
    made = slots.slots_of(UUID(int=1), ON, OFFICE, 60, 2)
    hours = [f"{slot.starts_at:%H:%M}" for slot in made]
    assert hours == ["07:00", "08:00", "09:00", "10:00", "13:30", "14:30", "15:30"]
    assert all(slot.capacity == 2 and slot.ends_at - slot.starts_at == timedelta(hours=1) for slot in made)


def test_a_day_off_and_a_window_without_places_offer_nothing():
    assert slots.slots_of(UUID(int=1), ON, (), 15, 2) == ()
    assert slots.slots_of(UUID(int=1), ON, OFFICE, 15, 0) == ()
    with pytest.raises(ValueError, match="0 minutes"):
        slots.slots_of(UUID(int=1), ON, OFFICE, 0, 1)


def test_an_appointment_stands_only_in_its_own_slot_and_place():
    made = slots.slots_of(UUID(int=1), ON, OFFICE, 30, 1)
    eight, half = NOW, NOW + timedelta(minutes=30)
    assert slots.is_kept(eight, half, 1, made)
    assert not slots.is_kept(eight, half, 2, made)
    assert not slots.is_kept(eight, half + timedelta(minutes=15), 1, made)
    assert not slots.is_kept(NOW.replace(hour=12), NOW.replace(hour=12, minute=30), 1, made)


def test_groups_then_due_appointments_then_the_order_of_arrival():
    waiting = [waits(1), waits(2, came=1), waits(3, booked=5, came=2), waits(4, "elderly", came=3)]
    assert turns(waiting, minute=10) == [4, 3, 1, 2]
    # Before its hour an appointment waits in the order of arrival.
    assert turns(waiting, minute=4) == [4, 1, 2, 3]


def test_who_comes_late_to_an_appointment_waits_in_the_order_of_arrival():
    late, ordinary = waits(1, booked=0, came=11), waits(2, came=5)
    assert turns([late, ordinary], minute=20) == [2, 1]
    assert turns([waits(1, booked=0, came=10), ordinary], minute=20) == [1, 2]


def test_after_two_who_go_before_one_of_the_order_of_arrival_is_called():
    waiting = [waits(1), waits(2), *(waits(number, "disabled", came=number) for number in range(3, 8))]
    assert turns(waiting) == [3, 4, 1, 5, 6, 2, 7]
    assert turns(waiting, called=["group", "group"])[0] == 1
    assert turns(waiting, called=["arrival", "group", "group"])[0] == 3


def test_groups_do_not_keep_a_due_appointment_waiting_without_end():
    waiting = [waits(9, booked=0), *(waits(number, "war_invalid", came=number) for number in range(1, 6))]
    assert turns(waiting, minute=5) == [1, 2, 9, 3, 4, 5]


CAME = st.lists(st.sampled_from(["ordinary", "group", "booked", "call"]), max_size=80)


@given(CAME, st.integers(1, 4))
def test_nobody_is_overtaken_without_end(story, most):
    """Whoever has `n` of the order of arrival before them is called after at most (n + 1) * (most + 1) calls."""
    waiting: list[Waiting] = []
    called: deque[str] = deque()
    bound: dict[int, int] = {}
    for minute, step in enumerate(story):
        now = NOW + timedelta(minutes=minute)
        if step == "call":
            order = in_turn(waiting, list(called), now, most=most, late=LATE)
            assert sorted(one.number for one, _ in order) == sorted(one.number for one in waiting)
            if not order:
                continue
            one, rank = order[0]
            waiting.remove(one)
            called.appendleft(rank)
            bound = {number: left - 1 for number, left in bound.items() if number != one.number}
            assert all(left > 0 for left in bound.values()), (one, bound)
            continue
        if step == "ordinary":
            before = sum(calling.rank_of(one, now, LATE) == calling.ARRIVAL for one in waiting)
            bound[minute] = (before + 1) * (most + 1) + 1
        group = "elderly" if step == "group" else ""
        hour = now if step == "booked" else None
        waiting.append(Waiting(uuid4(), now, minute, group, hour))


def test_codes_are_read_however_they_are_typed_or_scanned():
    code = codes.code_from_number(123_456_789)
    for typed in (
        code, code.lower(), codes.shown_code(code), f" {code[:4]} {code[4:]} ",
        f"https://xa.vn/hen-gio/{code}/", f"https://xa.vn/hen-gio/{code}?x=1",
    ):  # fmt: skip
        assert codes.read_code(typed) == code, typed
    for wrong in ("", "ABC", code + "2", code[:-1] + "O", "https://xa.vn/tra-cuu/1/"):
        assert codes.read_code(wrong) == "", wrong
    with pytest.raises(ValueError, match="not below"):
        codes.code_from_number(codes.COUNT)


def test_a_number_is_said_sign_by_sign():
    assert codes.shown_number("A", 7) == "A007" and codes.shown_number("H", 1234) == "H1234"
    assert codes.spoken("A", 15, 2) == "Mời số a không một năm đến cửa số 2"
    assert codes.spoken("H", 120, 1) == "Mời số hát một hai không đến cửa số 1"


def test_groups_have_a_basis_and_hold_from_their_day():
    names = {one.key: one for one in defaults.groups_on(ON)}
    assert set(names) == {"elderly", "disabled", "pregnant", "war_invalid"}
    assert all(one.basis for one in names.values())
    assert "war_invalid" not in {one.key for one in defaults.groups_on(date(2021, 6, 30))}
    assert "war_invalid" in {one.key for one in defaults.groups_on(date(2021, 7, 1))}


def test_a_commune_ends_a_group_and_adds_its_own_from_a_day_on():
    ended = defaults.Group("pregnant", "", "QĐ 1", ON, offered=False, own=True)
    added = defaults.Group("lone_child", "Trẻ đi một mình", "QĐ 2", ON, own=True)
    assert "pregnant" in {one.key for one in defaults.groups_on(ON - timedelta(days=1), [ended, added])}
    keys = {one.key for one in defaults.groups_on(ON, [ended, added])}
    assert "pregnant" not in keys and "lone_child" in keys


def test_limits_are_read_by_day():
    limits = defaults.limits_on(ON)
    assert (limits.most_before, limits.late_minutes, limits.days_ahead) == (2, 10, 14)
    assert defaults.limits_on(date(2010, 1, 1)) == limits


def passed(came: int, waited: int, served: int | None, window: int = 1) -> times.Passed:
    taken = NOW + timedelta(minutes=came)
    called = taken + timedelta(minutes=waited)
    ended = None if served is None else called + timedelta(minutes=served)
    return times.Passed(UUID(int=window), taken, called, called, ended)


def test_medians_of_waiting_and_service():
    told = times.medians_of([passed(0, 4, 10), passed(1, 6, 20), passed(2, 30, None)])
    assert (told.tickets, told.waited, told.longest, told.served) == (3, 6, 30, 15)
    assert times.medians_of([]) == times.Medians(0, None, None, None)


def test_waiting_ends_with_the_first_call_and_service_begins_with_the_last():
    minute = timedelta(minutes=1)
    again = times.Passed(UUID(int=1), NOW, NOW + 5 * minute, NOW + 8 * minute, NOW + 10 * minute)
    assert (again.waited, again.served) == (5 * minute, 2 * minute)


def test_medians_by_hour_and_window():
    tickets = [passed(0, 5, 5), passed(61, 7, 9, window=2), passed(150, 9, None, window=2)]
    assert [hour for hour, _ in times.by_hour(tickets)] == [8, 9, 10]
    windows = times.by_window(tickets)
    assert windows[UUID(int=1)].waited == 5 and windows[UUID(int=2)].waited == 8
