"""Random expressions and answers: mostly sensible, some malformed, many at the edges of what is exact."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from motcua.blocks.forms.rules.expressions import OPERATORS

FIELDS = ("a", "b", "c", "home", "tags", "when", "born", "name", "constructor", "__proto__", "gone")
TEXTS = (
    "",
    "An",
    "an",
    "Ơ",
    "O\u031b",
    "🌾",
    "xã Ba Tô",
    "12/2026",
    "1.5",
    "true",
    "a\nb",
    "0012",
    "-",
    "\u2028",
)
PATTERNS = (
    "[0-9]{1,4}[/-][0-9]{4}", "(-.+)?", ".*", "[^a-z]+", "(ab|An)", "(?:a[0-9]{2})+x?", "\\.", "[\\-a]", "🌾",
    "(a+)+", "\\d+", "^a$", "(a|b)*", "a{3,2}", "[z-a]", "[[]", "[a&&b]", "(", ")", "a**", "a+?", "(?=a)", "(a)\\1",
    "a{,3}", "{2}", "[a--]", "[a-]+", "[a-b-]", "[--a]", "(a?){2}", "(a?)?", "(a?){0,1}", "a*b*c*", "a*b*",
    "a?" * 20, "a?" * 19, "(a|b)" * 19, "(a|b)" * 20, "a{1,999}a{2,}", "]", "a{1001}", "|a", "x" * 201, "",
)  # fmt: skip
NUMBERS: tuple[Any, ...] = (
    0, 1, -1, 2, 3, 7, 10**15, -(10**15), 10**15 + 1, 10**18, 0.1, 0.5, 2.5, -0.5, 1e-7, 5e-7, 1.5e-6, 2.5e-6, 1e15,
    999999999999999.9, 1e16, 1e308, -0.0, 1e-320, 123456.789,
)  # fmt: skip


def random_date(random: Random) -> str:
    """A full or partial date; one in five does not exist."""
    if random.random() < 0.2:
        return random.choice(
            (
                "2026-02-30",
                "2025-02-29",
                "1900-02-29",
                "2100-02-29",
                "0000-01-01",
                "2026-13",
                "20260",
                "2026-1-01",
                "٢٠٢٦",
            )
        )
    day = date(1, 1, 1) + timedelta(days=random.randrange(3652058))
    if random.random() < 0.7:
        day = date(1900, 1, 1) + timedelta(days=random.randrange(60000))
    if random.random() < 0.1:
        day = date(random.choice((1900, 1904, 2000, 2023, 2024, 2100)), 3, 1) - timedelta(
            days=random.randrange(3)
        )
    return day.isoformat()[: random.choice((10, 10, 10, 7, 4))]


def random_number(random: Random) -> Any:
    """A number as JSON carries it: whole or with a point."""
    kind = random.random()
    if kind < 0.4:
        return random.choice(NUMBERS)
    if kind < 0.7:
        return random.randrange(-1000, 1000)
    return random.uniform(-1, 1) * 10.0 ** random.randrange(-8, 17)


def random_leaf(random: Random) -> Any:
    """A plain value."""
    makers: tuple[Callable[[], Any], ...] = (
        lambda: random_number(random),
        lambda: random_date(random),
        lambda: random.choice(TEXTS),
        lambda: random.choice((None, True, False)),
    )
    return random.choice(makers)()


def random_answer(random: Random) -> Any:
    """Anything that may stand in answers, a decimal too."""
    kind = random.random()
    if kind < 0.15:
        digits = random.randrange(1, 10 ** random.randrange(1, 22))
        return Decimal(digits).scaleb(-random.randrange(0, 12)) * random.choice((1, -1))
    if kind < 0.25:
        return {"line": random.choice(TEXTS), "commune": random.choice((None, "", "Xã A"))}
    if kind < 0.35:
        return [random_leaf(random) for _ in range(random.randrange(4))]
    return random_leaf(random)


def random_tree(random: Random, depth: int) -> Any:
    """An expression at most `depth` operators deep."""
    kind = random.random()
    if depth <= 0 or kind < 0.12:
        return random_leaf(random)
    if kind < 0.35:
        return {"field": random.choice(FIELDS)}
    if kind < 0.37:
        return random.choice(
            ({}, [], {"eq": [1, 1], "ne": [1, 2]}, {"power": [1]}, {"eq": 1}, {"field": 3}, [1])
        )
    operator = random.choice(tuple(OPERATORS))
    return {operator: _arguments(random, operator, depth - 1)}


def _arguments(random: Random, operator: str, depth: int) -> list[Any]:
    known = OPERATORS[operator]
    most = known.least + 2 if known.most is None else known.most
    count = random.randint(known.least, most) if random.random() < 0.98 else random.randrange(4)
    arguments = [random_tree(random, depth) for _ in range(count)]
    if operator == "matches" and count == 2:
        arguments = [random.choice((*TEXTS, {"field": "name"})), random.choice(PATTERNS)]
        if random.random() < 0.3:
            arguments[1] = "".join(random.choice("ab-[]()?*+{},21|.\\^/") for _ in range(random.randrange(9)))
    if operator == "in" and count == 2 and random.random() < 0.7:
        arguments[1] = [random_tree(random, depth - 1) for _ in range(random.randrange(4))]
    if operator == "answered" and count and random.random() < 0.8:
        arguments[0] = {"field": random.choice(FIELDS)}
    return arguments


def deep_tree(depth: int) -> Any:
    """A tree of that many levels whose value changes where it is cut off."""
    tree: Any = True
    for _ in range(depth):
        tree = {"not": [tree]}
    return tree


def random_case(random: Random) -> tuple[Any, dict[str, Any], date]:
    """An expression, answers and a day."""
    tree = (
        deep_tree(random.randrange(36, 46))
        if random.random() < 0.005
        else random_tree(random, random.randrange(5))
    )
    answers = {name: random_answer(random) for name in FIELDS if name != "gone" and random.random() < 0.85}
    day = date(1900, 1, 1) + timedelta(days=random.randrange(60000))
    return tree, answers, date(day.year, 2, 28) if random.random() < 0.1 else day
