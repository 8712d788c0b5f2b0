"""Conditions as plain controls: groups of simple tests, joined by all or any; and back to the expression.

What the controls cannot say exactly is left to the box for experts: `to_groups` then gives null, never something near.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Join = Literal["and", "or"]
Expression = Any


@dataclass(frozen=True)
class Side:
    """The left side of a test: the answer of a field, the age on a day it gives, or the year of that day."""

    field: str
    of: Literal["field", "age", "year"] = "field"

    @property
    def expression(self) -> Expression:
        """The expression of this side."""
        own = {"field": self.field}
        return own if self.of == "field" else {self.of: [own]}


@dataclass(frozen=True)
class Test:
    """One line of a condition. `value`: a value, a list of values, or another side; null where none is asked."""

    __test__ = False

    left: Side
    op: str
    value: Any = None


@dataclass(frozen=True)
class Group:
    """Tests of which all or any must hold."""

    join: Join
    tests: tuple[Test, ...]


@dataclass(frozen=True)
class Groups:
    """Groups of which all or any must hold."""

    join: Join
    groups: tuple[Group, ...]


# What a line may say, in words. `not_eq` also holds while nothing is answered, `ne` does not.
OPS = {
    "eq": "là",
    "not_eq": "không là (kể cả khi chưa trả lời)",
    "ne": "đã trả lời và không là",
    "in": "là một trong các mục",
    "not_in": "không là mục nào trong",
    "lt": "nhỏ hơn, trước",
    "le": "nhỏ hơn hoặc bằng, không sau",
    "gt": "lớn hơn, sau",
    "ge": "lớn hơn hoặc bằng, không trước",
    "answered": "đã trả lời",
    "unanswered": "chưa trả lời",
}
TODAY: Expression = {"today": []}
_NEGATED = {"not_eq": "eq", "not_in": "in", "unanswered": "answered"}
_POSITIVE = {plain: negated for negated, plain in _NEGATED.items()}


def to_expression(groups: Groups) -> Expression:
    """Return the expression of groups; true when there is no test."""
    parts = [_of_group(group) for group in groups.groups if group.tests]
    if not parts:
        return True
    return parts[0] if len(parts) == 1 else {groups.join: parts}


def _of_group(group: Group) -> Expression:
    tests = [_of_test(test) for test in group.tests]
    return tests[0] if len(tests) == 1 else {group.join: tests}


def _of_test(test: Test) -> Expression:
    plain = _NEGATED.get(test.op, test.op)
    if plain == "answered":
        made: Expression = {"answered": [test.left.expression]}
    else:
        value = test.value.expression if isinstance(test.value, Side) else test.value
        made = {plain: [test.left.expression, list(value) if isinstance(value, tuple) else value]}
    return {"not": [made]} if test.op in _NEGATED else made


def to_groups(expression: Expression) -> Groups | None:
    """Return the groups that say exactly this expression, or null when plain controls cannot say it."""
    found = _groups(expression)
    return found if found is not None and to_expression(found) == expression else None


def _groups(expression: Expression) -> Groups | None:
    group = _group(expression)
    if group is not None:
        return Groups("and", (group,))
    join, parts = _joined(expression)
    if join is None:
        return None
    groups = [_group(part) for part in parts]
    return None if None in groups else Groups(join, tuple(one for one in groups if one is not None))


def _group(expression: Expression) -> Group | None:
    join, parts = _joined(expression)
    tests = [_test(part) for part in (parts if join else [expression])]
    return None if None in tests else Group(join or "and", tuple(one for one in tests if one is not None))


def _joined(expression: Expression) -> tuple[Join | None, list[Expression]]:
    if isinstance(expression, Mapping) and len(expression) == 1:
        for join in ("and", "or"):
            parts = expression.get(join)
            if isinstance(parts, list) and parts:
                return ("and" if join == "and" else "or"), parts
    return None, []


def _test(expression: Expression) -> Test | None:
    op, arguments = _operation(expression)
    if op == "not" and len(arguments) == 1:
        op, arguments = _operation(arguments[0])
        op = _POSITIVE.get(op, "")
    left = _side(arguments[0]) if arguments else None
    if left is None or op not in OPS:
        return None
    if op in ("answered", "unanswered"):
        return Test(left, op) if len(arguments) == 1 and left.of == "field" else None
    if len(arguments) != 2:
        return None
    value = arguments[1]
    if op in ("in", "not_in"):
        is_list = isinstance(value, list) and value and all(_is_plain(one) for one in value)
        return Test(left, op, tuple(value)) if is_list else None
    other = _side(value)
    if other is not None or value == TODAY or _is_plain(value):
        return Test(left, op, other or value)
    return None


def _operation(expression: Expression) -> tuple[str, list[Expression]]:
    if not isinstance(expression, Mapping) or len(expression) != 1:
        return "", []
    op, arguments = next(iter(expression.items()))
    return (op, arguments) if isinstance(op, str) and isinstance(arguments, list) else ("", [])


def _side(expression: Expression) -> Side | None:
    if not isinstance(expression, Mapping) or len(expression) != 1:
        return None
    if isinstance(expression.get("field"), str):
        return Side(expression["field"])
    for of in ("age", "year"):
        inner = expression.get(of)
        if isinstance(inner, list) and len(inner) == 1:
            own = _side(inner[0])
            if own is not None and own.of == "field":
                return Side(own.field, "age" if of == "age" else "year")
    return None


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int | float | bool) and value != ""
