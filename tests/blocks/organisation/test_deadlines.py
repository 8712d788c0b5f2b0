"""Terms and deadlines: the counting fixtures of the domain, then properties of all of them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.blocks.organisation.rules.calendar import WorkingCalendar
from motcua.blocks.organisation.rules.days import OFFICE_WEEK, DayException, DayKind, Session
from motcua.blocks.organisation.rules.deadlines import Term, Unit, due
from motcua.blocks.organisation.rules.holidays import default_exceptions
from motcua.kernel.clock import VIETNAM

MORNING = Session(time(7), time(11, 30))
OFFICIAL = WorkingCalendar(exceptions=default_exceptions(2025, 2031))
WITH_HALF_DAY = WorkingCalendar(
    exceptions=(DayException(date(2026, 11, 6), DayKind.HALF_DAY, "Hội nghị", sessions=(MORNING,)),)
)
CERTIFICATION = Term(1, Unit.SAME_DAY, time(15))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def working_days(value: int) -> Term:
    return Term(value, Unit.WORKING_DAY)


def days(value: int) -> Term:
    return Term(value, Unit.DAY)


def hours(value: int) -> Term:
    return Term(value, Unit.HOUR)


def months(value: int) -> Term:
    return Term(value, Unit.MONTH)


@pytest.mark.parametrize(
    ("rule", "accepted", "term", "expected"),
    [
        ("1 day 0 is not counted", "2026-11-02T10:15", working_days(3), "2026-11-05T10:15"),
        ("1 over a weekend", "2026-11-05T14:20", working_days(2), "2026-11-09T14:20"),
        ("2 hours are working minutes", "2026-11-06T16:00", hours(8), "2026-11-09T16:00"),
        ("3 after hours, in hours", "2026-11-06T17:05", hours(8), "2026-11-09T17:00"),
        ("3 after hours, in days", "2026-11-06T17:05", working_days(1), "2026-11-10T07:00"),
        ("3 online on Saturday", "2026-11-07T20:00", hours(8), "2026-11-09T17:00"),
        ("3 online on Sunday", "2026-11-08T09:30", working_days(1), "2026-11-10T07:00"),
        ("3 online on a holiday", "2026-09-02T09:30", hours(8), "2026-09-03T17:00"),
        ("4 swapped Saturday counts", "2026-08-21T10:00", working_days(1), "2026-08-22T10:00"),
        ("4 the day swapped for does not", "2026-08-28T10:00", working_days(1), "2026-09-03T10:00"),
        ("4 both in one term", "2026-08-21T10:00", working_days(7), "2026-09-03T10:00"),
        ("5 Tết 2026", "2026-02-13T10:00", working_days(1), "2026-02-23T10:00"),
        ("6 Hùng Kings on a Sunday", "2026-04-24T09:00", working_days(1), "2026-04-28T09:00"),
        ("7 ends on a Saturday", "2026-11-02T10:40", days(19), "2026-11-23T10:40"),
        ("7 ends on a Sunday", "2026-11-02T10:40", days(20), "2026-11-23T10:40"),
        ("7 taken in on a Sunday", "2026-11-01T10:40", days(20), "2026-11-23T07:00"),
        ("7 ends on a working day", "2026-11-02T10:40", days(21), "2026-11-23T10:40"),
        ("7 ends on a holiday", "2026-01-27T10:40", days(20), "2026-02-23T10:40"),
        ("9 same day number", "2026-10-05T08:00", months(1), "2026-11-05T08:00"),
        ("9 last day of a short month", "2027-08-31T08:00", months(1), "2027-09-30T08:00"),
        ("9 last day of February", "2025-12-31T08:00", months(2), "2026-03-02T08:00"),
        ("9 last day of a leap February", "2027-11-30T08:00", months(3), "2028-02-29T08:00"),
        ("9 over the year's end", "2026-11-19T08:00", months(14), "2028-01-19T08:00"),
        ("9 rolls over a day off", "2026-10-07T08:00", months(1), "2026-11-09T08:00"),
        ("9 into December", "2026-11-23T08:00", months(1), "2026-12-23T08:00"),
        ("9 taken in on a holiday", "2026-11-24T08:00", months(1), "2026-12-25T07:00"),
        ("10 before the cutoff", "2026-11-05T14:59", CERTIFICATION, "2026-11-05T17:00"),
        ("10 at the cutoff", "2026-11-05T15:00", CERTIFICATION, "2026-11-05T17:00"),
        ("10 within the printed minute", "2026-11-05T15:00:59", CERTIFICATION, "2026-11-05T17:00"),
        ("10 after the cutoff", "2026-11-05T15:01", CERTIFICATION, "2026-11-06T17:00"),
        ("10 after the cutoff on Friday", "2026-11-06T15:01", CERTIFICATION, "2026-11-09T17:00"),
        ("10 after closing", "2026-11-05T19:00", CERTIFICATION, "2026-11-06T17:00"),
        ("10 on Sunday evening", "2026-11-08T19:00", CERTIFICATION, "2026-11-09T17:00"),
        ("Tết 2030 as Viet Nam counts it", "2030-01-30T10:00", working_days(1), "2030-02-07T10:00"),
        ("working days after New Year 2026", "2025-12-31T09:00", working_days(6), "2026-01-10T09:00"),
    ],
)
def test_counting_fixtures(rule: str, accepted: str, term: Term, expected: str) -> None:
    deadline = due(at(accepted), term, OFFICIAL)
    assert deadline.due_at == at(expected), rule
    assert deadline.due_original == deadline.due_at


def test_a_saturday_end_of_exactly_twenty_days_rolls_to_monday_at_the_same_clock() -> None:
    """Twenty days before a Saturday is a Sunday: only an office that works that Sunday meets it."""
    sunday = DayException(date(2026, 11, 1), DayKind.SWAP_WORK, "Làm bù")
    calendar = WorkingCalendar(exceptions=(sunday,))
    assert due(at("2026-11-01T10:40"), days(20), calendar).due_at == at("2026-11-23T10:40")


def test_lunch_and_early_acceptance_start_at_the_next_opening() -> None:
    assert due(at("2026-11-05T12:10"), working_days(1), OFFICIAL).due_at == at("2026-11-06T13:30")
    assert due(at("2026-11-05T05:10"), working_days(1), OFFICIAL).due_at == at("2026-11-06T07:00")
    assert due(at("2026-11-05T11:30"), working_days(1), OFFICIAL).due_at == at("2026-11-06T11:30")
    assert due(at("2026-11-05T17:00"), working_days(1), OFFICIAL).due_at == at("2026-11-06T17:00")


def test_a_clock_time_that_the_due_day_does_not_work_is_brought_into_it() -> None:
    deadline = due(at("2026-11-05T16:00"), working_days(1), WITH_HALF_DAY)
    assert deadline.due_at == at("2026-11-06T11:30")
    assert "16:00 thứ Sáu 06/11/2026 ngoài giờ làm việc, lấy 11:30" in deadline.lines
    assert due(at("2026-10-29T16:00"), days(8), WITH_HALF_DAY).due_at == at("2026-11-06T11:30")


def test_a_same_day_term_on_a_half_day_ends_when_the_half_day_ends() -> None:
    assert due(at("2026-11-06T09:00"), CERTIFICATION, WITH_HALF_DAY).due_at == at("2026-11-06T11:30")
    assert due(at("2026-11-06T12:00"), CERTIFICATION, WITH_HALF_DAY).due_at == at("2026-11-09T17:00")


def test_the_cutoff_is_of_the_acceptance_not_of_the_opening_after_a_break() -> None:
    week = (((MORNING, Session(time(15, 30), time(18)))),) * 7
    calendar = WorkingCalendar(week=week)
    assert due(at("2026-11-05T14:00"), CERTIFICATION, calendar).due_at == at("2026-11-05T18:00")


def test_moments_of_another_zone_are_read_on_the_clock_of_vietnam() -> None:
    utc = datetime(2026, 11, 6, 9, 0, 30, tzinfo=UTC)
    deadline = due(utc, hours(8), OFFICIAL)
    assert deadline.due_at.isoformat() == "2026-11-09T16:00:00+07:00"
    assert deadline.accepted_at.isoformat() == "2026-11-06T16:00:00+07:00"


def test_a_naive_acceptance_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        due(datetime.fromisoformat("2026-11-06T09:00"), hours(8), OFFICIAL)


@pytest.mark.parametrize(
    ("value", "unit", "cutoff"),
    [
        (0, Unit.WORKING_DAY, None),
        (-1, Unit.HOUR, None),
        (1, Unit.SAME_DAY, None),
        (2, Unit.SAME_DAY, time(15)),
        (1, Unit.WORKING_DAY, time(15)),
    ],
)
def test_impossible_terms_are_refused(value: int, unit: Unit, cutoff: time | None) -> None:
    with pytest.raises(ValueError, match="term"):
        Term(value, unit, cutoff)


units_of_day = st.sampled_from([Unit.WORKING_DAY, Unit.DAY, Unit.MONTH])
terms = st.one_of(
    st.builds(Term, st.integers(1, 40), st.sampled_from([Unit.WORKING_DAY, Unit.DAY, Unit.HOUR])),
    st.builds(Term, st.integers(1, 6), st.just(Unit.MONTH)),
    st.just(CERTIFICATION),
)
SATURDAYS_AND_HALF_DAY = WorkingCalendar(
    week=(*OFFICE_WEEK[:5], (MORNING,), ()),
    exceptions=(
        *default_exceptions(2026, 2027),
        DayException(date(2026, 2, 13), DayKind.HALF_DAY, "Hội nghị", sessions=(MORNING,)),
    ),
)
calendars = st.sampled_from([OFFICIAL, SATURDAYS_AND_HALF_DAY])
moments = st.integers(0, 330 * 24 * 60).map(lambda n: at("2026-01-01") + timedelta(minutes=n))
gaps = st.integers(0, 10 * 24 * 60).map(lambda n: timedelta(minutes=n))


@given(moments, terms, calendars)
def test_a_deadline_is_within_working_time_and_after_the_start(
    accepted: datetime, term: Term, calendar: WorkingCalendar
) -> None:
    deadline = due(accepted, term, calendar)
    assert calendar.is_working_day(deadline.due_at.date())
    assert calendar.clamp(deadline.due_at) == deadline.due_at
    assert accepted <= deadline.starts_at <= deadline.due_at
    assert calendar.is_working_day(deadline.starts_at.date())


@given(moments, gaps, terms, calendars)
def test_later_acceptance_is_never_due_on_an_earlier_day(
    accepted: datetime, gap: timedelta, term: Term, calendar: WorkingCalendar
) -> None:
    first, second = due(accepted, term, calendar), due(accepted + gap, term, calendar)
    assert first.due_at.date() <= second.due_at.date()
    # A term in days that rolls keeps its clock time: Saturday 16:00 and Sunday 08:00 both become
    # Monday, at 16:00 and at 08:00. All other deadlines keep their order to the minute.
    if term.unit not in (Unit.DAY, Unit.MONTH):
        assert first.due_at <= second.due_at


@given(moments, units_of_day, st.integers(1, 30), st.integers(0, 10), calendars)
def test_a_longer_term_in_days_is_never_due_earlier(
    accepted: datetime, unit: Unit, value: int, more: int, calendar: WorkingCalendar
) -> None:
    shorter = due(accepted, Term(value, unit), calendar)
    assert shorter.due_at <= due(accepted, Term(value + more, unit), calendar).due_at


@given(moments, st.integers(1, 100), calendars)
def test_hours_are_exactly_that_many_working_minutes(
    accepted: datetime, value: int, calendar: WorkingCalendar
) -> None:
    shorter, longer = due(accepted, hours(value), calendar), due(accepted, hours(value + 1), calendar)
    assert calendar.working_minutes_between(accepted, shorter.due_at) == value * 60
    assert calendar.working_minutes_between(shorter.due_at, longer.due_at) == 60


@given(moments, st.integers(1, 40))
def test_working_days_on_an_even_calendar_are_that_many_working_days_of_minutes(
    accepted: datetime, value: int
) -> None:
    deadline = due(accepted, working_days(value), OFFICIAL)
    assert OFFICIAL.working_minutes_between(accepted, deadline.due_at) == value * 480


def test_the_calculation_is_told_line_by_line() -> None:
    assert due(at("2026-02-13T16:00"), working_days(1), OFFICIAL).lines == (
        "Tiếp nhận 16:00 thứ Sáu 13/02/2026",
        "Thời hạn 1 ngày làm việc, không tính ngày 13/02/2026",
        "Nghỉ Tết Nguyên Đán (14/02-22/02/2026), không tính",
        "Hẹn trả kết quả 16:00 thứ Hai 23/02/2026",
    )


def test_swaps_and_weekends_are_told() -> None:
    assert due(at("2026-08-21T16:00"), working_days(8), OFFICIAL).lines == (
        "Tiếp nhận 16:00 thứ Sáu 21/08/2026",
        "Thời hạn 8 ngày làm việc, không tính ngày 21/08/2026",
        "Làm bù thứ Bảy 22/08/2026, thay cho thứ Hai 31/08/2026, có tính",
        "Nghỉ hoán đổi ngày làm việc, Quốc khánh (29/08-02/09/2026), không tính",
        "Không tính 1 ngày nghỉ hằng tuần",
        "Hẹn trả kết quả 16:00 thứ Sáu 04/09/2026",
    )


def test_a_roll_is_told() -> None:
    assert due(at("2026-03-26T12:00"), months(1), OFFICIAL).lines == (
        "Tiếp nhận 12:00 thứ Năm 26/03/2026",
        "Tiếp nhận trong giờ nghỉ giữa hai buổi, bắt đầu tính từ 13:30 thứ Năm 26/03/2026",
        "Thời hạn 1 tháng kể từ ngày 26/03/2026",
        "Ngày cuối Chủ nhật 26/04/2026 là ngày nghỉ, chuyển sang thứ Ba 28/04/2026",
        "Nghỉ Giỗ Tổ Hùng Vương (26/04-27/04/2026), không tính",
        "Hẹn trả kết quả 13:30 thứ Ba 28/04/2026",
    )


@pytest.mark.parametrize(
    ("accepted", "reason"),
    [
        ("2026-11-05T06:30", "Tiếp nhận trước giờ làm việc, bắt đầu tính từ 07:00 thứ Năm 05/11/2026"),
        (
            "2026-11-05T12:30",
            "Tiếp nhận trong giờ nghỉ giữa hai buổi, bắt đầu tính từ 13:30 thứ Năm 05/11/2026",
        ),
        ("2026-11-05T17:30", "Tiếp nhận sau giờ làm việc, bắt đầu tính từ 07:00 thứ Sáu 06/11/2026"),
        ("2026-11-07T10:00", "Ngày tiếp nhận là ngày nghỉ, bắt đầu tính từ 07:00 thứ Hai 09/11/2026"),
    ],
)
def test_a_late_start_is_told_with_its_reason(accepted: str, reason: str) -> None:
    assert due(at(accepted), hours(8), OFFICIAL).lines[1] == reason


def test_each_unit_is_told() -> None:
    told = [
        due(at("2026-11-02T16:00"), term, OFFICIAL).lines[1] for term in (hours(8), days(1), CERTIFICATION)
    ]
    assert told == [
        "Thời hạn 8 giờ, chỉ tính phút trong giờ làm việc",
        "Thời hạn 1 ngày, tính cả ngày nghỉ, không tính ngày 02/11/2026",
        "Tiếp nhận sau 15:00, trả trong ngày làm việc tiếp theo",
    ]
    assert due(at("2026-11-02T09:00"), CERTIFICATION, OFFICIAL).lines[1] == (
        "Trả trong ngày 02/11/2026 (tiếp nhận sau 15:00 thì trả ngày làm việc tiếp theo)"
    )


def test_half_days_are_told() -> None:
    lines = due(at("2026-11-05T16:00"), working_days(2), WITH_HALF_DAY).lines
    assert lines[2:] == (
        "Ngày thứ Sáu 06/11/2026 chỉ làm việc 07:00-11:30 (Hội nghị)",
        "Không tính 2 ngày nghỉ hằng tuần",
        "Hẹn trả kết quả 16:00 thứ Hai 09/11/2026",
    )


def test_a_break_over_the_new_year_is_told_with_both_years() -> None:
    row = DayException(date(2026, 12, 31), DayKind.SWAP_OFF, "Nghỉ hoán đổi ngày làm việc")
    calendar = WorkingCalendar(exceptions=(row, *default_exceptions(2027, 2027)))
    assert due(at("2026-12-30T09:00"), hours(8), calendar).lines[2] == (
        "Nghỉ hoán đổi ngày làm việc, Tết Dương lịch (31/12/2026-03/01/2027), không tính"
    )
