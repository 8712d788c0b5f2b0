"""The working calendar: which minutes count."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.blocks.organisation.rules.calendar import WorkingCalendar, to_minute
from motcua.blocks.organisation.rules.days import (
    OFFICE_HOURS,
    OFFICE_WEEK,
    DayException,
    DayKind,
    Season,
    Session,
)
from motcua.kernel.clock import VIETNAM

MORNING = Session(time(7), time(11, 30))
FRIDAY, SATURDAY, MONDAY = date(2026, 11, 6), date(2026, 11, 7), date(2026, 11, 9)
NAIVE = datetime.fromisoformat("2026-11-06T09:00")
OFFICE = WorkingCalendar()
# A calendar with everything in it: Saturday mornings, winter hours, a break, a swap and a half day.
VARIED = WorkingCalendar(
    week=(*OFFICE_WEEK[:5], (MORNING,), ()),
    seasons=(
        Season(date(2026, 11, 16), ((Session(time(8), time(12)), Session(time(13), time(16, 45))),) * 7),
    ),
    exceptions=(
        DayException(date(2026, 11, 3), DayKind.HOLIDAY, "Nghỉ"),
        DayException(date(2026, 11, 4), DayKind.COMPENSATION, "Nghỉ bù"),
        DayException(date(2026, 11, 5), DayKind.SWAP_OFF, "Nghỉ", swapped_with=date(2026, 11, 8)),
        DayException(date(2026, 11, 8), DayKind.SWAP_WORK, "Làm bù", swapped_with=date(2026, 11, 5)),
        DayException(date(2026, 11, 10), DayKind.HALF_DAY, "Hội nghị", sessions=(MORNING,)),
    ),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


moments = st.integers(min_value=0, max_value=30 * 24 * 60).map(
    lambda n: at("2026-11-01") + timedelta(minutes=n)
)
calendars = st.sampled_from([OFFICE, VARIED])
minutes = st.integers(min_value=0, max_value=6000)


def test_the_default_week_is_monday_to_friday_eight_hours() -> None:
    assert [OFFICE.is_working_day(FRIDAY + timedelta(days=n)) for n in range(4)] == [True, False, False, True]
    assert OFFICE.sessions(FRIDAY) == OFFICE_HOURS
    assert OFFICE.working_minutes_between(at("2026-11-06"), at("2026-11-07")) == 480


@pytest.mark.parametrize(
    ("on", "works"),
    [
        ("2026-11-02", True),
        ("2026-11-03", False),
        ("2026-11-04", False),
        ("2026-11-05", False),
        ("2026-11-07", True),
        ("2026-11-08", True),
        ("2026-11-10", True),
        ("2026-11-15", False),
        ("2026-11-22", True),
    ],
)
def test_exceptions_and_seasons_win_over_the_weekday(on: str, works: bool) -> None:
    assert VARIED.is_working_day(date.fromisoformat(on)) is works


def test_sessions_of_special_days() -> None:
    assert VARIED.sessions(SATURDAY) == (MORNING,)
    assert VARIED.sessions(date(2026, 11, 8)) == OFFICE_HOURS
    assert VARIED.sessions(date(2026, 11, 10)) == (MORNING,)
    assert VARIED.sessions(date(2026, 11, 15)) == ()
    assert VARIED.sessions(date(2026, 11, 16))[0] == Session(time(8), time(12))


def test_a_swapped_day_works_as_the_day_it_replaces() -> None:
    week = ((MORNING,), *OFFICE_WEEK[1:])
    row = DayException(SATURDAY, DayKind.SWAP_WORK, "Làm bù", swapped_with=FRIDAY)
    assert WorkingCalendar(week, (row,)).sessions(SATURDAY) == OFFICE_HOURS
    unpaired = DayException(SATURDAY, DayKind.SWAP_WORK, "Làm bù")
    assert WorkingCalendar(week, (unpaired,)).sessions(SATURDAY) == (MORNING,)
    own = DayException(SATURDAY, DayKind.SWAP_WORK, "Làm bù", sessions=(Session(time(9), time(10)),))
    assert WorkingCalendar(week, (own,)).sessions(SATURDAY) == (Session(time(9), time(10)),)


@pytest.mark.parametrize(
    ("now", "opening", "start"),
    [
        ("2026-11-06T06:00", "2026-11-06T07:00", "2026-11-06T07:00"),
        ("2026-11-06T07:00", "2026-11-06T07:00", "2026-11-06T07:00"),
        ("2026-11-06T09:59", "2026-11-06T09:59", "2026-11-06T09:59"),
        ("2026-11-06T11:30", "2026-11-06T13:30", "2026-11-06T11:30"),
        ("2026-11-06T12:00", "2026-11-06T13:30", "2026-11-06T13:30"),
        ("2026-11-06T17:00", "2026-11-09T07:00", "2026-11-06T17:00"),
        ("2026-11-06T17:01", "2026-11-09T07:00", "2026-11-09T07:00"),
        ("2026-11-08T10:00", "2026-11-09T07:00", "2026-11-09T07:00"),
    ],
)
def test_next_opening_and_start_of_counting(now: str, opening: str, start: str) -> None:
    assert OFFICE.next_opening(at(now)) == at(opening)
    assert OFFICE.counting_start(at(now)) == at(start)


def test_working_days_are_counted_from_the_day_after() -> None:
    assert OFFICE.working_day_after(FRIDAY) == MONDAY
    assert OFFICE.working_day_after(SATURDAY, 2) == date(2026, 11, 10)
    assert OFFICE.working_day_from(SATURDAY) == MONDAY
    assert OFFICE.working_day_from(FRIDAY) == FRIDAY
    with pytest.raises(ValueError, match="starts at 1"):
        OFFICE.working_day_after(FRIDAY, 0)


@pytest.mark.parametrize(
    ("wanted", "clamped"),
    [
        ("2026-11-06T05:00", "2026-11-06T07:00"),
        ("2026-11-06T12:00", "2026-11-06T13:30"),
        ("2026-11-06T17:00", "2026-11-06T17:00"),
        ("2026-11-06T19:00", "2026-11-06T17:00"),
        ("2026-11-10T16:00", "2026-11-10T11:30"),
    ],
)
def test_clamp_stays_on_the_day(wanted: str, clamped: str) -> None:
    assert VARIED.clamp(at(wanted)) == at(clamped)


def test_a_day_off_has_no_close() -> None:
    assert VARIED.close(date(2026, 11, 10)) == at("2026-11-10T11:30")
    with pytest.raises(ValueError, match="not a working day"):
        OFFICE.close(SATURDAY)
    with pytest.raises(ValueError, match="not a working day"):
        OFFICE.clamp(at("2026-11-07T10:00"))


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-11-06T16:00", 60, "2026-11-06T17:00"),
        ("2026-11-06T16:00", 61, "2026-11-09T07:01"),
        ("2026-11-06T11:00", 60, "2026-11-06T14:00"),
        ("2026-11-06T17:00", 0, "2026-11-06T17:00"),
        ("2026-11-07T08:00", 0, "2026-11-09T07:00"),
        ("2026-11-06T07:00", 480, "2026-11-06T17:00"),
        ("2026-11-06T07:00", 2400, "2026-11-12T17:00"),
    ],
)
def test_adding_minutes_ends_at_a_close_before_the_next_opening(start: str, count: int, end: str) -> None:
    assert OFFICE.add_working_minutes(at(start), count) == at(end)


def test_negative_minutes_cannot_be_added() -> None:
    with pytest.raises(ValueError, match="negative"):
        OFFICE.add_working_minutes(at("2026-11-06T09:00"), -1)


@given(calendars, moments, moments)
def test_between_agrees_with_counting_every_minute(
    calendar: WorkingCalendar, a: datetime, b: datetime
) -> None:
    first, last = min(a, b), min(max(a, b), min(a, b) + timedelta(days=3))
    step, counted = first, 0
    while step < last:
        counted += any(each.start <= step.time() < each.end for each in calendar.sessions(step.date()))
        step += timedelta(minutes=1)
    assert calendar.working_minutes_between(first, last) == counted
    assert calendar.working_minutes_between(last, first) == -counted


@given(calendars, moments, minutes)
def test_between_undoes_add(calendar: WorkingCalendar, start: datetime, count: int) -> None:
    end = calendar.add_working_minutes(start, count)
    assert calendar.working_minutes_between(start, end) == count
    assert calendar.clamp(end) == end


@given(calendars, moments, minutes, minutes)
def test_adding_twice_is_adding_the_sum(calendar: WorkingCalendar, start: datetime, n: int, m: int) -> None:
    twice = calendar.add_working_minutes(calendar.add_working_minutes(start, n), m)
    assert twice == calendar.add_working_minutes(start, n + m)


@given(calendars, moments, moments, moments)
def test_between_is_additive(calendar: WorkingCalendar, a: datetime, b: datetime, c: datetime) -> None:
    between = calendar.working_minutes_between
    assert between(a, b) + between(b, c) == between(a, c)


@given(calendars, moments, moments)
def test_opening_start_and_sum_never_go_back(calendar: WorkingCalendar, a: datetime, b: datetime) -> None:
    a, b = min(a, b), max(a, b)
    assert a <= calendar.counting_start(a) <= calendar.next_opening(a)
    assert calendar.counting_start(a) <= calendar.counting_start(b)
    assert calendar.next_opening(a) <= calendar.next_opening(b)
    assert calendar.add_working_minutes(a, 500) <= calendar.add_working_minutes(b, 500)


def test_moments_are_read_on_the_clock_of_vietnam_to_the_minute() -> None:
    utc = datetime(2026, 11, 6, 9, 0, 59, 999, tzinfo=UTC)
    assert to_minute(utc) == at("2026-11-06T16:00")
    assert to_minute(utc).tzinfo is VIETNAM
    assert OFFICE.add_working_minutes(utc, 30).isoformat() == "2026-11-06T16:30:00+07:00"


@pytest.mark.parametrize("method", ["next_opening", "counting_start", "clamp"])
def test_naive_moments_are_refused(method: str) -> None:
    with pytest.raises(ValueError, match="time zone"):
        getattr(OFFICE, method)(NAIVE)


def test_naive_moments_are_refused_in_arithmetic() -> None:
    naive, aware = NAIVE, at("2026-11-06T09:00")
    with pytest.raises(ValueError, match="time zone"):
        OFFICE.add_working_minutes(naive, 1)
    with pytest.raises(ValueError, match="time zone"):
        OFFICE.working_minutes_between(naive, aware)
    with pytest.raises(ValueError, match="time zone"):
        OFFICE.working_minutes_between(aware, naive)


def test_impossible_calendars_are_refused() -> None:
    evening = Session(time(18), time(20))
    with pytest.raises(ValueError, match="seven days"):
        WorkingCalendar(week=OFFICE_WEEK[:6])
    with pytest.raises(ValueError, match="at least one"):
        WorkingCalendar(week=((),) * 7)
    with pytest.raises(ValueError, match="at least one"):
        WorkingCalendar(seasons=(Season(FRIDAY, ((),) * 7),))
    with pytest.raises(ValueError, match="seasons"):
        WorkingCalendar(seasons=(Season(FRIDAY, OFFICE_WEEK), Season(FRIDAY, OFFICE_WEEK)))
    with pytest.raises(ValueError, match="order"):
        WorkingCalendar(week=((evening, MORNING), *OFFICE_WEEK[1:]))
    with pytest.raises(ValueError, match="same day"):
        WorkingCalendar(exceptions=(DayException(FRIDAY, DayKind.HOLIDAY, "A"),) * 2)


def test_impossible_days_are_refused() -> None:
    with pytest.raises(ValueError, match="after it starts"):
        Session(time(11), time(11))
    with pytest.raises(ValueError, match="whole minutes"):
        Session(time(7, 0, 1), time(11))
    with pytest.raises(ValueError, match="lists no session"):
        DayException(FRIDAY, DayKind.HALF_DAY, "Nửa ngày")
    with pytest.raises(ValueError, match="cannot have sessions"):
        DayException(FRIDAY, DayKind.HOLIDAY, "Lễ", sessions=(MORNING,))
    with pytest.raises(ValueError, match="order"):
        DayException(FRIDAY, DayKind.HALF_DAY, "Nửa ngày", sessions=(MORNING, MORNING))
