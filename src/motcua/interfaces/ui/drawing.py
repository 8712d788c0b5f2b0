"""Single fields as the template of a page draws them: inputs with their boxes, and rows of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.blocks.forms import api as forms
from motcua.kernel import clock

Boxes = Mapping[str, str]


@dataclass(frozen=True)
class DrawnField:
    """One field: an input with its value, or a line that is only read. `live`: the script of the page follows
    it, which hides a field while it does not apply; without the script it is simply there. `known_text`: an input
    that stands filled in beforehand is folded under it, with `known_from`; `fold`: the heading it lies under.
    `buttons`: so many of the suggestions are offered as such; `lacks_marks`: it is asked whether the name that stands
    there is written with its marks."""

    id: str
    type: str
    label: str
    hint: str
    note: str
    error: str
    required: bool
    value: Any
    text: str
    is_input: bool
    options: tuple[forms.Option, ...] = ()
    parts: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    buttons: int = 1
    is_name: bool = False
    lacks_marks: bool = False
    autocomplete: str = ""
    live: bool = False
    applies: bool = True
    known_text: str = ""
    known_from: str = ""
    fold: str = ""
    rows: "tuple[DrawnRow, ...]" = ()
    row_label: str = ""
    can_grow: bool = False

    @property
    def name_parts(self) -> str:
        """Parts of names that hardly ever go without marks, for a field that takes a name."""
        return " ".join(forms.BARE_PARTS) if self.is_name else ""

    @property
    def kind(self) -> str:
        """Which component draws it: the few with parameters of their own by name, all others as a line."""
        return (
            self.type
            if self.type in ("choice", "address", "declaration", "partial_date", "rows")
            else "plain"
        )


@dataclass(frozen=True)
class DrawnRow:
    """One row of a repeating group. `text`: what stands in it, by which a finished row is folded to a line."""

    number: int
    text: str
    fields: tuple[DrawnField, ...]


def component_value(field: forms.Field, boxes: Boxes) -> Any:
    """Return the value as the component of the field wants it."""
    if field.type in ("date", "partial_date"):
        return {part: boxes.get(f"{field.id}-{part}", "") for part in ("day", "month", "year")}
    if field.type == "address":
        return {part: boxes.get(f"{field.id}-{part}", "") for part in field.parts}
    return boxes.get(field.id, "")


def boxes_of(field: forms.Field, value: Any, kept: Boxes | None, typed: Boxes | None) -> Boxes:
    """Return the texts of the inputs: what was typed just now, else what was kept, else the answer."""
    if typed is not None and any(name in typed for name in field.box_names):
        return {name: typed.get(name, "") for name in field.box_names} | field.boxes_in(typed)
    return forms.input_values(field, value, kept)


def draw_field(
    field: forms.Field, value: Any, *, kept: Boxes | None = None, typed: Boxes | None = None,
    error: str = "", required: bool = True, **more: Any,
) -> DrawnField:  # fmt: skip
    """Return a field as an input."""
    boxes = boxes_of(field, value, kept, typed)
    return DrawnField(
        id=field.id,
        type=field.type,
        label=field.label,
        hint=field.help,
        note=more.pop("note", ""),
        error=error,
        required=required,
        value=component_value(field, boxes),
        rows=_rows(field, boxes, faulty=bool(error)) if field.type == "rows" else (),
        row_label=field.row_label,
        can_grow=field.type == "rows" and forms.row_count(field, boxes) < field.most,
        text="",
        is_input=True,
        options=field.options,
        is_name=forms.is_name(field),
        lacks_marks=forms.may_lack_marks(field, boxes.get(field.id)),
        parts=field.parts,
        autocomplete=field.autocomplete,
        **more,
    )


def _rows(field: forms.Field, boxes: Boxes, *, faulty: bool) -> tuple[DrawnRow, ...]:
    """Return the rows of a group as they stand in its boxes, at least one; what is wrong is told at its box."""
    rows = forms.parse(field, boxes).value or [{}]
    problems = forms.row_problems(field, rows, clock.local_date(clock.now()), boxes) if faulty else {}
    drawn = []
    for number, row in enumerate(rows, 1):
        cells = [forms.cell(field, number, column) for column in field.columns]
        fields = tuple(
            draw_field(
                one, None, typed=boxes, error=problems.get(one.id, ""), required=bool(one.required),
                suggestions=column.suggestions,
            )
            for one, column in zip(cells, field.columns, strict=True)
        )  # fmt: skip
        known = [forms.display(column, row.get(column.id)) for column in field.columns]
        wrong = any(one.error for one in fields)
        drawn.append(DrawnRow(number, "" if wrong else ", ".join(text for text in known if text), fields))
    return tuple(drawn)
