"""The time from login to submission, by visit and step. KPI F10 (8 minutes, 2025) and F11 (5 minutes, 2026).

Raw time: from each login to the last moment of that visit, all visits of the draft added up. An idle gap is told
apart and never taken off. Between two visits nobody was logged in; the whole span is told beside it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import Protocol
from uuid import UUID

SUBMITTED = "submitted"
BEFORE = "before"
"""The step from the login to the first page of the form: finding the procedure, beginning."""


class Moment(Protocol):
    """A raw record, as intake writes it."""

    @property
    def trail(self) -> UUID: ...
    @property
    def visit_id(self) -> UUID: ...
    @property
    def visit_began_at(self) -> datetime: ...
    @property
    def channel(self) -> str: ...
    @property
    def procedure_code(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def step(self) -> str: ...
    @property
    def at(self) -> datetime: ...


@dataclass(frozen=True)
class Filing:
    """A draft that was handed in. The steps add up to `spent`; `idle` are the gaps within it."""

    procedure_code: str
    channel: str
    submitted_at: datetime
    visits: int
    spent: timedelta
    span: timedelta
    steps: dict[str, timedelta] = field(hash=False)
    idle: tuple[timedelta, ...]


def filings(moments: Iterable[Moment], idle_after: timedelta) -> Iterator[Filing]:
    """Yield each filing of moments that come draft by draft; a gap longer than `idle_after` counts as idle."""
    for _, told in groupby(moments, key=lambda one: one.trail):
        filing = _filing(sorted(told, key=lambda one: one.at), idle_after)
        if filing is not None:
            yield filing


def _filing(told: list[Moment], idle_after: timedelta) -> Filing | None:
    end = next((one for one in told if one.kind == SUBMITTED), None)
    if end is None:
        return None
    visits: dict[UUID, list[Moment]] = defaultdict(list)
    for one in told[: told.index(end) + 1]:
        visits[one.visit_id].append(one)
    parts = [part for visit in visits.values() for part in _parts(visit)]
    steps: dict[str, timedelta] = defaultdict(timedelta)
    for step, length in parts:
        steps[step] += length
    began = min(one.visit_began_at for one in told)
    return Filing(
        procedure_code=end.procedure_code,
        channel=end.channel,
        submitted_at=end.at,
        visits=len(visits),
        spent=sum(steps.values(), timedelta()),
        span=end.at - began,
        steps=dict(steps),
        idle=tuple(length for _, length in parts if length > idle_after),
    )


def _parts(visit: list[Moment]) -> list[tuple[str, timedelta]]:
    """Return where the time of a visit went: from one moment to the next the person was at the earlier one's step."""
    places = [(BEFORE, visit[0].visit_began_at)]
    for one in visit:
        places.append((one.step or places[-1][0], max(one.at, places[-1][1])))
    return [(step, following - at) for (step, at), (_, following) in pairwise(places)]


@dataclass(frozen=True)
class Figures:
    """Mean, median and ninetieth percentile of some lengths of time; None of none."""

    count: int
    mean: timedelta | None
    median: timedelta | None
    p90: timedelta | None


def figures(lengths: Iterable[timedelta]) -> Figures:
    """Return the figures of lengths of time. The percentile is the least that nine in ten do not exceed."""
    sorted_ = sorted(lengths)
    count = len(sorted_)
    if not count:
        return Figures(0, None, None, None)
    middle = (sorted_[(count - 1) // 2] + sorted_[count // 2]) / 2
    return Figures(count, sum(sorted_, timedelta()) / count, middle, sorted_[-(-count * 9 // 10) - 1])


@dataclass(frozen=True)
class Idleness:
    """How many filings had gaps, how many gaps, and how long they were in all."""

    filings: int
    gaps: int
    total: timedelta


@dataclass(frozen=True)
class Group:
    """The figures of filings of one kind: of a procedure and a channel, or of all."""

    procedure_code: str
    channel: str
    spent: Figures
    span: Figures
    visits: int
    idle: Idleness


def group(told: list[Filing], procedure_code: str = "", channel: str = "") -> Group:
    """Return the figures of some filings."""
    idle = [one.idle for one in told if one.idle]
    gaps = [gap for one in idle for gap in one]
    return Group(
        procedure_code,
        channel,
        figures(one.spent for one in told),
        figures(one.span for one in told),
        sum(one.visits for one in told),
        Idleness(len(idle), len(gaps), sum(gaps, timedelta())),
    )


def by_procedure_and_channel(told: list[Filing]) -> list[Group]:
    """Return a group for each procedure and channel, the most filed first."""
    found: dict[tuple[str, str], list[Filing]] = defaultdict(list)
    for one in told:
        found[one.procedure_code, one.channel].append(one)
    groups = [group(those, *key) for key, those in found.items()]
    return sorted(groups, key=lambda one: (-one.spent.count, one.procedure_code, one.channel))


def by_step(told: list[Filing]) -> dict[str, Figures]:
    """Return the figures of each step, over the filings that came through it; the longest on average first."""
    found: dict[str, list[timedelta]] = defaultdict(list)
    for one in told:
        for step, length in one.steps.items():
            found[step].append(length)
    told_by_step = {step: figures(lengths) for step, lengths in found.items()}
    return dict(sorted(told_by_step.items(), key=lambda item: item[1].mean or timedelta(), reverse=True))
