"""What a commune promises: its own terms, and the share by which its online terms are shorter than the counter's.

The cut is a decision of the authority (the plan asks for 20 % in 2025 and 30 % from 2026), so it is a dated row with
a basis; here is only how it is counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from motcua.casework.catalogue.rules.content import CHANNELS, Term

# Days that a month surely has: a cut month must be short enough in February, too.
SHORTEST_MONTH = 28
LARGEST_CUT = 90

Verdict = Literal["changed", "excepted", "own", "same_day", "smallest", "shorter", "no_counter"]


@dataclass(frozen=True)
class OwnTerm:
    """A term a commune decided for a procedure; an empty channel means each of them."""

    channel: str
    term: Term
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Cut:
    """A decision that online terms are `percent` shorter than the counter's, but for the procedures excepted."""

    id: UUID
    percent: int
    exceptions: frozenset[str]
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Judged:
    """What a cut makes of the online term of a procedure, and why it may make nothing of it."""

    verdict: Verdict
    counter: Term | None
    before: Term
    after: Term


def cut_on(on: date, cuts: Sequence[Cut]) -> Cut | None:
    """Return the cut in force on a day: the one that began last, unless it has ended."""
    begun = [one for one in cuts if one.valid_from <= on]
    last = max(begun, key=lambda one: one.valid_from, default=None)
    return last if last is not None and (last.valid_to is None or last.valid_to >= on) else None


def shortened(term: Term, percent: int) -> Term:
    """Return a term shorter by at least `percent` of a hundred: rounded down in its unit, a month told in days.

    A term that would become nothing stays as it is, and so does one of the same day.
    """
    if term.unit == "same_day":
        return term
    days_of_months = term.unit == "month"
    whole = term.value * SHORTEST_MONTH if days_of_months else term.value
    left = whole * (100 - percent) // 100
    if left < 1:
        return term
    return Term(left, "day" if days_of_months else term.unit)


def own_on(on: date, own: Sequence[OwnTerm]) -> dict[str, OwnTerm]:
    """Return the commune's own terms of a procedure on a day, by channel.

    One for a single channel goes before one for all, as with fees; of two for the same the later one wins.
    """
    found: dict[str, OwnTerm] = {}
    for one in sorted(own, key=lambda row: (row.channel != "", row.valid_from)):
        if one.valid_from <= on and (one.valid_to is None or one.valid_to >= on):
            found |= dict.fromkeys([one.channel] if one.channel else CHANNELS, one)
    return found


def judged(
    code: str, told: Mapping[str, Term], own: Mapping[str, OwnTerm], percent: int, exceptions: frozenset[str]
) -> Judged | None:
    """Return what a cut makes of a procedure; nothing where it takes no dossier online.

    `told`: the procedure's terms by channel; `own`: what `own_on` gives. A term that the commune decided for online
    filing by name goes before the cut; one for every channel is what the counter promises, and is cut.
    """
    if "online" not in told:
        return None
    before = own["online"].term if "online" in own else told["online"]
    counter = (own["counter"].term if "counter" in own else told["counter"]) if "counter" in told else None
    after = shortened(counter, percent) if counter is not None else before
    named = "online" in own and own["online"].channel == "online"
    # The first reason that holds is the one that is told.
    reasons: tuple[tuple[Verdict, bool], ...] = (
        ("excepted", code in exceptions),
        ("own", named),
        ("no_counter", counter is None),
        ("same_day", "same_day" in (after.unit, before.unit)),
        ("smallest", after == counter),
        ("shorter", before.rough_hours <= after.rough_hours),
    )
    verdict: Verdict = next((reason for reason, holds in reasons if holds), "changed")
    return Judged(verdict, counter, before, after if verdict == "changed" else before)


def promised(
    code: str, told: Mapping[str, Term], own: Mapping[str, OwnTerm], cut: Cut | None
) -> dict[str, Term]:
    """Return the terms that the commune promises instead of the procedure's, by channel."""
    terms = {channel: one.term for channel, one in own.items()}
    if cut is not None:
        made = judged(code, told, own, cut.percent, cut.exceptions)
        if made is not None and made.verdict == "changed":
            terms["online"] = made.after
    return terms
