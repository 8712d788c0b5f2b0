from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.blocks.forms.api import check, evaluate, fields_of
from motcua.blocks.forms.rules.expressions import MAX_DEPTH, OPERATORS

TODAY = date(2026, 11, 20)
ANSWERS: dict[str, Any] = {
    "name": "An",
    "empty": "",
    "count": 3,
    "price": Decimal("2.5"),
    "yes": True,
    "born": "2004-02-29",
    "year": "1990",
    "home": {"line": "", "commune": "Xã A", "province": ""},
    "nowhere": {"line": "", "commune": "", "province": ""},
    "tags": ["a", "b"],
}


def f(name: str) -> dict[str, str]:
    return {"field": name}


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        ({"eq": [f("name"), "An"]}, True),
        ({"eq": [f("name"), "an"]}, False),
        ({"eq": [f("missing"), None]}, True),
        ({"eq": [f("empty"), None]}, True),
        ({"eq": [f("count"), "3"]}, False),
        ({"eq": [True, 1]}, False),
        ({"eq": [f("home"), f("home")]}, False),
        ({"ne": [f("missing"), "x"]}, False),
        ({"ne": [None, None]}, False),
        ({"ne": ["1", 1]}, True),
        ({"lt": [f("missing"), 5]}, False),
        ({"ge": [f("missing"), 5]}, False),
        ({"lt": ["2", 5]}, False),
        ({"lt": ["a", "b"]}, False),
        ({"lt": ["2026-01-31", "2026-02-01"]}, True),
        ({"lt": ["2026-02-30", "2026-03-01"]}, False),
        ({"lt": ["1990", "1991"]}, True),
        ({"lt": ["1990", "1991-01-01"]}, False),
        ({"gt": [f("price"), 2]}, True),
        ({"in": [f("name"), ["Bình", "An"]]}, True),
        ({"in": [None, [None]]}, False),
        ({"in": ["b", f("tags")]}, True),
        ({"in": ["b", "b"]}, False),
        ({"answered": [f("home")]}, True),
        ({"answered": [f("nowhere")]}, False),
        ({"answered": [f("empty")]}, False),
        ({"answered": ["An"]}, False),
        ({"not": [None]}, True),
        ({"and": [True, "true"]}, False),
        ({"or": [None, True]}, True),
        ({"add": [1, 2, f("price")]}, Decimal("5.5")),
        ({"add": [0.1, 0.2]}, Decimal("0.3")),
        ({"sub": [1, "1"]}, None),
        ({"mul": [True, 2]}, None),
        ({"mul": [0.000001, 0.5]}, 0),
        ({"mul": [0.000003, 0.5]}, Decimal("0.000002")),
        ({"mul": [-0.000003, 0.5]}, Decimal("-0.000002")),
        ({"mul": [10**9, 10**9]}, None),
        ({"div": [1, 0]}, None),
        ({"div": [1, 3]}, Decimal("0.333333")),
        ({"div": [-6, 2]}, -3),
        ({"age": [f("born")]}, 22),
        ({"age": ["2026-11-21"]}, None),
        ({"age": [f("year")]}, None),
        ({"today": []}, "2026-11-20"),
        ({"days": ["2026-11-01", {"today": []}]}, 19),
        ({"days": ["2026-11-01", "2026-11-31"]}, None),
        ({"year": ["2026-11-01"]}, 2026),
        ({"year": ["1990"]}, 1990),
        ({"year": ["2026-11-31"]}, None),
        ({"matches": ["01/2026", "[0-9]+/[0-9]{4}"]}, True),
        ({"matches": ["x01/2026", "[0-9]+/[0-9]{4}"]}, False),
        ({"matches": [2026, "[0-9]+"]}, False),
        ({"matches": ["(", "("]}, False),
        ({"frobnicate": [1]}, None),
        ({"eq": [1]}, None),
        ({"eq": [1, 1], "ne": [1, 2]}, None),
        ({}, None),
        (float("nan"), None),
        (10**16, None),
    ],
)
def test_semantics(expr: Any, expected: Any) -> None:
    value = evaluate(expr, ANSWERS, today=TODAY)
    assert value == expected
    assert type(value) is type(expected)


def test_a_leap_day_birth_completes_its_year_on_the_first_of_march() -> None:
    born = {"age": ["2004-02-29"]}
    assert evaluate(born, {}, today=date(2026, 2, 28)) == 21
    assert evaluate(born, {}, today=date(2026, 3, 1)) == 22


scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.dates().map(date.isoformat),
    st.sampled_from([*ANSWERS, *OPERATORS]),
)
anything = st.recursive(
    scalars,
    lambda part: st.one_of(
        st.lists(part, max_size=4),
        st.dictionaries(st.sampled_from([*OPERATORS, "field", "bad"]), part, max_size=2),
        st.sampled_from(sorted(OPERATORS)).flatmap(
            lambda name: st.lists(part, max_size=3).map(lambda args: {name: args})
        ),
        st.sampled_from(sorted(ANSWERS)).map(f),
    ),
    max_leaves=25,
)
any_answers = st.dictionaries(st.sampled_from(sorted(ANSWERS)), anything, max_size=5)


@given(anything, any_answers)
@settings(max_examples=400, deadline=None)
def test_evaluation_never_raises_and_gives_a_known_type(expr: Any, answers: dict[str, Any]) -> None:
    value = evaluate(expr, answers, today=TODAY)
    if isinstance(expr, dict) and list(expr) != ["field"]:
        assert value is None or isinstance(value, bool | int | Decimal | str)


@given(anything)
@settings(max_examples=200, deadline=None)
def test_check_never_raises(expr: Any) -> None:
    assert all(problem.vi and problem.en for problem in check(expr, ANSWERS))
    assert isinstance(fields_of(expr), frozenset)


@given(st.integers(-(10**8), 10**8), st.integers(-(10**8), 10**8))
def test_sums_are_exact_in_millionths(left: int, right: int) -> None:
    first, second = Decimal(left) / 10**6, Decimal(right) / 10**6
    assert evaluate({"add": [first, second]}, {}, today=TODAY) == first + second


def test_too_deep_is_null_and_refused() -> None:
    expr: Any = True
    for _ in range(MAX_DEPTH + 1):
        expr = {"and": [expr]}
    assert check(expr, ())[0].en.startswith("nested deeper")
    for _ in range(5000):
        expr = {"not": [expr]}
    assert evaluate(expr, {}, today=TODAY) in (True, False)


@pytest.mark.parametrize(
    ("expr", "path"),
    [
        ({"eqq": [1, 1]}, "show_if"),
        ({"eq": [1, f("gone")]}, "show_if.eq[1].field"),
        ({"and": [{"not": [True, True]}]}, "show_if.and[0].not"),
        ({"answered": ["name"]}, "show_if.answered[0]"),
        ({"in": [1, 2]}, "show_if.in[1]"),
        ({"in": [1, [{"bad": []}]]}, "show_if.in[1][0]"),
        ({"eq": [1, 1], "ne": [1, 1]}, "show_if"),
        ({"add": [1, 10**16]}, "show_if.add[1]"),
    ],
)
def test_check_names_the_place(expr: Any, path: str) -> None:
    assert [problem.path for problem in check(expr, ANSWERS, "show_if")] == [path]


def test_check_accepts_a_sound_tree() -> None:
    expr = {"and": [{"in": [f("name"), ["a", f("year")]]}, {"answered": [f("home")]}, {"in": [1, f("tags")]}]}
    assert check(expr, ANSWERS) == []
    assert fields_of(expr) == {"name", "year", "home", "tags"}
