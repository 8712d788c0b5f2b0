"""Calculations as plain controls: one operation on fields, numbers and today; and back to the expression."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# What an operation is called, and how many terms it takes at least and at most.
CALCULATIONS = {
    "add": ("Cộng", 2, 12),
    "sub": ("Trừ (số đầu trừ số sau)", 2, 2),
    "mul": ("Nhân", 2, 12),
    "div": ("Chia (số đầu chia cho số sau)", 2, 2),
    "age": ("Tuổi tính đến hôm nay, theo ngày sinh", 1, 1),
    "days": ("Số ngày từ ngày đầu đến ngày sau", 2, 2),
    "year": ("Năm của một ngày", 1, 1),
    "same": ("Lấy đúng câu trả lời của một ô", 1, 1),
}


@dataclass(frozen=True)
class Term:
    """A field, today, or a number."""

    field: str = ""
    today: bool = False
    number: int | float | None = None

    @property
    def expression(self) -> Any:
        """The expression of this term."""
        return {"field": self.field} if self.field else {"today": []} if self.today else self.number


@dataclass(frozen=True)
class Calculation:
    """An operation on terms."""

    op: str
    terms: tuple[Term, ...]


def from_calculation(told: Calculation) -> Any:
    """Return the expression of a calculation."""
    terms = [term.expression for term in told.terms]
    return terms[0] if told.op == "same" else {told.op: terms}


def to_calculation(expression: Any) -> Calculation | None:
    """Return the calculation that says exactly this expression, or null when plain controls cannot say it."""
    if not isinstance(expression, Mapping) or len(expression) != 1:
        return None
    op, arguments = next(iter(expression.items()))
    if op == "field":
        op, arguments = "same", [expression]
    if op not in CALCULATIONS or not isinstance(arguments, list):
        return None
    _, least, most = CALCULATIONS[op]
    terms = [_term(one) for one in arguments]
    if None in terms or not least <= len(terms) <= most:
        return None
    return Calculation(op, tuple(one for one in terms if one is not None))


def _term(expression: Any) -> Term | None:
    if isinstance(expression, int | float) and not isinstance(expression, bool):
        return Term(number=expression)
    if expression == {"today": []}:
        return Term(today=True)
    if isinstance(expression, Mapping) and len(expression) == 1 and isinstance(expression.get("field"), str):
        return Term(field=expression["field"])
    return None
