"""What is shown and what counts: visible pages and fields, borrowed answers, the way through the pages.

A hidden field keeps its answer in the draft, but nobody sees it: conditions read it as unanswered, and
`submission_answers` leaves it out. Fields are judged in the order of what they depend on.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from motcua.blocks.forms.rules.calculating import calculated_value
from motcua.blocks.forms.rules.definition import Field, FormDefinition, Page, Stop
from motcua.blocks.forms.rules.dependencies import depends_on, order_of
from motcua.blocks.forms.rules.expressions import evaluate, holds, is_answered
from motcua.blocks.forms.rules.reading_numbers import birth_year_of, sex_of
from motcua.blocks.forms.rules.rows import filled_rows


@dataclass(frozen=True)
class Resolved:
    """A draft as it counts: ids shown, their values, and for each borrowed value the field it came from.

    `copied`: not asked at all; `filled`: taken for want of an own answer, still asked.
    """

    shown: frozenset[str]
    values: Mapping[str, Any]
    copied: Mapping[str, str]
    filled: Mapping[str, str]


@dataclass(frozen=True)
class FieldState:
    """How one field of a page is to be drawn. `reacts`: depends on another field of the same page, so a page
    without JavaScript draws it even while it is not shown. `steers`: another one depends on it."""

    field: Field
    value: Any
    shown: bool
    asked: bool
    verified: bool
    required: bool
    reacts: bool
    steers: bool


def resolve(definition: FormDefinition, answers: Mapping[str, Any], today: date) -> Resolved:
    """Which fields are shown and which values count for these answers.

    A page asks this many times over the same answers: the last few are remembered.
    """
    return _remembered(_Asked(definition, answers, today))


class _Asked:
    """A definition, answers and a day: the same as another when nothing in the answers differs, types included."""

    __slots__ = ("answers", "definition", "text", "today")

    def __init__(self, definition: FormDefinition, answers: Mapping[str, Any], today: date) -> None:
        self.definition, self.answers, self.today = definition, answers, today
        # 1, True and Decimal(1) are equal, and so are not told apart by comparing the answers themselves.
        self.text = repr(answers)

    def __hash__(self) -> int:
        return hash((id(self.definition), self.text, self.today))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Asked)
            and self.definition is other.definition
            and self.today == other.today
            and self.text == other.text
        )


@lru_cache(maxsize=4)
def _remembered(asked: _Asked) -> Resolved:
    # A copy, for the caller may go on changing the answers it gave.
    asked.answers = _copied(dict(asked.answers))
    return _resolved(asked.definition, asked.answers, asked.today)


def _copied(value: Any) -> Any:
    """The same answers in containers of their own; what they hold never changes."""
    if isinstance(value, dict):
        return {key: _copied(one) if isinstance(one, dict | list) else one for key, one in value.items()}
    return [_copied(one) if isinstance(one, dict | list) else one for one in value]


def _resolved(definition: FormDefinition, answers: Mapping[str, Any], today: date) -> Resolved:
    values: dict[str, Any] = {}
    typed: dict[str, Any] = {}
    shown: set[str] = set()
    copied: dict[str, str] = {}
    filled: dict[str, str] = {}
    open_pages: dict[str, bool] = {}
    for page, field in order_of(definition):
        if not (_is_open(page, open_pages, typed, today) and holds(field.show_if, typed, today=today)):
            continue
        value, origin = _copy(field, values, typed, today)
        if origin:
            copied[field.id] = origin
        else:
            value, origin = _own(field, answers, (values, typed), today)
            if origin:
                filled[field.id] = origin
        if field.ask or is_answered(value):
            shown.add(field.id)
        if is_answered(value):
            values[field.id] = value
            typed[field.id] = expression_value(field, value)
    return Resolved(frozenset(shown), values, copied, filled)


def _is_open(page: Page, seen: dict[str, bool], typed: Mapping[str, Any], today: date) -> bool:
    """Whether a page is shown; asked once a page, for all that it depends on comes before its first field."""
    if page.id not in seen:
        seen[page.id] = holds(page.show_if, typed, today=today)
    return seen[page.id]


def _own(
    field: Field, answers: Mapping[str, Any], known: tuple[Mapping[str, Any], Mapping[str, Any]], today: date
) -> tuple[Any, str]:
    """The value of a field that is not copied, and where it was filled in from when it has none of its own."""
    values, typed = known
    if field.type == "calculated":
        return calculated_value(field, typed, today), ""
    value = answers.get(field.id)
    if field.type == "rows" and not filled_rows(value):
        return None, ""
    return (value, "") if is_answered(value) else _fill(field, values, typed, today)


def _copy(field: Field, values: Mapping[str, Any], typed: Mapping[str, Any], today: date) -> tuple[Any, str]:
    for rule in field.copy_from:
        if rule.field in values and holds(rule.when, typed, today=today):
            return values[rule.field], rule.field
    return None, ""


def _fill(field: Field, values: Mapping[str, Any], typed: Mapping[str, Any], today: date) -> tuple[Any, str]:
    for rule in field.fill_from:
        if not holds(rule.when, typed, today=today):
            continue
        value = values.get(rule.field)
        if rule.as_ == "same" and is_answered(value):
            return value, rule.field
        if isinstance(value, str) and len(value) == 12 and value.isascii() and value.isdigit():
            return (birth_year_of(value) if rule.as_ == "birth_year" else sex_of(value)), rule.field
    return None, ""


def expression_value(field: Field, value: Any) -> Any:
    """An answer as expressions read it: a decimal number kept as text becomes a number."""
    is_number = field.type == "number" or (field.type == "calculated" and field.result == "number")
    if is_number and isinstance(value, str):
        try:
            return Decimal(value)
        except InvalidOperation:
            return None
    return value


def filled_values(definition: FormDefinition, answers: Mapping[str, Any], today: date) -> dict[str, Any]:
    """What other answers tell for fields without an answer of their own."""
    resolved = resolve(definition, answers, today)
    return {key: resolved.values[key] for key in resolved.filled}


def decide(definition: FormDefinition, expr: Any, answers: Mapping[str, Any], today: date) -> Any:
    """Value of an expression over the answers that count (hidden ones are null)."""
    return evaluate(expr, counting_values(definition, answers, today), today=today)


def counting_values(definition: FormDefinition, answers: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The answers that count as expressions read them: for many expressions over the same answers."""
    return typed_values(definition, resolve(definition, answers, today))


