"""The numbers that are taken in order: codes of a day, entries of the register, numbers of results and receipts.

Books are counted over all dossiers at once, by the moment of the order, as officers would have taken them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from motcua.interfaces.cli.demonstration.plan.values import Kind, Order, Script

_HERE = ZoneInfo("Asia/Ho_Chi_Minh")
_PAYING = ("pay", "pay_obligation")


@dataclass
class Numbers:
    """What each order took, by script and place of the order; and how far each book has come, by its key.

    Keys: "code/2026-11-20", "register/2026", "result/KQ.G15.000021/2026", "receipt/2026".
    """

    codes: dict[tuple[int, int], int] = field(default_factory=dict)
    entries: dict[tuple[int, int], int] = field(default_factory=dict)
    results: dict[tuple[int, int, str], int] = field(default_factory=dict)
    receipts: dict[tuple[int, int], int] = field(default_factory=dict)
    books: dict[str, int] = field(default_factory=dict)

    def take(self, book: str) -> int:
        """Return the next number of a book, from 1."""
        self.books[book] = self.books.get(book, 0) + 1
        return self.books[book]


def take_numbers(scripts: Iterable[Script], kinds: Iterable[Kind], begun: Mapping[str, int]) -> Numbers:
    """Give every order its numbers. `begun`: the last number taken before, by book."""
    results = {kind.code: kind.results for kind in kinds}
    numbers = Numbers(books=dict(begun))
    for script, place, order in _in_time(scripts):
        at, day = (script.number, place), order.at.astimezone(_HERE).date()
        if order.action == "accept":
            numbers.codes[at] = numbers.take(f"code/{day}")
            numbers.entries[at] = numbers.take(f"register/{day.year}")
        elif order.action in _PAYING:
            numbers.receipts[at] = numbers.take(f"receipt/{day.year}")
        elif order.action == "issue":
            for code in results[script.code]:
                numbers.results[*at, code] = numbers.take(f"result/{code}/{day.year}")
    return numbers


def _in_time(scripts: Iterable[Script]) -> list[tuple[Script, int, Order]]:
    """Return every order by its moment."""

    def moment(one: tuple[Script, int, Order]) -> tuple[datetime, int, int]:
        script, place, order = one
        return order.at, script.number, place

    every = [(script, place, order) for script in scripts for place, order in enumerate(script.orders)]
    return sorted(every, key=moment)
