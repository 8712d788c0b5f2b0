"""What comes out of a form for given answers, kept as plain data so that two outcomes can be compared."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from motcua.blocks.forms import api as forms


@dataclass(frozen=True)
class Outcome:
    """Pages and fields asked, by id; values of calculated fields, messages by field, titles of stops, in words."""

    pages: tuple[str, ...]
    asked: tuple[str, ...]
    calculated: Mapping[str, str]
    errors: Mapping[str, str]
    stops: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON keeps it."""
        data = asdict(self)
        return {key: list(value) if isinstance(value, tuple) else dict(value) for key, value in data.items()}


def outcome_of(form: forms.FormDefinition, answers: Mapping[str, Any], on: date) -> Outcome:
    """Return what a citizen with these answers would meet on a day."""
    resolved = forms.resolve(form, answers, on)
    asked = [
        field.id
        for field in form.fields
        if field.ask and field.id in resolved.shown and field.id not in resolved.copied
    ]
    calculated = {
        field.id: forms.display(field, resolved.values.get(field.id))
        for field in form.fields
        if field.type == "calculated" and field.id in resolved.shown
    }
    return Outcome(
        pages=tuple(page.id for page in forms.asked_pages(form, answers, on)),
        asked=tuple(asked),
        calculated=calculated,
        errors=forms.validate_all(form, answers, on),
        stops=tuple(stop.title for stop in forms.active_stops(form, answers, on)),
    )


def changes(expected: Mapping[str, Any], now: Outcome, form: forms.FormDefinition) -> list[str]:
    """Return a sentence for each thing that comes out otherwise than expected; empty when nothing does."""
    told = now.as_data()
    names = {page.id: f"trang “{page.title}”" for page in form.pages}
    labels = {field.id: f"ô “{field.label.rstrip(' ?:.')}”" for field in form.fields}
    lines = _listed(expected.get("pages", []), told["pages"], names)
    lines += _listed(expected.get("asked", []), told["asked"], labels)
    lines += _mapped("giá trị tính", expected.get("calculated", {}), told["calculated"], labels)
    lines += _mapped("báo lỗi", expected.get("errors", {}), told["errors"], labels)
    return lines + _stops(expected.get("stops", []), told["stops"])


def _listed(before: list[str], after: list[str], names: Mapping[str, str]) -> list[str]:
    lines = [f"Nay hỏi thêm {names.get(one, one)}" for one in after if one not in before]
    return lines + [f"Nay không hỏi {names.get(one, one)}" for one in before if one not in after]


def _mapped(
    what: str, before: Mapping[str, str], after: Mapping[str, str], names: Mapping[str, str]
) -> list[str]:
    return [
        f"{names.get(key, key)}: {what} “{before.get(key, '')}” → “{after.get(key, '')}”"
        for key in {**before, **after}
        if before.get(key, "") != after.get(key, "")
    ]


def _stops(before: list[str], after: list[str]) -> list[str]:
    lines = [f"Nay dừng lại ở “{one}”" for one in after if one not in before]
    return lines + [f"Nay không dừng ở “{one}”" for one in before if one not in after]


def divides_by_zero(form: forms.FormDefinition, answers: Mapping[str, Any], on: date) -> list[str]:
    """Return the ids of calculated fields that divide by zero with these answers, and so come out empty."""
    counted = forms.counting_values(form, answers, on)
    return [
        field.id
        for field in form.fields
        if field.type == "calculated" and _divides(field.calculate, counted, on)
    ]


def _divides(expression: Any, counted: Mapping[str, Any], on: date) -> bool:
    if isinstance(expression, list):
        return any(_divides(one, counted, on) for one in expression)
    if not isinstance(expression, Mapping):
        return False
    divided = expression.get("div")
    if isinstance(divided, list) and len(divided) == 2 and forms.evaluate(divided[1], counted, today=on) == 0:
        return True
    return any(_divides(one, counted, on) for one in expression.values())
