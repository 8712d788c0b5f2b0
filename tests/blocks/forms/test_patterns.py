import time
from datetime import date

import pytest

from motcua.blocks.forms.api import evaluate
from motcua.blocks.forms.rules.patterns import matches, pattern

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    "text",
    ["[0-9]{1,4}[/-][0-9]{4}(-.+)?", "(ab|c)", "(?:a[0-9]{2})+", "x?", "", "[^,]*", "\\.", "(a?)?", "Ơ+"],
)
def test_the_small_language_is_taken(text: str) -> None:
    assert pattern(text) is not None


@pytest.mark.parametrize(
    "text",
    [r"\d", r"\w+", "^a", "a$", "a+?", "a**", "(?=a)", "(?P<n>a)", r"(a)\1", "{2}", "(a", "a)", "[b-a]", "a{3,2}", "[",
     "a{,3}", "(a+)+", "(a|aa)*", "((a?))*", "(a*){2}", "a*b*c*", "a?" * 20, "(a|b)" * 20, "x" * 201, "[a&&b]", "]"],
)  # fmt: skip
def test_everything_else_is_refused(text: str) -> None:
    assert pattern(text) is None
    assert not matches("a", text)


def test_no_pattern_takes_for_ever() -> None:
    """The worst that is taken, on the longest text that is looked at."""
    began = time.perf_counter()
    assert not matches("a" * 1000, "a*a*b")
    assert not matches("a" * 1000, "a?" * 19 + "b")
    assert not matches("a" * 1001, "a*")
    assert time.perf_counter() - began < 2


def test_a_dot_is_any_character_in_both_languages() -> None:
    assert evaluate({"matches": ["a\nb\u2028🌾", "a.b.."]}, {}, today=TODAY) is True
