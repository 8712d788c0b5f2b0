"""An expression in Vietnamese words, with the labels of the form."""

from collections.abc import Mapping
from typing import Any

from motcua.blocks.forms.api import display_date
from motcua.casework.authoring.rules.shape import find_field, label_of

Form = Mapping[str, Any]
_BETWEEN = {
    "eq": "{} là {}", "ne": "{} có và không là {}", "lt": "{} nhỏ hơn {}", "le": "{} nhỏ hơn hoặc bằng {}",
    "gt": "{} lớn hơn {}", "ge": "{} lớn hơn hoặc bằng {}", "sub": "{} trừ {}", "div": "{} chia {}",
    "days": "số ngày từ {} đến {}", "matches": "{} viết theo mẫu {}",
}  # fmt: skip
_OF_ONE = {"age": "tuổi tính theo {}", "year": "năm của {}", "answered": "{} đã trả lời"}
_MANY = {"and": " và ", "or": " hoặc ", "add": " cộng ", "mul": " nhân "}
_DATE_LENGTHS = (7, 10)


def in_words(expression: Any, form: Form) -> str:
    """Return what an expression says; never raises, whatever stands in it."""
    return _words(expression, form, None, 0)


def when_words(expression: Any, form: Form) -> str:
    """Return a condition as the end of a sentence: always, never, or when it holds."""
    if expression is True:
        return "luôn luôn"
    return "không bao giờ" if expression is False else f"khi {in_words(expression, form)}"


def _words(expression: Any, form: Form, beside: str | None, depth: int) -> str:
    if depth > 40:
        return "…"
    if not isinstance(expression, Mapping) or len(expression) != 1:
        return value_words(expression, form, beside)
    op, arguments = next(iter(expression.items()))
    if op == "field":
        return f"“{label_of(form, str(arguments))}”"
    if op == "today":
        return "hôm nay"
    if not isinstance(arguments, list):
        return f"{op} {arguments}"
    return _operation(str(op), arguments, form, depth + 1)


def _operation(op: str, arguments: list[Any], form: Form, depth: int) -> str:
    beside = next((_field_in(one) for one in arguments if _field_in(one)), None)
    told = [_words(one, form, beside, depth) for one in arguments]
    if op in _BETWEEN and len(told) == 2:
        return _BETWEEN[op].format(*told)
    if op == "not" and len(told) == 1:
        return _denied(arguments[0], told[0], form, depth)
    if op in _OF_ONE and len(told) == 1:
        return _OF_ONE[op].format(told[0])
    if op in _MANY and told:
        return _MANY[op].join(
            f"({one})" if _is_joined(part) else one for one, part in zip(told, arguments, strict=True)
        )
    if op == "in" and len(arguments) == 2 and isinstance(arguments[1], list):
        return f"{told[0]} là một trong: " + ", ".join(
            _words(one, form, beside, depth) for one in arguments[1]
        )
    return f"{op}({'; '.join(told)})"


def _denied(part: Any, told: str, form: Form, depth: int) -> str:
    """The opposite of one test as people say it; of anything else, that it does not hold."""
    if isinstance(part, Mapping) and len(part) == 1:
        op, arguments = next(iter(part.items()))
        if op == "answered":
            return told.replace("đã trả lời", "chưa trả lời")
        if op == "eq" and isinstance(arguments, list) and len(arguments) == 2:
            left, right = (_words(one, form, _field_in(arguments[0]), depth) for one in arguments)
            return f"{left} không là {right}"
        if op == "in":
            return told.replace(" là một trong: ", " không là mục nào trong: ")
    return f"không phải: {told}"


def _is_joined(part: Any) -> bool:
    return isinstance(part, Mapping) and bool(part.keys() & _MANY.keys())


def _field_in(expression: Any) -> str | None:
    if isinstance(expression, Mapping) and isinstance(expression.get("field"), str):
        return str(expression["field"])
    return None


def value_words(value: Any, form: Form, field_id: str | None = None) -> str:
    """Return a value as people say it: the label of an option of its field, Có, a day."""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if value is None:
        return "chưa có gì"
    field = find_field(form, field_id) if field_id else None
    for option in (field or {}).get("options") or ():
        if isinstance(option, Mapping) and option.get("value") == value:
            return f"“{option.get('label')}”"
    if isinstance(value, str) and len(value) in _DATE_LENGTHS and value[:4].isdigit() and value[4] == "-":
        return display_date(value)
    return f"“{value}”" if isinstance(value, str) else str(value)
