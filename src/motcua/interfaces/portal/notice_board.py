"""The list of procedures that is posted publicly: by field, with term, fee, place and legal basis."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext, gettext_noop

from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.portal import words

_PLACES = {
    "online": gettext_noop("Trên mạng"),
    "counter": gettext_noop("Quầy Một cửa"),
    "post": gettext_noop("Bưu chính"),
}


@dataclass(frozen=True)
class Row:
    """A procedure on the board; texts by channel are told once where they are the same."""

    number: int
    code: str
    name: str
    term: str
    fee: str
    place: str
    basis: str


@dataclass(frozen=True)
class Field:
    """A field of the board with its procedures."""

    name: str
    rows: tuple[Row, ...]


def rows_of(
    contents: Sequence[catalogue.ProcedureContent],
    fees: Sequence[Mapping[str, Sequence[catalogue.FeeLine]]],
    own: Sequence[Mapping[str, catalogue.Term]],
) -> list[Field]:
    """Return the board of these procedures (sorted by field), `fees` and `own` terms of each by channel.

    Legal basis: Decree 118/2025/NĐ-CP, duty of the one-stop to post procedures, terms, fees and places.
    """
    numbered = enumerate(zip(contents, fees, own, strict=True), start=1)
    made = [(one.field, _row(number, one, cost, terms)) for number, (one, cost, terms) in numbered]
    return [
        Field(name, tuple(row for _, row in group)) for name, group in groupby(made, key=lambda pair: pair[0])
    ]


def _row(
    number: int,
    content: catalogue.ProcedureContent,
    fees: Mapping[str, Sequence[catalogue.FeeLine]],
    own: Mapping[str, catalogue.Term],
) -> Row:
    places = [gettext(name) for key, name in _PLACES.items() if key in content.terms]
    return Row(
        number=number,
        code=content.code,
        name=content.name,
        term=_cells(words.terms_table(content, own)),
        fee="; ".join(f"{fee.name}: {_cells(fee.cells)}" for fee in words.fees_table(fees))
        or gettext("Không thu"),
        place=", ".join(places),
        basis=", ".join(law.number for law in content.legal_basis),
    )


def _cells(cells: Sequence[tuple[str, str]]) -> str:
    if len({text for _, text in cells}) == 1:
        return cells[0][1]
    return "; ".join(f"{name}: {text}" for name, text in cells)
