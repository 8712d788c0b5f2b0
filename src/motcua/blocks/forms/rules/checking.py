"""Static check of expressions: a definition with a faulty rule is refused before anyone fills it in."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from motcua.blocks.forms.rules.definition import Bearer, Check
from motcua.blocks.forms.rules.expressions import MAX_DEPTH, OPERATORS, Problem
from motcua.blocks.forms.rules.fixed_point import millionths
from motcua.blocks.forms.rules.patterns import pattern

_NO_PATTERN = (
    "không phải mẫu dùng được: chỉ gồm ký tự, [..], (..), |, *, +, ?, {n,m}; không dùng \\d, \\w, ^, $"
)


def check(expr: Any, known_fields: Collection[str], path: str = "") -> list[Problem]:
    """Faults of an expression: unknown operators and fields, wrong number of arguments, foreign values."""
    return _check(expr, known_fields, path, 0)


def _check(expr: Any, known: Collection[str], path: str, depth: int) -> list[Problem]:
    if depth > MAX_DEPTH:
        return [Problem(path, "quy tắc lồng nhau quá sâu", f"nested deeper than {MAX_DEPTH} levels")]
    if not isinstance(expr, Mapping):
        return _check_value(expr, path)
    if len(expr) != 1:
        return [Problem(path, "mỗi quy tắc phải có đúng một phép", "needs exactly one operator key")]
    return _check_operator(*next(iter(expr.items())), known, path, depth)


def _check_operator(operator: Any, raw: Any, known: Collection[str], path: str, depth: int) -> list[Problem]:
    if operator == "field":
        return _check_field(raw, known, path)
    known_operator = OPERATORS.get(operator) if isinstance(operator, str) else None
    if known_operator is None:
        return [Problem(path, f"không có phép “{operator}”", f"unknown operator {operator!r}")]
    if not isinstance(raw, list) or not known_operator.takes(len(raw)):
        return [Problem(_join(path, operator), "sai số lượng đối số", "wrong number of arguments")]
    return _check_arguments(operator, raw, known, _join(path, operator), depth)


def judging_problems(
    checks: Sequence[Check], bearer: Bearer | None, known_fields: Collection[str], path: str
) -> list[Problem]:
    """Faults of what is demanded of an answer beside the others: its checks, and whose number it is."""
    problems: list[Problem] = []
    for number, rule in enumerate(checks):
        problems += check(rule.fail_if, known_fields, f"{path}.checks[{number}].fail_if")
    if bearer is not None:
        problems += check(bearer.born, known_fields, f"{path}.bearer.born")
        problems += check(bearer.sex, known_fields, f"{path}.bearer.sex")
    return problems


def _check_arguments(
    operator: str, raw: list[Any], known: Collection[str], path: str, depth: int
) -> list[Problem]:
    if operator == "answered" and not (isinstance(raw[0], Mapping) and list(raw[0]) == ["field"]):
        return [Problem(f"{path}[0]", "phải là một trường {field: ...}", "must be a {field: id}")]
    if operator == "matches" and pattern(raw[1]) is None:
        return [Problem(f"{path}[1]", _NO_PATTERN, "not a pattern of the small language")]
    problems: list[Problem] = []
    for position, part in enumerate(raw):
        here = f"{path}[{position}]"
        if operator == "in" and position == 1:
            problems += _check_members(part, known, here, depth)
        else:
            problems += _check(part, known, here, depth + 1)
    return problems


def _check_members(part: Any, known: Collection[str], path: str, depth: int) -> list[Problem]:
    if isinstance(part, list):
        return [
            problem
            for position, item in enumerate(part)
            for problem in _check(item, known, f"{path}[{position}]", depth + 2)
        ]
    if isinstance(part, Mapping) and list(part) == ["field"]:
        return _check_field(part["field"], known, path)
    return [Problem(path, "phải là danh sách giá trị", "must be a list or a {field: id}")]


def _check_field(field_id: Any, known: Collection[str], path: str) -> list[Problem]:
    if isinstance(field_id, str) and field_id in known:
        return []
    return [Problem(_join(path, "field"), f"không có trường “{field_id}”", f"unknown field {field_id!r}")]


def _check_value(value: Any, path: str) -> list[Problem]:
    if value is None or isinstance(value, bool | str) or millionths(value) is not None:
        return []
    return [Problem(path, "giá trị không dùng được trong quy tắc", "not a value of the expression language")]


def _join(path: str, part: str) -> str:
    return f"{path}.{part}" if path else part
