"""Stopping and resuming the clock of a deadline."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.blocks.organisation.rules.calendar import WorkingCalendar
from motcua.blocks.organisation.rules.deadlines import Deadline, Term, Unit, due
from motcua.blocks.organisation.rules.holidays import default_exceptions
from motcua.blocks.organisation.rules.pauses import pause, resume
from motcua.kernel.clock import VIETNAM

CALENDAR = WorkingCalendar(exceptions=default_exceptions(2026, 2027))
FIVE_DAYS = Term(5, Unit.WORKING_DAY)


def replay(
    deadline: Deadline, stops: Iterable[tuple[datetime, datetime]], calendar: WorkingCalendar
) -> Deadline:
    """The deadline after these stops, in order."""
    for started_at, ended_at in stops:
        deadline = resume(pause(deadline, started_at, calendar), ended_at, calendar)
    return deadline


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def test_the_working_minutes_left_are_kept() -> None:
    """Asked with 600 working minutes left: due 600 working minutes after the answer."""
    deadline = due(at("2026-11-02T09:00"), Term(3, Unit.WORKING_DAY), CALENDAR)
    stopped = pause(deadline, at("2026-11-03T17:00"), CALENDAR)
    assert stopped.pauses[-1].remaining_minutes == 600
    assert stopped.is_paused
    assert not deadline.is_paused
    answered = resume(stopped, at("2026-11-13T15:00"), CALENDAR)
    assert answered.due_at == at("2026-11-16T17:00")
    assert CALENDAR.working_minutes_between(at("2026-11-13T15:00"), answered.due_at) == 600
    assert answered.due_original == at("2026-11-05T09:00")
    assert not answered.is_paused


def test_an_answer_at_night_counts_from_the_next_opening() -> None:
    deadline = pause(due(at("2026-11-02T09:00"), FIVE_DAYS, CALENDAR), at("2026-11-09T08:00"), CALENDAR)
    assert resume(deadline, at("2026-11-13T21:00"), CALENDAR).due_at == at("2026-11-16T08:00")


def test_the_stop_is_told_line_by_line() -> None:
    deadline = due(at("2026-04-20T09:00"), FIVE_DAYS, CALENDAR)
    answered = replay(deadline, [(at("2026-04-21T10:15"), at("2026-04-25T08:00"))], CALENDAR)
    assert answered.lines == (
        *deadline.lines,
        "Tạm dừng 10:15 thứ Ba 21/04/2026 (chờ bổ sung hồ sơ), còn 1845 phút làm việc (30 giờ 45 phút)",
        "Tính tiếp từ 08:00 thứ Bảy 25/04/2026, thêm 1845 phút làm việc (30 giờ 45 phút) còn lại",
        "Nghỉ Giỗ Tổ Hùng Vương (25/04-27/04/2026), không tính",
        "Nghỉ Ngày Chiến thắng, Ngày Quốc tế Lao động (30/04-03/05/2026), không tính",
        "Hẹn trả mới 15:45 thứ Ba 05/05/2026 (ban đầu 09:00 thứ Ba 28/04/2026)",
    )


def test_the_reason_of_the_stop_is_told() -> None:
    deadline = due(at("2026-11-02T09:00"), Term(1, Unit.HOUR), CALENDAR)
    told = pause(deadline, at("2026-11-02T09:30"), CALENDAR, reason="chờ nộp lệ phí").lines[-1]
    assert told == "Tạm dừng 09:30 thứ Hai 02/11/2026 (chờ nộp lệ phí), còn 30 phút làm việc"


def test_a_late_dossier_stays_late() -> None:
    deadline = due(at("2026-11-02T09:00"), Term(1, Unit.WORKING_DAY), CALENDAR)
    stopped = pause(deadline, at("2026-11-03T10:00"), CALENDAR)
    assert stopped.pauses[-1].remaining_minutes == 0
    assert stopped.lines[-1].endswith("đã quá hạn")
    answered = resume(stopped, at("2026-11-06T10:00"), CALENDAR)
    assert answered.due_at == deadline.due_at
    assert answered.lines[-1].endswith("hồ sơ đã quá hạn từ trước nên hẹn trả không đổi")


def test_a_stop_at_the_very_due_minute_is_not_late() -> None:
    deadline = due(at("2026-11-02T09:00"), Term(1, Unit.WORKING_DAY), CALENDAR)
    assert pause(deadline, at("2026-11-03T09:00"), CALENDAR).lines[-1].endswith("còn 0 phút làm việc")
    answered = replay(deadline, [(at("2026-11-03T09:00"), at("2026-11-06T10:00"))], CALENDAR)
    assert answered.due_at == at("2026-11-06T10:00")


def test_stops_out_of_order_are_refused() -> None:
    deadline = due(at("2026-11-02T09:00"), FIVE_DAYS, CALENDAR)
    stopped = pause(deadline, at("2026-11-03T09:00"), CALENDAR)
    answered = resume(stopped, at("2026-11-04T09:00"), CALENDAR)
    with pytest.raises(ValueError, match="cannot stop"):
        pause(deadline, at("2026-11-02T08:59"), CALENDAR)
    with pytest.raises(ValueError, match="cannot stop"):
        pause(stopped, at("2026-11-05T09:00"), CALENDAR)
    with pytest.raises(ValueError, match="cannot stop"):
        pause(answered, at("2026-11-04T08:59"), CALENDAR)
    with pytest.raises(ValueError, match="cannot resume"):
        resume(deadline, at("2026-11-03T09:00"), CALENDAR)
    with pytest.raises(ValueError, match="cannot resume"):
        resume(stopped, at("2026-11-03T08:59"), CALENDAR)


def test_naive_moments_are_refused() -> None:
    deadline = due(at("2026-11-02T09:00"), FIVE_DAYS, CALENDAR)
    naive = datetime.fromisoformat("2026-11-03T09:00")
    with pytest.raises(ValueError, match="time zone"):
        pause(deadline, naive, CALENDAR)
    with pytest.raises(ValueError, match="time zone"):
        resume(pause(deadline, at("2026-11-03T09:00"), CALENDAR), naive, CALENDAR)


moments = st.integers(0, 300 * 24 * 60).map(lambda n: at("2026-01-01") + timedelta(minutes=n))
gaps = st.integers(0, 12 * 24 * 60).map(lambda n: timedelta(minutes=n))
terms = st.one_of(
    st.builds(Term, st.integers(1, 25), st.sampled_from([Unit.WORKING_DAY, Unit.DAY, Unit.HOUR])),
    st.just(Term(1, Unit.MONTH)),
    st.just(Term(1, Unit.SAME_DAY, time(15))),
)


@given(moments, terms, gaps, gaps)
def test_a_stop_keeps_the_remaining_minutes(
    accepted: datetime, term: Term, until_stop: timedelta, length: timedelta
) -> None:
    deadline = due(accepted, term, CALENDAR)
    stop, answer = accepted + until_stop, accepted + until_stop + length
    assume(stop <= deadline.due_at)
    left = CALENDAR.working_minutes_between(stop, deadline.due_at)
    answered = replay(deadline, [(stop, answer)], CALENDAR)
    assert CALENDAR.working_minutes_between(answer, answered.due_at) == left
    assert answered.due_at >= deadline.due_at
    assert answered.due_original == deadline.due_at
    assert CALENDAR.is_working_day(answered.due_at.date())


@given(moments, terms, gaps)
def test_a_stop_of_no_length_changes_nothing(accepted: datetime, term: Term, until_stop: timedelta) -> None:
    deadline = due(accepted, term, CALENDAR)
    stop = accepted + until_stop
    assert replay(deadline, [(stop, stop)], CALENDAR).due_at == deadline.due_at


@given(moments, terms, st.lists(gaps, min_size=3, max_size=5))
def test_splitting_a_stop_changes_nothing(accepted: datetime, term: Term, lengths: list[timedelta]) -> None:
    deadline = due(accepted, term, CALENDAR)
    edges = [accepted + sum(lengths[: n + 1], timedelta()) for n in range(len(lengths))]
    whole = replay(deadline, [(edges[0], edges[-1])], CALENDAR)
    parts = replay(deadline, list(pairwise(edges)), CALENDAR)
    assert parts.due_at == whole.due_at


@given(moments, terms, gaps, gaps, gaps)
def test_a_longer_stop_is_never_due_earlier(
    accepted: datetime, term: Term, until_stop: timedelta, length: timedelta, more: timedelta
) -> None:
    deadline = due(accepted, term, CALENDAR)
    stop = accepted + until_stop
    shorter = replay(deadline, [(stop, stop + length)], CALENDAR)
    longer = replay(deadline, [(stop, stop + length + more)], CALENDAR)
    assert shorter.due_at <= longer.due_at


@given(moments, terms, gaps, gaps, gaps, gaps)
def test_stops_add_up(
    accepted: datetime, term: Term, a: timedelta, b: timedelta, c: timedelta, d: timedelta
) -> None:
    deadline = due(accepted, term, CALENDAR)
    first, second = (accepted + a, accepted + a + b), (accepted + a + b + c, accepted + a + b + c + d)
    once = replay(deadline, [first], CALENDAR)
    assume(first[0] <= deadline.due_at and second[0] <= once.due_at)
    both = replay(once, [second], CALENDAR)
    between = CALENDAR.working_minutes_between
    total = between(accepted, deadline.due_at)
    assert between(accepted, both.due_at) == total + between(*first) + between(*second)
