"""What the script of a form page needs to follow the answers: the rules of the page, and what they speak of."""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from motcua.blocks.forms import api as forms


def live_rules(
    form: forms.FormDefinition,
    page: forms.Page,
    answers: Mapping[str, Any],
    today: date,
    inputs: Collection[str],
) -> str:
    """Return the rules of a page as JSON, or nothing when no field of it follows another one on it.

    `inputs`: ids of the fields drawn as inputs; all others count with the answer they have.
    """
    here = {field.id for field in page.fields}
    own = [field for field in forms.in_order(form) if field.id in here]
    rules = {field.id: _rule(field) for field in own if field.id in inputs or field.type == "calculated"}
    spoken = {field.id: forms.fields_behind(field) for field in own if field.id in rules}
    following = {key for key, others in spoken.items() if others & rules.keys()}
    if not following:
        return ""
    needed = following | set().union(*(spoken[key] for key in following))
    counted = forms.counting_values(form, answers, today)
    # A field of this page that is needed but depends on other pages alone is known by its own rule.
    for key in [key for key in needed if key in spoken]:
        needed |= spoken[key]
    known = {key: _wire(counted[key]) for key in needed if key not in rules and key in counted}
    kept = [rules[key] for key in rules if key in needed]
    return json.dumps({"today": today.isoformat(), "known": known, "fields": kept}, separators=(",", ":"))


def _wire(value: Any) -> Any:
    """A value as JSON carries it exactly; of an address or a list only that it is there."""
    if isinstance(value, Decimal):
        return {"$number": str(value)}
    return value if isinstance(value, str | bool | int) else {"is": "..."}


def _rule(field: forms.Field) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": field.id, "type": field.type}
    rule |= _given({"parts": field.parts, "decimals": field.decimals, "normalize": field.normalize})
    rule |= _given({"copies": [[one.field, one.when] for one in field.copy_from]})
    rule |= _given({"fills": [[one.field, one.as_, one.when] for one in field.fill_from]})
    if field.show_if is not True:
        rule["show"] = field.show_if
    if not isinstance(field.required, bool):
        rule["required"] = field.required
    if field.type == "calculated":
        rule |= {"calculate": field.calculate, "result": field.result}
    return rule


def _given(values: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    return [(key, value) for key, value in values.items() if value]
