"""Repeating groups: a list of rows, each with the same fields. The boxes of a row are named
`<group>-<row from 1>-<column>`; the box `<group>-rows` says how many rows the page had."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from motcua.blocks.forms.rules.cleaning import is_digits
from motcua.blocks.forms.rules.definition import Field, FormDefinition
from motcua.blocks.forms.rules.expressions import is_answered

Row = Mapping[str, Any]


def cell(field: Field, number: int, column: Field) -> Field:
    """A column as the field of one row (counted from 1)."""
    return replace(column, id=f"{field.id}-{number}-{column.id}")


def row_count(field: Field, raw: Mapping[str, str]) -> int:
    """How many rows a post has, never more than the group may have."""
    text = raw.get(f"{field.id}-rows", "")
    return min(int(text[:4]), field.most) if is_digits(text) else 0


def rows_of(value: Any) -> Sequence[Row]:
    """The rows of an answer; nothing of anything else."""
    rows = value if isinstance(value, list | tuple) else ()
    return [row if isinstance(row, Mapping) else {} for row in rows]


def filled_rows(value: Any) -> list[Row]:
    """The rows in which something stands."""
    return [row for row in rows_of(value) if any(is_answered(one) for one in row.values())]


def change_rows(
    definition: FormDefinition, page_id: str, raw: Mapping[str, str]
) -> tuple[dict[str, str], str]:
    """What a post becomes by its button `add_row` (value: group) or `drop_row` (`<group>-<row>`), and the id of
    the group; the post itself and an empty id when no such button was pressed. Nothing typed is lost but the row
    that is dropped."""
    added, (dropped, _, number) = raw.get("add_row", ""), raw.get("drop_row", "").partition("-")
    for field in definition.page(page_id).fields:
        if field.type != "rows":
            continue
        count = row_count(field, raw)
        if field.id == added:
            return {**raw, f"{field.id}-rows": str(min(count + 1, field.most))}, field.id
        if field.id == dropped and is_digits(number) and 1 <= int(number[:4]) <= count:
            return _without(field, raw, int(number[:4]), count), field.id
    return dict(raw), ""


def _without(field: Field, raw: Mapping[str, str], number: int, count: int) -> dict[str, str]:
    """The post with the later rows moved up by one."""
    kept = {name: text for name, text in raw.items() if name not in field.boxes_in(raw)}
    for row in range(1, count + 1):
        begin, to = f"{field.id}-{row}-", f"{field.id}-{row - (row > number)}-"
        if row != number:
            kept |= {to + name.removeprefix(begin): raw[name] for name in raw if name.startswith(begin)}
    return kept | {f"{field.id}-rows": str(count - 1)}
