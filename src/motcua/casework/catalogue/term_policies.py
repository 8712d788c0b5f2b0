"""Reads of the cuts of online terms: those decided, and what one would make of every procedure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.casework.catalogue.keeping import PERMISSION
from motcua.casework.catalogue.listing import list_summaries
from motcua.casework.catalogue.models import TermPolicy
from motcua.casework.catalogue.rules.content import Term
from motcua.casework.catalogue.rules.promises import Judged, Verdict, cut_on, judged, own_on
from motcua.casework.catalogue.terms import decided_terms
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor


@dataclass(frozen=True)
class PolicyInfo:
    """A cut as the page tells it. `standing`: in_force, coming, past or withdrawn."""

    id: UUID
    percent: int
    exceptions: tuple[str, ...]
    exceptions_reason: str
    basis: str
    valid_from: date
    valid_to: date | None
    published_at: datetime
    published_by: str
    end_basis: str
    standing: str


@dataclass(frozen=True)
class CutRow:
    """What a cut makes of a procedure that takes dossiers online."""

    code: str
    name: str
    counter: Term | None
    before: Term
    after: Term
    verdict: Verdict


def list_term_policies(actor: Actor, on: date) -> list[PolicyInfo]:
    """Return the cuts the actor's commune decided, the latest first. Permission: config.manage."""
    actor.require(PERMISSION)
    with tenancy.scope(communes=[actor.home]):
        rows = list(TermPolicy.objects.filter(commune_id=actor.home).order_by("-valid_from", "-published_at"))
    here = cut_on(on, decided_terms(actor.home).cuts)
    return [
        PolicyInfo(
            row.id, row.percent, tuple(row.exceptions), row.exceptions_reason, row.basis, row.valid_from,
            row.valid_to, row.published_at, row.published_by, row.end_basis,
            _standing(row, on, here.id if here else None),
        )
        for row in rows
    ]  # fmt: skip


def _standing(row: TermPolicy, on: date, here: UUID | None) -> str:
    if row.withdrawn_at is not None:
        return "withdrawn"
    if row.id == here:
        return "in_force"
    return "coming" if row.valid_from > on else "past"


def preview_term_policy(actor: Actor, percent: int, exceptions: Collection[str], on: date) -> list[CutRow]:
    """Return what a cut from a day on would make of each procedure taken in online, by field and name.

    `before`: the online term that would hold on that day without this cut, an earlier cut included.
    Permission: config.manage.
    """
    actor.require(PERMISSION)
    known, kept = decided_terms(actor.home), frozenset(exceptions)
    earlier = cut_on(on, known.cuts)
    found = []
    for one in list_summaries(on, actor.home):
        own = own_on(on, known.own.get(one.code, ()))
        made = judged(one.code, one.terms, own, percent, kept) if one.filed_here else None
        if made is None:
            continue
        past = judged(one.code, one.terms, own, earlier.percent, earlier.exceptions) if earlier else None
        found.append(_row(one.code, one.short_name or one.name, made, past))
    return found


def _row(code: str, name: str, made: Judged, past: Judged | None) -> CutRow:
    before = past.after if past is not None else made.before
    return CutRow(code, name, made.counter, before, made.after, made.verdict)
