"""Answers for human eyes (check-answers pages, papers) and as the boxes of an input form."""

from collections.abc import Mapping
from typing import Any

from motcua.blocks.forms.rules.definition import ADDRESS_PARTS, Field, FormDefinition
from motcua.blocks.forms.rules.rows import cell, filled_rows, rows_of
from motcua.blocks.forms.rules.words import date_words
from motcua.kernel.money import money


def paper_texts(definition: FormDefinition, answers: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Texts for papers by field id: `text` of every field (empty when unanswered), `words` of dates."""
    return {
        "text": {field.id: display(field, answers.get(field.id)) for field in definition.fields},
        "words": {
            field.id: date_words(answers[field.id])
            for field in definition.fields
            if field.type in ("date", "partial_date") and isinstance(answers.get(field.id), str)
        },
    }


def display(field: Field, value: Any) -> str:
    """Human form of an answer; empty for null and for a value that does not fit the field's type."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return ("Có" if value else "Không") if field.type in ("yesno", "declaration") else ""
    if field.type == "rows":
        return "\n".join(f"{number}. {_row(field, row)}" for number, row in enumerate(filled_rows(value), 1))
    if isinstance(value, Mapping):
        return _address(value) if field.type == "address" else ""
    kind = field.result if field.type == "calculated" else field.type
    if kind in ("number", "money"):
        return _number(value) + (" đồng" if kind == "money" and _number(value) else "")
    return _text(field, value) if isinstance(value, str) else ""


def _row(field: Field, row: Mapping[str, Any]) -> str:
    told = ((column.label.rstrip(" ?:."), display(column, row.get(column.id))) for column in field.columns)
    return "; ".join(f"{label}: {text}" for label, text in told if text)


def _text(field: Field, value: str) -> str:
    if field.type == "choice":
        return next((option.label for option in field.options if option.value == value), "")
    if field.type in ("date", "partial_date") or field.result == "date":
        return display_date(value)
    if field.type == "phone" and len(value) == 10:
        return f"{value[:4]} {value[4:7]} {value[7:]}"
    return "" if field.type in ("yesno", "declaration", "address") else value


def display_date(value: str) -> str:
    """`07/03/2026`, `03/2026` or `2026` of a full or partial date."""
    return "/".join(reversed(value.split("-")))


def display_money(amount: int) -> str:
    """An amount in đồng: `150.000 đồng`."""
    return money(amount)


def _number(value: Any) -> str:
    """Dots between thousands, a comma before decimals."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return ""
    whole, _, rest = str(value).partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    if not (digits.isascii() and digits.isdigit()):
        return ""
    grouped = f"{int(digits[:30]):,}".replace(",", ".")
    return f"{sign}{grouped},{rest}" if rest else f"{sign}{grouped}"


def _address(value: Mapping[str, Any]) -> str:
    parts = (value.get(part) for part in ADDRESS_PARTS)
    return ", ".join(part for part in parts if isinstance(part, str) and part)


def input_values(field: Field, value: Any, kept: Mapping[str, str] | None = None) -> dict[str, str]:
    """Texts for the boxes of the field in an HTML form: what was typed when faulty, else the answer."""
    if kept:
        return {name: kept.get(name, "") for name in field.box_names} | field.boxes_in(kept)
    if field.type == "rows":
        return _row_boxes(field, value)
    return _plain_boxes(field, value)


def _plain_boxes(field: Field, value: Any) -> dict[str, str]:
    if field.type in ("date", "partial_date"):
        year, month, day = (*str(value or "").split("-"), "", "", "")[:3]
        return dict(zip(field.box_names, (day, month, year), strict=True))
    if field.type == "address":
        parts = value if isinstance(value, Mapping) else {}
        return {f"{field.id}-{part}": str(parts.get(part) or "") for part in field.parts}
    if isinstance(value, bool):
        return {field.id: "yes" if value else "no"}
    if field.type == "number" and isinstance(value, int | str):
        return {field.id: _number(value)}
    return {field.id: str(value) if isinstance(value, int | str) else ""}


def _row_boxes(field: Field, value: Any) -> dict[str, str]:
    rows = rows_of(value)
    boxes = {f"{field.id}-rows": str(len(rows))}
    for number, row in enumerate(rows, 1):
        for column in field.columns:
            boxes |= input_values(cell(field, number, column), row.get(column.id))
    return boxes
