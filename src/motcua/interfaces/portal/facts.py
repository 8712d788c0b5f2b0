"""What a procedure costs and takes, by channel, as the pages about it say it."""

from collections.abc import Sequence
from dataclasses import dataclass

from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.portal import words
from motcua.interfaces.portal.request import PortalRequest, today


@dataclass(frozen=True)
class Facts:
    """A procedure's terms, fees and way of paying, in words."""

    level: str
    online: bool
    terms: tuple[tuple[str, str], ...]
    fees: Sequence[words.Fact]
    pay: str


def own_terms(
    request: PortalRequest, content: catalogue.ProcedureContent | catalogue.Summary
) -> dict[str, catalogue.Term]:
    """Return the terms that the commune of the page promises today instead of the procedure's, by channel."""
    return catalogue.local_terms(content.code, content.terms, request.commune.id, today())


def facts_of(request: PortalRequest, version: catalogue.Version) -> Facts:
    """Return the facts of a procedure in the commune of the page."""
    content = version.content
    [fees] = catalogue.list_fees([version.content], request.commune.id, today())
    return Facts(
        level=words.level_words(content, fees.get("online", ())),
        online=catalogue.is_online(content),
        terms=words.terms_table(content, own_terms(request, content)),
        fees=words.fees_table(fees),
        pay=words.PAY_AT_DESK if any(words.costs(lines) for lines in fees.values()) else "",
    )
