"""The clock of the reference, held first against the counting fixtures of the domain, then against the product's."""

import random
from datetime import datetime, timedelta

import pytest

from motcua.blocks.organisation.rules import deadlines
from motcua.blocks.organisation.rules.calendar import WorkingCalendar
from tests.model.product_clock import as_calendar, as_moment, as_term
from tests.model.working_time import FIRST, WorkingTime, changed, minute, official, told

CUTOFF = 15 * 60


@pytest.mark.parametrize(
    ("rule", "accepted", "term", "due"),
    [
        ("1 day 0 is not counted", "2026-11-02T10:15", (3, "working_day"), "2026-11-05T10:15"),
        ("2 hours are working minutes", "2026-11-06T16:00", (8, "hour"), "2026-11-09T16:00"),
        ("3 after closing", "2026-11-06T17:05", (8, "hour"), "2026-11-09T17:00"),
        ("3 on a Saturday", "2026-11-07T20:00", (1, "working_day"), "2026-11-10T07:00"),
        ("3 on a holiday", "2026-09-02T09:30", (8, "hour"), "2026-09-03T17:00"),
        ("4 a Saturday worked", "2026-08-21T10:00", (1, "working_day"), "2026-08-22T10:00"),
        ("4 the Monday given for it", "2026-08-28T10:00", (1, "working_day"), "2026-09-03T10:00"),
        ("5 Tết", "2026-02-13T10:00", (1, "working_day"), "2026-02-23T10:00"),
        ("6 Hùng Kings on a Sunday", "2026-04-24T09:00", (1, "working_day"), "2026-04-28T09:00"),
        ("7 ends on a Saturday", "2026-11-02T10:40", (19, "day"), "2026-11-23T10:40"),
        ("9 the last day of a short month", "2027-08-31T08:00", (1, "month"), "2027-09-30T08:00"),
        ("9 rolls over a day off", "2026-10-07T08:00", (1, "month"), "2026-11-09T08:00"),
        ("9 over the end of the year", "2026-11-19T08:00", (14, "month"), "2028-01-19T08:00"),
        ("10 at the cutoff", "2026-11-05T15:00", (1, "same_day", CUTOFF), "2026-11-05T17:00"),
        ("10 a minute later", "2026-11-05T15:01", (1, "same_day", CUTOFF), "2026-11-06T17:00"),
    ],
)
def test_counting_fixtures(rule, accepted, term, due):
    assert told(official().due(minute(accepted), *term)) == due, rule


def test_fixture_8_minutes_left_are_counted_from_the_answer():
    clock = official()
    stopped, due = minute("2026-11-03T17:00"), clock.due(minute("2026-11-02T09:00"), 3, "working_day")
    assert clock.between(stopped, due) == 600
    assert told(clock.add(minute("2026-11-13T15:00"), 600)) == "2026-11-16T17:00"


def test_a_promise_on_a_day_off_is_kept_on_the_next_day_worked():
    clock = official()
    promises = ("2026-11-07T09:00", "2026-11-09T12:00", "2026-11-09T18:30", "2026-11-09T05:00")
    kept = [told(clock.settled(minute(promise))) for promise in promises]
    assert kept == ["2026-11-09T09:00", "2026-11-09T13:30", "2026-11-09T17:00", "2026-11-09T07:00"]


TERMS = [
    (1, "working_day"),
    (12, "working_day"),
    (8, "hour"),
    (20, "day"),
    (2, "month"),
    (1, "same_day", CUTOFF),
]


@pytest.mark.parametrize("clock", [official(), changed()], ids=["official", "changed"])
def test_two_clocks_built_differently_agree(clock: WorkingTime):
    """The product walks over days and sessions, the reference sums minutes; both count the same."""
    calendar, dice = as_calendar(clock), random.Random(4)
    for _ in range(400):
        at, length, minutes = _moment(dice), dice.randrange(60 * 24 * 60), dice.randrange(4000)
        moment, later = as_moment(at), as_moment(at + length)
        assert calendar.working_minutes_between(moment, later) == clock.between(at, at + length), told(at)
        assert calendar.add_working_minutes(moment, minutes) == as_moment(clock.add(at, minutes)), told(at)
        assert calendar.next_opening(moment) == as_moment(clock.opening(at)), told(at)
        for term in TERMS:
            due = deadlines.due(moment, as_term(term), calendar).due_at
            assert due == as_moment(clock.due(at, *term)), (told(at), term)


def _moment(dice: random.Random) -> int:
    """A minute of 2026 or 2027, often at the edge of a session."""
    number = dice.randrange(365, 3 * 365)
    edges = (7 * 60, 11 * 60 + 30, 13 * 60 + 30, CUTOFF, 17 * 60)
    clock = dice.choice(edges) + dice.choice((-1, 0, 1)) if dice.random() < 0.5 else dice.randrange(24 * 60)
    return number * 24 * 60 + clock


def test_the_days_off_of_2025_and_2026_are_those_of_the_product():
    from motcua.blocks.organisation.rules.holidays import default_exceptions

    calendar, clock = WorkingCalendar(exceptions=default_exceptions(2025, 2026)), official()
    for number in range(2 * 365):
        on = FIRST + timedelta(number)
        assert calendar.is_working_day(on) == bool(clock.sessions(number)), on


def test_a_moment_is_read_and_written():
    assert told(minute("2026-02-28T23:59")) == "2026-02-28T23:59"
    assert as_moment(minute("2026-11-09T07:00")) == datetime.fromisoformat("2026-11-09T07:00+07:00")
