"""The term of a procedure by channel, as it tells it or as a commune promises it."""

from datetime import date
from datetime import time as clock_time
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue.models import TermOverride as TermOverrideRow
from motcua.casework.catalogue.rules.content import CHANNELS, ProcedureContent, Term
from motcua.casework.catalogue.versions import content_of
from motcua.kernel import tenancy
from motcua.kernel.cache import Cache


def term_of(
    version_id: UUID, channel: str, commune_id: int | None = None, on: date | None = None
) -> organisation.Term:
    """Return the term of a channel; a channel without its own has the counter's, or the only one.

    With a commune and a day, the term the commune promises then, where it promises a shorter one.
    """
    content = content_of(version_id)
    term = term_told(content, channel)
    if commune_id is not None and on is not None:
        term = local_terms(content.code, commune_id, on).get(channel, term)
    cutoff = clock_time.fromisoformat(term.cutoff) if term.cutoff else None
    return organisation.Term(term.value, organisation.TermUnit(term.unit), cutoff)


def term_told(content: ProcedureContent, channel: str) -> Term:
    """Return the term the procedure itself tells for a channel."""
    terms = content.terms
    return terms.get(channel) or terms.get("counter") or next(iter(terms.values()))


def local_terms(code: str, commune_id: int, on: date) -> dict[str, Term]:
    """Return the terms a commune promises of its own on a day, by channel; a later decision wins."""
    found: dict[str, Term] = {}
    for row in _own_terms(commune_id).get(code, ()):
        if row.valid_from <= on and (row.valid_to is None or row.valid_to >= on):
            term = Term(row.value, row.unit, row.cutoff)
            found |= dict.fromkeys([row.channel] if row.channel else CHANNELS, term)
    return found


_terms: Cache[int, dict[str, list[TermOverrideRow]]] = Cache()


def _own_terms(commune_id: int) -> dict[str, list[TermOverrideRow]]:
    """Return the few terms a commune set, by procedure."""
    known = _terms.get(commune_id)
    if known is None:
        known = {}
        with tenancy.scope(communes=[commune_id]):
            for row in TermOverrideRow.objects.filter(commune_id=commune_id).order_by("valid_from", "id"):
                known.setdefault(row.procedure_code, []).append(row)
        _terms.keep(commune_id, known)
    return known


def forget_terms() -> None:
    """Read the terms of communes anew."""
    _terms.clear()
