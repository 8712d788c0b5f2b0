"""Which notices are due about one dossier at a moment.

A notice carries its cause: what was told once for a cause is never told again, so every rule may be asked as often as
one likes. Daily ones carry the day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import clock

_State = dossiers.State
_WORKED = (_State.ACCEPTED, _State.PROCESSING)
# Working minutes of a day. Legal basis: Labour Code 2019, Article 105.
_DAY = 480


@dataclass(frozen=True)
class Due:
    """A notice that is due. `to`: holder (whose turn it is, also where nobody holds it), head, or opinion."""

    kind: str
    cause: str
    to: str = "holder"


@dataclass(frozen=True)
class Around:
    """What the rules are handed besides the dossier: the calendar and the law of today, and the time."""

    calendar: organisation.WorkingCalendar
    law: catalogue.Law
    now: datetime

    @property
    def minute(self) -> datetime:
        """The time to the minute, as terms are counted."""
        return clock.local(self.now).replace(second=0, microsecond=0)


@dataclass(frozen=True)
class Span:
    """A term that runs: how many working minutes it has in all, and its due time."""

    whole: int
    due: datetime


def due_notices(s: dossiers.Snapshot, around: Around) -> tuple[Due, ...]:
    """Return what is due to be told about a dossier that stands at a step."""
    return (*_of_term(s, around), *_of_step(s, around), *_of_waits(s, around))


def span_of(s: dossiers.Snapshot, around: Around) -> Span | None:
    """Return the term that runs against the office; None while it stands or waits for somebody else."""
    if s.state is _State.SUBMITTED and s.step_due_at is not None:
        return Span(around.law.answer_minutes, clock.local(s.step_due_at))
    if s.state not in _WORKED or s.paused_at is not None or s.due_at is None or s.due_original is None:
        return None
    begun = clock.local(s.accepted_at or s.submitted_at)
    whole = around.calendar.working_minutes_between(begun, clock.local(s.due_original))
    return Span(whole, clock.local(s.due_at))


def _of_term(s: dossiers.Snapshot, around: Around) -> Iterator[Due]:
    """Half the term, a day before, at due; of several that are due at once the most urgent one alone."""
    span = span_of(s, around)
    if span is None:
        return
    cause = _mark(span.due)
    if around.minute >= span.due:
        yield Due("due", cause)
        yield Due("due", cause, "head")
        yield from _daily("late", span.due, around)
    elif _day_before(span, around):
        yield Due("day_before", cause)
    elif _half(span, around):
        yield Due("half", cause)


def _half(span: Span, around: Around) -> bool:
    left = around.calendar.working_minutes_between(around.minute, span.due)
    return left * 100 <= span.whole * (100 - around.law.reminder_term_share)


def _day_before(span: Span, around: Around) -> bool:
    """Tell whether the hour of the due time has come on the working day before it; shorter terms have no such day."""
    days, calendar = around.law.reminder_days_before, around.calendar
    if days < 1 or span.whole <= days * _DAY:
        return False
    today = around.minute.date()
    ahead = calendar.working_day_after(today, days)
    if ahead != span.due.date():
        return ahead > span.due.date()
    return not calendar.is_working_day(today) or around.minute.time() >= span.due.time()


def _of_step(s: dossiers.Snapshot, around: Around) -> Iterator[Due]:
    """The step ran over while the whole term still runs."""
    if s.state not in _WORKED or s.paused_at is not None or s.step_due_at is None or s.due_at is None:
        return
    step, whole = clock.local(s.step_due_at), clock.local(s.due_at)
    if step < whole and step < around.minute < whole:
        yield Due("step_over", _mark(step))


def _of_waits(s: dossiers.Snapshot, around: Around) -> Iterator[Due]:
    """What the citizen or the office was to answer, and nobody did."""
    if (
        s.withdrawal_requested_at is not None
        and s.next_action == "confirm_withdrawal"
        and s.next_at is not None
    ):
        yield from _overdue("withdrawal_late", clock.local(s.next_at), around)
    if s.wait_until is not None:
        limit = clock.local(s.wait_until)
        if s.state is _State.PAYMENT and s.finance == "due":
            yield from _overdue("payment_over", limit, around)
        if s.state is _State.SUPPLEMENT and s.supplement == "expired":
            yield from _overdue("supplement_over", limit, around)
    if s.state is _State.DONE and s.finished_at is not None:
        # What the post has nobody can fetch: it is the post that is to be asked, long after the last word of it.
        posted = s.delivery == "posted"
        since = s.last_change if posted else s.finished_at
        if (around.now - since).days >= around.law.result_uncollected_days:
            yield Due("long_at_post" if posted else "uncollected", _mark(since))


def _overdue(kind: str, limit: datetime, around: Around) -> Iterator[Due]:
    """To the holder once, to the head at once and on every working day after."""
    if around.minute <= limit:
        return
    yield Due(kind, _mark(limit))
    yield Due(kind, _mark(limit), "head")
    yield from _daily(kind, limit, around)


def _daily(kind: str, since: datetime, around: Around) -> Iterator[Due]:
    today = around.minute.date()
    if today > since.date() and around.calendar.is_working_day(today):
        yield Due(kind, f"{_mark(since)}/{today:%Y%m%d}", "head")


def _mark(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M}"