def typed_values(definition: FormDefinition, resolved: Resolved) -> dict[str, Any]:
    """The counting values as expressions read them."""
    return {
        field.id: expression_value(field, resolved.values[field.id])
        for field in definition.fields
        if field.id in resolved.values
    }


def submission_answers(definition: FormDefinition, answers: Mapping[str, Any], today: date) -> dict[str, Any]:
    """What is submitted: answers of shown fields, borrowed ones written out, in the order of the form."""
    values = resolve(definition, answers, today).values
    return {
        field.id: filled_rows(values[field.id]) if field.type == "rows" else values[field.id]
        for field in definition.fields
        if field.id in values
    }


def visible_pages(definition: FormDefinition, answers: Mapping[str, Any], today: date) -> tuple[Page, ...]:
    """Pages with at least one field shown (check-answers shows all of them)."""
    shown = resolve(definition, answers, today).shown
    return tuple(page for page in definition.pages if any(field.id in shown for field in page.fields))


def asked_pages(
    definition: FormDefinition, answers: Mapping[str, Any], today: date, verified: Collection[str] = ()
) -> tuple[Page, ...]:
    """Pages the person must walk through: at least one field is asked (neither verified nor copied)."""
    resolved = resolve(definition, answers, today)
    return tuple(
        page
        for page in definition.pages
        if any(_is_asked(field, resolved, verified) for field in page.fields)
    )


def _is_asked(field: Field, resolved: Resolved, verified: Collection[str]) -> bool:
    locked = field.id in verified and field.id in resolved.values
    return field.ask and field.id in resolved.shown and field.id not in resolved.copied and not locked


def next_page(
    definition: FormDefinition,
    page_id: str | None,
    answers: Mapping[str, Any],
    today: date,
    verified: Collection[str] = (),
) -> Page | None:
    """The asked page after this one (the first for null), or null at the end. Errors: KeyError."""
    asked = asked_pages(definition, answers, today, verified)
    here = -1 if page_id is None else _position(definition, page_id)
    return next((page for page in asked if _position(definition, page.id) > here), None)


def previous_page(
    definition: FormDefinition,
    page_id: str | None,
    answers: Mapping[str, Any],
    today: date,
    verified: Collection[str] = (),
) -> Page | None:
    """The asked page before this one (the last for null), or null at the start. Errors: KeyError."""
    asked = asked_pages(definition, answers, today, verified)
    here = len(definition.pages) if page_id is None else _position(definition, page_id)
    return next((page for page in reversed(asked) if _position(definition, page.id) < here), None)


def _position(definition: FormDefinition, page_id: str) -> int:
    return definition.pages.index(definition.page(page_id))


def page_fields(
    definition: FormDefinition,
    page_id: str,
    answers: Mapping[str, Any],
    today: date,
    verified: Collection[str] = (),
) -> tuple[FieldState, ...]:
    """All fields of a page with how each is to be drawn. Errors: KeyError."""
    page = definition.page(page_id)
    resolved = resolve(definition, answers, today)
    typed = typed_values(definition, resolved)
    own = {field.id for field in page.fields}
    needs = {field.id: depends_on(page, field) & own for field in page.fields}
    return tuple(
        FieldState(
            field=field,
            value=resolved.values.get(field.id, answers.get(field.id)),
            shown=field.id in resolved.shown,
            asked=_is_asked(field, resolved, verified),
            verified=field.id in verified,
            required=holds(field.required, typed, today=today),
            reacts=bool(needs[field.id]),
            steers=any(field.id in other for other in needs.values()),
        )
        for field in page.fields
    )


def active_stops(definition: FormDefinition, answers: Mapping[str, Any], today: date) -> tuple[Stop, ...]:
    """Stops that hold for these answers."""
    typed = counting_values(definition, answers, today)
    return tuple(stop for stop in definition.stops if holds(stop.when, typed, today=today))
