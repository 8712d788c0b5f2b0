"""Filling a new draft from what the State already knows, and from defaults.

Legal basis: Decree 45/2020/NĐ-CP Article 4 (no demand for data the State can look up) and Article 9.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.blocks.forms.rules.definition import SOURCES, Field, FormDefinition
from motcua.blocks.forms.rules.expressions import is_answered
from motcua.blocks.forms.rules.parsing import parse
from motcua.blocks.forms.rules.suggestion_lists import LISTS

DEFAULT = "default"
MOST_BUTTONS = 3
# The kind of a unit within a text: "Trạm Y tế xã Ba Tô", but "Xã Ba Tô" where it begins one.
_UNIT = re.compile(r"(?<=\w )(?:Xã|Phường|Đặc khu|Tỉnh|Thành phố)(?= )")


@dataclass(frozen=True)
class Prefilled:
    """Answers to start a draft with, ids of verified (read-only) fields, and where each answer came from
    (a source such as `identity.full_name`, or `default`)."""

    answers: dict[str, Any]
    verified: frozenset[str]
    origins: dict[str, str]


def prefill(definition: FormDefinition, sources: Mapping[str, Any]) -> Prefilled:
    """Answers known beforehand. A value that does not fit its field is left out, never forced in."""
    answers: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for field in definition.fields:
        for source in field.sources:
            value = known_value(field, sources.get(source))
            if is_answered(value):
                answers[field.id], origins[field.id] = value, source
                break
        if field.id not in answers and field.default is not None:
            answers[field.id], origins[field.id] = field.default, DEFAULT
    verified = {
        field.id
        for field in definition.fields
        if origins.get(field.id, DEFAULT) != DEFAULT and field.locks(origins[field.id])
    }
    return Prefilled(answers, frozenset(verified), origins)


def suggestions_for(field: Field, sources: Mapping[str, Any]) -> tuple[str, ...]:
    """Texts to offer while typing: what is known of the person first, then what is usual in the commune (a source
    that is a tuple of texts). `{commune.name}` is replaced, and left out when it is not known."""
    offered = []
    for suggestion in field.suggestions:
        text = suggestion
        for source in SOURCES:
            value = sources.get(source)
            if isinstance(value, str) and value:
                text = text.replace(f"{{{source}}}", value)
        if "{" not in text:
            offered.append(_UNIT.sub(lambda unit: unit[0].lower(), text))
    likely = _likely(sources)
    return tuple(sorted(offered, key=lambda text: likely.get(text, len(likely))))


def likely_suggestions(field: Field, sources: Mapping[str, Any]) -> int:
    """How many of these texts are worth a button: of a list of the whole country those that fit here, at least the
    first; of a list of the form's own the first three."""
    if field.suggestions not in LISTS.values():
        return MOST_BUTTONS
    fitting = sum(text in field.suggestions for text in _likely(sources))
    return min(max(fitting, 1), MOST_BUTTONS + 1)


def _likely(sources: Mapping[str, Any]) -> dict[str, int]:
    """Texts that are known of the person or usual in the commune, each with its place."""
    known = [value for value in sources.values() if isinstance(value, str)]
    usual = [text for value in sources.values() if isinstance(value, tuple) for text in value]
    return {text: place for place, text in enumerate(dict.fromkeys([*known, *usual]))}


def known_value(field: Field, value: Any) -> Any:
    """A value from outside as an answer of this field, or null. A verified text is taken letter by letter."""
    if isinstance(value, Mapping):
        if field.type != "address":
            return None
        parts = {part: str(value.get(part) or "") for part in field.parts}
        return parts if any(parts.values()) else None
    if isinstance(value, bool):
        return value if field.type == "yesno" else None
    if not isinstance(value, str | int):
        return None
    if field.type == "text":
        return " ".join(str(value).split()) or None
    return parse(field, {field.id: str(value)}).value
