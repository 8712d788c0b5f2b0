"""Calculated fields: the value of an expression, as it is shown and stored."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from motcua.blocks.forms.rules.dates import is_date
from motcua.blocks.forms.rules.definition import Field
from motcua.blocks.forms.rules.expressions import evaluate
from motcua.blocks.forms.rules.fixed_point import SCALE, divide_even, millionths


def calculated_value(field: Field, typed: Mapping[str, Any], today: date) -> Any:
    """The answer of a calculated field; null while it cannot be worked out or is not what `result` says.

    A date may be given by its year alone. An amount is rounded to whole đồng, half to even; a number with a
    fraction is kept as text, as all answers.
    """
    value = evaluate(field.calculate, typed, today=today)
    if field.result == "text":
        return value if isinstance(value, str) else None
    if field.result == "date":
        text = f"{value:04d}" if isinstance(value, int) and not isinstance(value, bool) else value
        return text if isinstance(text, str) and is_date(text) else None
    micro = millionths(value)
    if micro is None:
        return None
    if field.result == "money":
        return divide_even(micro, SCALE)
    return value if isinstance(value, int) else str(value)
