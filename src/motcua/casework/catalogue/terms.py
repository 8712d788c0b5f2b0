"""The term of a procedure by channel, as it tells it or as a commune promises it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import time as clock_time
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue.models import TermOverride as TermOverrideRow
from motcua.casework.catalogue.models import TermPolicy
from motcua.casework.catalogue.rules.content import ProcedureContent, Term
from motcua.casework.catalogue.rules.promises import Cut, OwnTerm, cut_on, own_on, promised
from motcua.casework.catalogue.rules.succession import spans
from motcua.casework.catalogue.versions import content_of
from motcua.kernel import tenancy
from motcua.kernel.cache import Cache


@dataclass(frozen=True)
class Decided:
    """What a commune decided of terms: its own ones by procedure, and the cuts of the online ones."""

    own: Mapping[str, tuple[OwnTerm, ...]]
    cuts: tuple[Cut, ...]


def term_of(
    version_id: UUID, channel: str, commune_id: int | None = None, on: date | None = None
) -> organisation.Term:
    """Return the term of a channel; a channel without its own has the counter's, or the only one.

    With a commune and a day, the term the commune promises then, where it promises a shorter one.
    """
    content = content_of(version_id)
    term = term_told(content, channel)
    if commune_id is not None and on is not None:
        term = local_terms(content.code, content.terms, commune_id, on).get(channel, term)
    return counted(term)


def counted(term: Term) -> organisation.Term:
    """Return a term as the calendar counts it."""
    cutoff = clock_time.fromisoformat(term.cutoff) if term.cutoff else None
    return organisation.Term(term.value, organisation.TermUnit(term.unit), cutoff)


def term_told(content: ProcedureContent, channel: str) -> Term:
    """Return the term the procedure itself tells for a channel."""
    terms = content.terms
    return terms.get(channel) or terms.get("counter") or next(iter(terms.values()))


def local_terms(code: str, told: Mapping[str, Term], commune_id: int, on: date) -> dict[str, Term]:
    """Return the terms a commune promises of its own on a day, by channel, the cut of online terms included.

    `told`: the terms of the procedure itself.
    """
    known = decided_terms(commune_id)
    return promised(code, told, own_on(on, known.own.get(code, ())), cut_on(on, known.cuts))


_terms: Cache[int, Decided] = Cache()


def decided_terms(commune_id: int) -> Decided:
    """Return the few decisions of a commune on terms."""
    known = _terms.get(commune_id)
    return known if known is not None else _terms.keep(commune_id, _read(commune_id))


def _read(commune_id: int) -> Decided:
    own: dict[str, tuple[OwnTerm, ...]] = {}
    with tenancy.scope(communes=[commune_id]):
        for row, last in spans(TermOverrideRow.objects.filter(commune_id=commune_id).order_by("id")):
            term = Term(row.value, row.unit, row.cutoff)
            one = OwnTerm(row.channel, term, row.valid_from, last)
            own[row.procedure_code] = (*own.get(row.procedure_code, ()), one)
        rows = list(TermPolicy.objects.filter(commune_id=commune_id, withdrawn_at=None))
    cuts = tuple(
        Cut(row.id, row.percent, frozenset(row.exceptions), row.valid_from, row.valid_to) for row in rows
    )
    return Decided(own, cuts)


def forget_terms() -> None:
    """Read the terms of communes anew."""
    _terms.clear()
