"""The arithmetic of the time from login to submission, without a database."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import mean, median
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.oversight.quality.rules import filing_times as rules
from motcua.oversight.quality.rules.targets import target_on
from motcua.oversight.quality.targets import filing_time_terms

START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
IDLE = timedelta(minutes=2)
FIRST, TRAIL = UUID(int=1), UUID(int=9)


@dataclass(frozen=True)
class Moment:
    kind: str
    step: str
    at: datetime
    visit_began_at: datetime = START
    visit_id: UUID = FIRST
    trail: UUID = TRAIL
    channel: str = "self"
    procedure_code: str = "1.001193"


def at(seconds: int) -> datetime:
    return START + timedelta(seconds=seconds)


def one(*moments: Moment) -> rules.Filing:
    (told,) = rules.filings(moments, IDLE)
    return told


PLAIN = (
    Moment("started", "", at(20)),
    Moment("shown", "child", at(21)),
    Moment("saved", "child", at(81)),
    Moment("shown", "check", at(82)),
    Moment("submitted", "check", at(100)),
)


def test_from_login_to_submission_step_by_step():
    told = one(*PLAIN)
    assert told.spent == told.span == timedelta(seconds=100)
    assert {key: step.total_seconds() for key, step in told.steps.items()} == {
        "before": 21, "child": 61, "check": 18,
    }  # fmt: skip
    assert (told.visits, told.idle, told.submitted_at) == (1, (), at(100))


def test_an_idle_gap_is_told_and_never_taken_off():
    late = [Moment(m.kind, m.step, m.at + timedelta(minutes=10)) for m in PLAIN[2:]]
    told = one(*PLAIN[:2], *late)
    assert told.idle == (timedelta(seconds=660),)
    assert told.spent == timedelta(seconds=700)


def test_every_visit_counts_from_its_own_login():
    day = timedelta(days=1)
    again = {"visit_began_at": START + day, "visit_id": UUID(int=2)}
    told = one(
        *PLAIN[:3],
        Moment("shown", "check", at(30) + day, **again),
        Moment("submitted", "check", at(40) + day, **again),
    )
    assert told.visits == 2
    assert told.spent == timedelta(seconds=81 + 40)
    assert told.span == day + timedelta(seconds=40)


def test_what_comes_after_the_submission_does_not_count():
    assert one(*PLAIN, Moment("shown", "check", at(500))).spent == timedelta(seconds=100)


def test_what_was_not_handed_in_is_no_filing():
    assert list(rules.filings(PLAIN[:4], IDLE)) == []


@given(st.lists(st.integers(0, 5_000), min_size=1, max_size=30))
def test_the_steps_add_up_to_the_whole(gaps):
    moments, now = [], 0
    for number, gap in enumerate(gaps):
        now += gap
        moments.append(Moment("saved", f"page{number % 4}", at(now)))
    told = one(*moments, Moment("submitted", "check", at(now + 1)))
    assert sum(told.steps.values(), timedelta()) == told.spent == timedelta(seconds=now + 1)


@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=60))
def test_figures_agree_with_the_library(numbers):
    found = rules.figures(timedelta(seconds=n) for n in numbers)
    assert found.median == timedelta(seconds=median(numbers))
    assert found.mean is not None
    assert found.mean.total_seconds() == pytest.approx(mean(numbers), abs=1e-6)
    assert found.p90 is not None
    within = [n for n in numbers if timedelta(seconds=n) <= found.p90]
    below = [n for n in numbers if timedelta(seconds=n) < found.p90]
    assert len(within) * 10 >= len(numbers) * 9 > len(below) * 10


def test_figures_of_nothing_are_nothing():
    assert rules.figures([]) == rules.Figures(0, None, None, None)


def test_groups_keep_procedures_and_channels_apart():
    other = [Moment(m.kind, m.step, m.at, channel="centre", trail=UUID(int=10)) for m in PLAIN]
    told = list(rules.filings([*PLAIN, *other], IDLE))
    assert [(g.channel, g.spent.count) for g in rules.by_procedure_and_channel(told)] == [
        ("centre", 1), ("self", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("on", "minutes"),
    [(date(2024, 12, 31), None), (date(2025, 12, 31), 8), (date(2026, 1, 1), 5), (date(2027, 5, 1), 5)],
)
def test_the_target_is_that_of_its_day(on, minutes):
    target = target_on(filing_time_terms().targets, on)
    assert (target and target.below) == (minutes and timedelta(minutes=minutes))
