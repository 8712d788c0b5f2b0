"""The fields of a page as its template draws them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from motcua.blocks.forms import api as forms
from motcua.casework.intake import api as intake

# Where a value that the person did not type comes from, in words.
DECLARED = "Theo phần ông/bà đã khai."
SOURCE_WORDS = {"identity": "Lấy từ tài khoản VNeID.", "commune": "Theo xã nơi ông/bà nộp hồ sơ."}
SHORT_WORDS = {"identity": "theo VNeID", "commune": "theo xã nơi nộp", "default": ""}
Boxes = Mapping[str, str]


@dataclass(frozen=True)
class DrawnField:
    """One field: an input with its value, or a line that is only read. `show_when` is for the script that
    hides a field while it does not apply; without the script the field is simply there. `known_text`: an input
    that stands filled in beforehand is folded under it, with `known_from`; `fold`: the heading it lies under."""

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
    autocomplete: str = ""
    show_when: str = ""
    known: str = ""
    applies: bool = True
    known_text: str = ""
    known_from: str = ""
    fold: str = ""

    @property
    def kind(self) -> str:
        """Which component draws it: the few with parameters of their own by name, all others as a line."""
        return self.type if self.type in ("choice", "address", "declaration", "partial_date") else "plain"


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
        return {name: typed.get(name, "") for name in field.box_names}
    return forms.input_values(field, value, kept)


def draw_field(
    field: forms.Field, value: Any, *, kept: Boxes | None = None, typed: Boxes | None = None,
    error: str = "", required: bool = True, **more: Any,
) -> DrawnField:  # fmt: skip
    """Return a field as an input."""
    return DrawnField(
        id=field.id,
        type=field.type,
        label=field.label,
        hint=field.help,
        note=more.pop("note", ""),
        error=error,
        required=required,
        value=component_value(field, boxes_of(field, value, kept, typed)),
        text="",
        is_input=True,
        options=field.options,
        parts=field.parts,
        autocomplete=field.autocomplete,
        **more,
    )


def draw_page(
    draft: intake.DraftInfo,
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
        elif state.shown and state.field.ask:
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

    draft: intake.DraftInfo
    page: forms.Page
    resolved: forms.Resolved
    errors: Mapping[str, str]
    sources: Mapping[str, Any]
    typed: Boxes | None
    open_all: bool


def _input(sheet: _Sheet, state: forms.FieldState) -> DrawnField:
    field = state.field
    when, known = _condition(field, sheet.page, sheet.resolved.values) if state.reacts else ("", "")
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
        show_when=when,
        known=known,
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
    origin = draft.origins.get(key, "").partition(".")[0]
    return (
        (forms.display(state.field, state.value), SHORT_WORDS[origin]) if origin in SHORT_WORDS else ("", "")
    )


def _prefilled(sheet: _Sheet, field: forms.Field) -> str:
    draft = sheet.draft
    if field.id in sheet.resolved.filled:
        return f"{DECLARED} Sửa nếu khác."
    source = draft.origins.get(field.id, "").partition(".")[0]
    untouched = source in SOURCE_WORDS and forms.is_answered(draft.answers.get(field.id))
    return f"{SOURCE_WORDS[source]} Sửa nếu khác." if untouched else ""


def _line(draft: intake.DraftInfo, state: forms.FieldState) -> DrawnField:
    field = state.field
    source = draft.origins.get(field.id, "").partition(".")[0]
    note = SOURCE_WORDS.get(source, "") if state.verified else DECLARED
    return DrawnField(
        id=field.id, type=field.type, label=field.label, hint="", note=note, error="", required=True,
        value=None, text=forms.display(field, state.value), is_input=False,
    )  # fmt: skip


def _condition(field: forms.Field, page: forms.Page, counted: Mapping[str, Any]) -> tuple[str, str]:
    """Return when the field applies, as an expression, and the answers of other pages it speaks of."""
    copies = [{"and": [rule.when, {"answered": [{"field": rule.field}]}]} for rule in field.copy_from]
    when = {"and": [field.show_if, *({"not": [one]} for one in copies)]}
    own = {one.id for one in page.fields}
    elsewhere = {key: counted.get(key) for key in forms.fields_of(when) if key not in own}
    known = {key: value if isinstance(value, str | bool | int) else value is not None and "..."
             for key, value in elsewhere.items()}  # fmt: skip
    return json.dumps(when), json.dumps(known)


@dataclass(frozen=True)
class Row:
    """A line of what was answered."""

    label: str
    text: str
    note: str = ""
    field_id: str = ""


@dataclass(frozen=True)
class Part:
    """A page of the form as it is read back. `page_id` is empty when nothing in it may be changed."""

    title: str
    page_id: str
    rows: tuple[Row, ...]


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
            Row(field.label, _shown_text(field, resolved.values.get(field.id), kept), field_id=field.id)
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
