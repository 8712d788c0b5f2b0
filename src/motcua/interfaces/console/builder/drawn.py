"""Conditions and calculations as their templates draw them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from motcua.casework.authoring import api as authoring
from motcua.casework.authoring.api import Form, Side
from motcua.interfaces.console.builder.calculation_boxes import MOST_TERMS, read_calculation
from motcua.interfaces.console.builder.condition_boxes import (
    MOST_GROUPS,
    MOST_TESTS,
    Boxes,
    as_text,
    count,
    read_condition,
    read_side,
    side_text,
)
from motcua.interfaces.console.builder.values import kind_of, options_of

Choice = dict[str, str]
_DATES = ("date", "partial_date")
_LISTED = ("in", "not_in")


@dataclass(frozen=True)
class DrawnTest:
    """One line: what is compared, how, with what. `options`: to choose from; empty where people write."""

    name: str
    number: int
    left: str
    op: str
    value: str
    other: str
    options: list[Choice]
    others: list[Choice]
    many: bool
    asks_value: bool


@dataclass(frozen=True)
class DrawnGroup:
    """A group of lines."""

    name: str
    number: int
    join: str
    tests: list[DrawnTest]
    can_grow: bool


@dataclass(frozen=True)
class DrawnCondition:
    """A condition with its modes; `words` and `exact`: what stands in the boxes now, as a sentence and as a rule."""

    name: str
    legend: str
    modes: list[Choice]
    mode: str
    join: str
    groups: list[DrawnGroup]
    expert: str
    error: str
    words: str
    exact: str
    can_grow: bool


@dataclass(frozen=True)
class DrawnCalculation:
    """A calculation with its terms."""

    name: str
    mode: str
    op: str
    terms: list[dict[str, Any]]
    expert: str
    error: str
    words: str
    exact: str
    can_grow: bool
    ops: list[Choice] = field(
        default_factory=lambda: [
            {"value": key, "label": one[0]} for key, one in authoring.CALCULATIONS.items()
        ]
    )


MODES = {
    "show_if": (("always", "Luôn hiện"), ("when", "Chỉ hiện khi…"), ("never", "Không bao giờ hiện")),
    "required": (("never", "Không bắt buộc"), ("always", "Luôn bắt buộc"), ("when", "Bắt buộc khi…")),
    "fail": (("when", "Báo khi…"),),
    "if": (("always", "Luôn luôn"), ("when", "Chỉ khi…")),
    "branch": (("when", "Khi…"),),
    "asked": (("always", "Luôn hỏi"), ("when", "Chỉ hỏi khi…")),
}
_EXPERT = ("expert", "Viết biểu thức (cho người rành)")


def sides_of(form: Form) -> list[Choice]:
    """Return what a test may compare: each field, and of days the age and the year."""
    found = []
    for one in authoring.fields_of(form):
        label = f"{authoring.label_of(form, one['id'])[:70]} ({one['id']})"
        found.append({"value": side_text(Side(one["id"])), "label": label})
        if one.get("type") in _DATES or one.get("result") == "date":
            found.append({"value": side_text(Side(one["id"], "age")), "label": f"Tuổi theo: {label}"})
            found.append({"value": side_text(Side(one["id"], "year")), "label": f"Năm của: {label}"})
    return found


def draw_condition(
    name: str, legend: str, modes: str, boxes: Boxes, form: Form, *, errors: Mapping[str, str]
) -> DrawnCondition:
    """Return a condition as it stands in the boxes, with at least one line to fill in."""
    read = read_condition(name, boxes, form)
    groups = [
        _group(f"{name}-{number}", number, boxes, form)
        for number in range(max(1, count(boxes, f"{name}-n", MOST_GROUPS)))
    ]
    known = [{"value": value, "label": label} for value, label in (*MODES[modes], _EXPERT)]
    told = read.value if not read.error else None
    return DrawnCondition(
        name=name, legend=legend, modes=known, mode=boxes.get(f"{name}-mode") or known[0]["value"],
        join=boxes.get(f"{name}-join", "and"), groups=groups, expert=boxes.get(f"{name}-expert", ""),
        error=errors.get(name, ""), words=authoring.when_words(told, form) if isinstance(told, dict) else "",
        exact=as_text(told) if isinstance(told, dict) else "", can_grow=len(groups) < MOST_GROUPS,
    )  # fmt: skip


def _group(name: str, number: int, boxes: Boxes, form: Form) -> DrawnGroup:
    places = max(1, count(boxes, f"{name}-n", MOST_TESTS))
    tests = [_test(f"{name}-{place}", place, boxes, form) for place in range(places)]
    return DrawnGroup(name, number, boxes.get(f"{name}-join", "and"), tests, places < MOST_TESTS)


def _test(name: str, number: int, boxes: Boxes, form: Form) -> DrawnTest:
    left, op = read_side(boxes.get(f"{name}-left", "")), boxes.get(f"{name}-op", "eq") or "eq"
    kind = kind_of(left, form) if left else "text"
    other = boxes.get(f"{name}-other", "")
    like = (
        [one for one in sides_of(form) if _kind(one, form) == kind]
        if left and kind in ("number", "date")
        else []
    )
    return DrawnTest(
        name=name, number=number + 1, left=side_text(left) if left else "", op=op,
        value=boxes.get(f"{name}-value", ""), other=other,
        options=_options(left, form, boxes.get(f"{name}-value", "")),
        others=like or ([{"value": other, "label": other}] if other else []),
        many=op in _LISTED, asks_value=op not in ("answered", "unanswered"),
    )  # fmt: skip


def _kind(choice: Choice, form: Form) -> str:
    side = read_side(choice["value"])
    return kind_of(side, form) if side else ""


def _options(left: Side | None, form: Form, value: str) -> list[Choice]:
    chosen = value.splitlines()
    told = options_of(left, form) if left else []
    return [{"value": one, "label": label, "chosen": "1" if one in chosen else ""} for one, label in told]


def draw_calculation(name: str, boxes: Boxes, form: Form, errors: Mapping[str, str]) -> DrawnCalculation:
    """Return a calculation as it stands in the boxes, with at least two terms to fill in."""
    read = read_calculation(name, boxes, form)
    places = max(2, count(boxes, f"{name}-n", MOST_TERMS))
    terms = [
        {
            "name": f"{name}-{number}", "number": number + 1, "chosen": boxes.get(f"{name}-{number}", ""),
            "written": boxes.get(f"{name}-{number}-number", ""),
        }
        for number in range(places)
    ]  # fmt: skip
    told = None if read.error else read.value
    return DrawnCalculation(
        name=name, mode=boxes.get(f"{name}-mode", "plain"), op=boxes.get(f"{name}-op", ""), terms=terms,
        expert=boxes.get(f"{name}-expert", ""), error=errors.get(name, ""),
        words=authoring.in_words(told, form) if told is not None else "",
        exact=as_text(told) if told is not None else "", can_grow=places < MOST_TERMS,
    )  # fmt: skip


def terms_of(form: Form) -> list[Choice]:
    """Return what a calculation may count with."""
    kinds = {"number", "money", "date", "partial_date", "calculated", "citizen_id", "text"}
    found = [
        {"value": f"field:{one['id']}", "label": f"{authoring.label_of(form, one['id'])[:70]} ({one['id']})"}
        for one in authoring.fields_of(form)
        if one.get("type") in kinds
    ]
    return [*found, {"value": "today", "label": "Hôm nay"}]


def grown(boxes: Boxes, name: str) -> dict[str, str]:
    """Return the boxes with one more line: of a list, of a condition's groups, of a group's tests."""
    now = count(boxes, f"{name}-n", 60)
    least = 2 if name == "calculate" else 1
    return {**boxes, f"{name}-n": str(max(now, least) + 1)}
