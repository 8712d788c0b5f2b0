"""The clock of a dossier in the reference: what starts, stops, runs on, ends; standard library only.

A term that was asked to stand still keeps its working minutes; what is late before a stop stays late.
"""

from tests.model.states import Dossier, Surroundings
from tests.model.working_time import WorkingTime


def start(d: Dossier, at: int, w: Surroundings) -> None:
    """The term begins."""
    d.accepted = at
    d.due = d.due_original = w.clock.due(at, *w.shape.term)


def stop(d: Dossier, at: int, w: Surroundings) -> None:
    """The clock stands: what is left of term and step is kept."""
    if d.accepted is None:
        return
    assert d.due is not None and d.step_due is not None
    d.paused = at
    d.left = w.clock.between(at, d.due) if at <= d.due else 0
    d.step_left = max(0, w.clock.between(at, d.step_due))


def resume(d: Dossier, at: int, w: Surroundings) -> None:
    """The clock runs on with what was left; who was late before stays late."""
    d.wait_until = None
    if d.accepted is None:
        d.step_due = w.clock.add(at, w.figures.answer_minutes)
        return
    if d.paused is None:
        return
    assert d.due is not None and d.due_original is not None
    assert d.left is not None and d.step_left is not None
    if d.paused <= d.due:
        d.due = _after_stop(d.due_original, at, d.left, w.clock)
    d.step_due = w.clock.add(at, d.step_left)
    d.stops += ((d.paused, at),)
    d.paused = d.left = d.step_left = None


def _after_stop(original: int, at: int, left: int, clock: WorkingTime) -> int:
    """A term that ended at an opening keeps to openings."""
    due = clock.add(at, left)
    return clock.opening(due) if clock.is_opening(original) else due


def end(d: Dossier, at: int, ended: int | None = None) -> None:
    """The clock ends; a correction keeps the end that was."""
    if d.clock_ended is None:
        d.clock_ended = at if ended is None else ended
    d.finished = at
    d.paused = d.left = d.step_left = d.wait_until = None


def enter(d: Dossier, step: str, holder: str | None, w: Surroundings) -> None:
    """Begin a step, due by its share of the term as it now stands."""
    drop_proposal(d)
    d.step, d.holder, d.ordered = step, holder, False
    if d.due is not None:
        d.step_due = step_due(d, d.due, w)


def step_due(d: Dossier, due: int, w: Surroundings) -> int:
    """The steps that follow keep their share of the term, measured by the calendar of now."""
    assert d.accepted is not None
    term = w.clock.between(d.accepted, w.clock.due(d.accepted, *w.shape.term))
    left = w.clock.between(d.accepted, due) - w.shape.behind(d.step, term)
    return w.clock.add(d.accepted, max(0, left))


def drop_proposal(d: Dossier) -> None:
    """What a step proposed to the desk is not asked for any more; earlier rounds are over."""
    if d.proposed:
        d.supplement = "complete" if d.rounds else "none"


def leave(d: Dossier) -> None:
    """No step is open any more."""
    drop_proposal(d)
    d.step, d.holder, d.step_due, d.ordered = "", None, None, False


def counted_anew(d: Dossier, w: Surroundings) -> int:
    """The due moment had this calendar always been in force; one that was put off or ordered stays that moment."""
    assert d.accepted is not None and d.due is not None
    if d.extended_from is not None or d.ordered_due:
        return w.clock.settled(d.due)
    due = original = w.clock.due(d.accepted, *w.shape.term)
    for first, last in d.stops:
        if first <= due:
            due = _after_stop(original, last, w.clock.between(first, due), w.clock)
    return due
