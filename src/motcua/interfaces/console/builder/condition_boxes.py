"""A condition as boxes of a page, and read back; what plain boxes cannot say exactly stands in the expert's box.

Boxes of a condition `c`: `c-mode` (always, never, when, expert), `c-join`, `c-n` groups; of each group
`c-0-join`, `c-0-n` tests; of each test `c-0-0-left`, `-op`, `-value`, `-other`; `c-expert` the expression as text.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from motcua.blocks.forms import api as forms
from motcua.casework.authoring import api as authoring
from motcua.casework.authoring.api import Form, Group, Groups, Side, Test
from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.console.builder.values import read_value, value_text

Boxes = Mapping[str, str]
MOST_GROUPS, MOST_TESTS = 6, 12
_NO_VALUE = ("answered", "unanswered")


@dataclass(frozen=True)
class Read:
    """What was read of some boxes: the value, or what is wrong, in Vietnamese."""

    value: Any
    error: str = ""


def condition_boxes(prefix: str, expression: Any, form: Form) -> dict[str, str]:
    """Return the boxes that say this expression; null is as if nothing were said."""
    if isinstance(expression, bool) or expression is None:
        return {f"{prefix}-mode": "never" if expression is False else "always"}
    told = authoring.to_groups(expression)
    if told is not None:
        boxes = _groups(prefix, told, form)
        if _exactly(read_condition(prefix, boxes, form).value, expression):
            return boxes
    return {f"{prefix}-mode": "expert", f"{prefix}-expert": as_text(expression)}


def as_text(expression: Any) -> str:
    """Return an expression as it stands in a file."""
    return json.dumps(expression, ensure_ascii=False)


def _exactly(left: Any, right: Any) -> bool:
    return json.dumps(left, sort_keys=True, default=str) == json.dumps(right, sort_keys=True, default=str)


def _groups(prefix: str, told: Groups, form: Form) -> dict[str, str]:
    boxes = {f"{prefix}-mode": "when", f"{prefix}-join": told.join, f"{prefix}-n": str(len(told.groups))}
    for number, group in enumerate(told.groups):
        here = f"{prefix}-{number}"
        boxes |= {f"{here}-join": group.join, f"{here}-n": str(len(group.tests))}
        for place, test in enumerate(group.tests):
            boxes |= _test(f"{here}-{place}", test, form)
    return boxes


def _test(prefix: str, test: Test, form: Form) -> dict[str, str]:
    boxes = {f"{prefix}-left": side_text(test.left), f"{prefix}-op": test.op}
    if isinstance(test.value, Side):
        return boxes | {f"{prefix}-other": side_text(test.value)}
    values = test.value if isinstance(test.value, tuple) else (test.value,)
    if test.op not in _NO_VALUE:
        boxes[f"{prefix}-value"] = "\n".join(value_text(one, test.left, form) for one in values)
    return boxes


def side_text(side: Side) -> str:
    """Return a side as the value of a list to choose from."""
    return f"{side.of}:{side.field}"


def read_side(text: str) -> Side | None:
    """Return the side that a value of the list names, or null."""
    of, _, field = text.partition(":")
    if not field or of not in ("field", "age", "year"):
        return None
    return Side(field, "field" if of == "field" else "age" if of == "age" else "year")


def count(boxes: Boxes, name: str, most: int) -> int:
    """Return the number in a box, never more than `most`."""
    text = boxes.get(name, "")
    return min(int(text[:4]), most) if text.isascii() and text.isdigit() else 0


def read_condition(prefix: str, boxes: Boxes, form: Form) -> Read:
    """Read a condition. True when nothing is asked; null with an error when it cannot be read."""
    mode = boxes.get(f"{prefix}-mode", "always")
    if mode == "expert":
        return read_expert(boxes.get(f"{prefix}-expert", ""), form)
    if mode != "when":
        return Read(mode != "never")
    groups = []
    for number in range(count(boxes, f"{prefix}-n", MOST_GROUPS)):
        read = _read_group(f"{prefix}-{number}", boxes, form)
        if read.error:
            return read
        groups.append(read.value)
    if not any(group.tests for group in groups):
        return Read(None, "hãy chọn ô và ghi điều kiện, hoặc chọn lại cách hiện.")
    return Read(authoring.to_expression(Groups(_join(boxes, prefix), tuple(groups))))


def _join(boxes: Boxes, prefix: str) -> Any:
    return "or" if boxes.get(f"{prefix}-join") == "or" else "and"


def _read_group(prefix: str, boxes: Boxes, form: Form) -> Read:
    tests = []
    for place in range(count(boxes, f"{prefix}-n", MOST_TESTS)):
        read = _read_test(f"{prefix}-{place}", boxes, form)
        if read.error:
            return read
        if read.value is not None:
            tests.append(read.value)
    return Read(Group(_join(boxes, prefix), tuple(tests)))


def _read_test(prefix: str, boxes: Boxes, form: Form) -> Read:
    left, op = read_side(boxes.get(f"{prefix}-left", "")), boxes.get(f"{prefix}-op", "") or "eq"
    if left is None:
        return Read(None)
    label = authoring.label_of(form, left.field)
    if op not in authoring.OPS:
        return Read(None, f"“{label}”: hãy chọn cách so sánh.")
    if op in _NO_VALUE:
        return Read(Test(left, op))
    other = read_side(boxes.get(f"{prefix}-other", ""))
    return Read(Test(left, op, other)) if other is not None else _read_values(prefix, left, op, boxes, form)


def _read_values(prefix: str, left: Side, op: str, boxes: Boxes, form: Form) -> Read:
    label = authoring.label_of(form, left.field)
    lines = [one.strip() for one in boxes.get(f"{prefix}-value", "").splitlines() if one.strip()]
    if op in ("in", "not_in") and len(lines) == 1:
        lines = [one.strip() for one in lines[0].split(";") if one.strip()]
    if not lines:
        return Read(None, f"“{label}”: hãy ghi giá trị để so.")
    values = [read_value(line, left, form) for line in lines]
    wrong = next((problem for _, problem in values if problem), "")
    if wrong:
        return Read(None, f"“{label}”: {wrong}")
    told = [value for value, _ in values]
    return Read(Test(left, op, tuple(told) if op in ("in", "not_in") else told[0]))


def read_expert(text: str, form: Form) -> Read:
    """Read an expression as it stands in a file; checked as the form itself will be."""
    if not text.strip():
        return Read(None, "hãy ghi biểu thức, ví dụ {eq: [{field: ma_o}, gia_tri]}.")
    told = read_text(text)
    if told.error:
        return told
    expression = told.value
    known = {one["id"] for one in authoring.fields_of(form)}
    problems = forms.check(expression, known)
    if problems or not isinstance(expression, dict | bool):
        first = problems[0] if problems else None
        return Read(
            None,
            f"{first.path}: {first.vi}." if first else "phải là một phép, ví dụ {answered: [{field: ma_o}]}.",
        )
    return Read(expression)


def read_text(text: str) -> Read:
    """Read what a hand wrote as it stands in a file."""
    try:
        return Read(catalogue.read_yaml(text))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return Read(None, f"biểu thức viết sai: {' '.join(str(error).split())[:160]}")
