"""The fields of a page as its template draws them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from motcua.blocks.forms import api as forms
from motcua.kernel import clock

# Where a value that the person did not type comes from, in words.
CALCULATED = "Tự tính theo các ô ông/bà đã điền."
DECLARED = "Theo phần ông/bà đã khai."
SOURCE_WORDS = {
    "identity": "Lấy từ tài khoản VNeID.",
    "commune": "Theo xã nơi ông/bà nộp hồ sơ.",
    "former": "Đã đổi sang tên xã, tỉnh hiện nay.",
}
SHORT_WORDS = {"identity": "theo VNeID", "commune": "theo xã nơi nộp", "default": ""}
Boxes = Mapping[str, str]


class Versioned(Protocol):
    """What has a form."""

    @property
    def form(self) -> forms.FormDefinition: ...


class FilledIn(Protocol):
    """A form with what stands in it: a citizen's draft, or what an administrator tries it with."""

    @property
    def version(self) -> Versioned: ...
    @property
    def answers(self) -> Mapping[str, Any]: ...
    @property
    def kept(self) -> Mapping[str, Boxes]: ...
    @property
    def verified(self) -> frozenset[str]: ...
    @property
    def origins(self) -> Mapping[str, str]: ...


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


def draw_page(
    draft: FilledIn,
    page: forms.Page,
    today: date,
    *,
    errors: Mapping[str, str],
    sources: Mapping[str, Any],
    typed: Boxes | None = None,
    open_all: bool = False,
) -> list[DrawnField]:
    """Return the fields of a page of a draft, in order: inputs, and what is already known and proven.

    `open_all`: nothing is folded, for the person comes to change something.
    """
    states = forms.page_fields(draft.version.form, page.id, draft.answers, today, draft.verified)
    resolved = forms.resolve(draft.version.form, draft.answers, today)
    sheet = _Sheet(draft, page, resolved, errors, sources, typed, open_all)
    drawn = []
    for state in states:
        if state.field.ask and ((state.shown and state.asked) or state.reacts):
            drawn.append(_input(sheet, state))
        elif state.field.type == "calculated" or (state.shown and state.field.ask):
            drawn.append(_line(draft, state))
    return _unfolded(drawn)


def _unfolded(drawn: list[DrawnField]) -> list[DrawnField]:
    """Open the folds in which something stands, or is wrong."""
    is_open = {one.fold for one in drawn if one.fold and (one.error or any(_texts(one.value)))}
    return [replace(one, fold="") if one.fold in is_open else one for one in drawn]


def _texts(value: Any) -> Iterable[str]:
    return value.values() if isinstance(value, Mapping) else (value,)


@dataclass(frozen=True)
class _Sheet:
    """A page about to be drawn."""

    draft: FilledIn
    page: forms.Page
    resolved: forms.Resolved
    errors: Mapping[str, str]
    sources: Mapping[str, Any]
    typed: Boxes | None
    open_all: bool


def _input(sheet: _Sheet, state: forms.FieldState) -> DrawnField:
    field = state.field
    known_text, known_from = _known_beforehand(sheet, state)
    # What another answer of the page gives is not the person's own: it would stay behind when they choose anew.
    is_given = state.shown and not state.asked
    return draw_field(
        field,
        sheet.draft.answers.get(field.id) if is_given else state.value,
        kept=sheet.draft.kept.get(field.id),
        typed=sheet.typed,
        error=sheet.errors.get(field.id, ""),
        required=state.required or not isinstance(field.required, bool),
        note=_prefilled(sheet, field),
        suggestions=forms.suggestions_for(field, sheet.sources),
        buttons=forms.likely_suggestions(field, sheet.sources),
        live=state.reacts or not isinstance(field.required, bool),
        applies=state.shown and state.asked,
        known_text=known_text,
        known_from=known_from,
        fold="" if sheet.open_all else field.fold,
    )


def _known_beforehand(sheet: _Sheet, state: forms.FieldState) -> tuple[str, str]:
    """Return the answer that stood here before the person came, and where it is from; nothing once touched.

    What other questions of the page hang on stays open: it is to be seen.
    """
    key, draft = state.field.id, sheet.draft
    in_hand = sheet.open_all or sheet.typed is not None or key in draft.kept or sheet.errors.get(key)
    if in_hand or state.reacts or state.steers or not forms.is_answered(state.value):
        return "", ""
    if key in sheet.resolved.filled:
        return forms.display(state.field, state.value), "theo phần đã khai"
    origin = _source(draft, key)
    if origin not in SHORT_WORDS or (origin == "default" and not state.field.usual):
        return "", ""
    return forms.display(state.field, state.value), SHORT_WORDS[origin]


def _source(draft: FilledIn, field_id: str) -> str:
    """Return where an answer that was not typed is from ("identity" of "identity.name"), or nothing."""
    return draft.origins.get(field_id, "").partition(".")[0]


def _prefilled(sheet: _Sheet, field: forms.Field) -> str:
    draft = sheet.draft
    if field.id in sheet.resolved.filled:
        return f"{DECLARED} Sửa nếu khác."
    source = _source(draft, field.id)
    untouched = source in SOURCE_WORDS and forms.is_answered(draft.answers.get(field.id))
    return f"{SOURCE_WORDS[source]} Sửa nếu khác." if untouched else ""


def _line(draft: FilledIn, state: forms.FieldState) -> DrawnField:
    field = state.field
    is_calculated = field.type == "calculated"
    source = _source(draft, field.id)
    note = SOURCE_WORDS.get(source, "") if state.verified else CALCULATED if is_calculated else DECLARED
    return DrawnField(
        id=field.id, type=field.type, label=field.label, hint=field.help if is_calculated else "", note=note, error="",
        required=True, value=None, text=forms.display(field, state.value), is_input=False, live=is_calculated,
    )  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A line of what was answered."""

    label: str
    text: str


@dataclass(frozen=True)
class Part:
    """A page of the form as it is read back. `page_id` is empty when nothing in it may be changed."""

    title: str
    page_id: str
    rows: tuple[Row, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered yet."""
        return not any(row.text for row in self.rows)


def read_back(
    form: forms.FormDefinition,
    answers: Mapping[str, Any],
    today: date,
    *,
    verified: Iterable[str] = (),
    kept: Mapping[str, Boxes] | None = None,
) -> list[Part]:
    """Return the answers page by page; an input that could not be read is shown as it was typed."""
    resolved = forms.resolve(form, answers, today)
    asked = {page.id for page in forms.asked_pages(form, answers, today, tuple(verified))}
    parts = []
    for page in forms.visible_pages(form, answers, today):
        rows = tuple(
            Row(field.label, _shown_text(field, resolved.values.get(field.id), kept))
            for field in page.fields
            if field.id in resolved.shown
        )
        parts.append(Part(page.title, page.id if page.id in asked else "", rows))
    return parts


def _shown_text(field: forms.Field, value: Any, kept: Mapping[str, Boxes] | None) -> str:
    typed = (kept or {}).get(field.id)
    if value is None and typed:
        return " ".join(text for text in typed.values() if text)
    return forms.display(field, value)
