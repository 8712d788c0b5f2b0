"""How far codes and register have come."""

from collections.abc import Mapping
from datetime import date

from motcua.casework.dossiers.models import BookCounter, CodeCounter
from motcua.casework.dossiers.use_cases.accept import REGISTER, identifier_on
from motcua.kernel.bulk import keep_counters


def books_of(commune_id: int) -> dict[str, int]:
    """Return the last numbers taken, within the caller's scope: "code/<day>" and "register/<year>"."""
    codes = CodeCounter.objects.filter(commune_id=commune_id).values_list("on", "next_number")
    entries = BookCounter.objects.filter(commune_id=commune_id, book=REGISTER)
    return {
        **{f"code/{on}": following - 1 for on, following in codes},
        **{
            f"{REGISTER}/{year}": following - 1
            for year, following in entries.values_list("year", "next_number")
        },
    }


def keep_books(commune_id: int, books: Mapping[str, int]) -> None:
    """Keep how far codes and register have come, by the same names."""
    codes, entries = [], []
    for book, last in books.items():
        kind, _, when = book.partition("/")
        if kind == "code":
            on = date.fromisoformat(when)
            named = {"identifier": identifier_on(commune_id, on), "on": on}
            codes.append(CodeCounter(commune_id=commune_id, **named, next_number=last + 1))
        elif kind == REGISTER:
            named = {"book": REGISTER, "year": int(when)}
            entries.append(BookCounter(commune_id=commune_id, **named, next_number=last + 1))
    keep_counters(codes, "identifier", "on")
    keep_counters(entries, "book", "year")
