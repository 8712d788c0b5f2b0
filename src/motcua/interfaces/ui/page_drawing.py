"""A page of a form as its template draws it: inputs, what is known beforehand, and lines that are only read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from motcua.blocks.forms import api as forms
from motcua.interfaces.ui.drawing import Boxes, DrawnField, draw_field

# Where a value that the person did not type comes from, in words.
CALCULATED = "Tự tính theo các ô ông/bà đã điền."
DECLARED = "Theo phần ông/bà đã khai."
SOURCE_WORDS = {
    "identity": "Lấy từ tài khoản VNeID.",
    "commune": "Theo xã nơi ông/bà nộp hồ sơ.",
    "former": "Đã đổi sang tên xã, tỉnh hiện nay.",
}
SHORT_WORDS = {"identity": "theo VNeID", "commune": "theo xã nơi nộp", "default": ""}


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
