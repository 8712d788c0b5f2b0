"""All properties of a field as boxes of a page; `field_reading` reads them back."""

from collections.abc import Mapping
from typing import Any

from motcua.blocks.forms import api as forms
from motcua.casework.authoring.api import Form
from motcua.interfaces.console.builder.calculation_boxes import calculation_boxes
from motcua.interfaces.console.builder.condition_boxes import as_text, condition_boxes
from motcua.interfaces.console.builder.kinds import DEFAULTS, INTEGERS, LISTS


def field_boxes(told: Mapping[str, Any], form: Form) -> dict[str, str]:
    """Return the boxes that say this field."""
    boxes = {key: str(told[key]) for key in _PLAIN_TEXTS if key in told}
    boxes |= {key: str(told[key]) for key in INTEGERS if key in told}
    boxes["type"] = told["type"]
    boxes |= condition_boxes("show_if", told.get("show_if"), form)
    boxes |= condition_boxes("required", told.get("required", False), form)
    boxes |= {key: "yes" for key in ("usual", "keep_old_names") if told.get(key)}
    boxes["ask"] = "" if told.get("ask") is False else "yes"
    boxes["lock"] = "" if "lock" not in told else "yes" if told["lock"] else "no"
    boxes |= {key: _limit_text(told[key]) for key in ("min", "max") if key in told}
    boxes["suggestions"] = _lines(told.get("suggestions"))
    boxes |= {f"parts-{part}": "yes" for part in told.get("parts", ("line", "commune", "province"))}
    if "calculate" in told:
        boxes |= calculation_boxes("calculate", told["calculate"])
    boxes |= _default_box(told, form)
    return boxes | _list_boxes(told, form) | _bearer_boxes(told)


_PLAIN_TEXTS = ("label", "help", "fold", "row_label", "personal", "autocomplete", "normalize", "result")


def _lines(value: Any) -> str:
    return "\n".join(value) if isinstance(value, list) else str(value or "")


def _limit_text(value: Any) -> str:
    if value == "today":
        return "hôm nay"
    return forms.display_date(value) if isinstance(value, str) else str(value)


def _default_box(told: Mapping[str, Any], form: Form) -> dict[str, str]:
    if told.get("default") is None or told["type"] not in DEFAULTS:
        return {}
    value = told["default"]
    if isinstance(value, bool):
        return {"default": "Có" if value else "Không"}
    return {"default": forms.display_date(value) if "date" in told["type"] else str(value)}


def _list_boxes(told: Mapping[str, Any], form: Form) -> dict[str, str]:
    boxes: dict[str, str] = {}
    for number, option in enumerate(told.get("options", ())):
        boxes |= {f"options-{number}-{key}": str(option.get(key, "")) for key in ("value", "label", "hint")}
    for number, rule in enumerate(told.get("checks", ())):
        boxes |= condition_boxes(f"checks-{number}-if", rule.get("fail_if"), form)
        boxes[f"checks-{number}-message"] = str(rule["message"])
    for name in ("copy_from", "fill_from"):
        for number, rule in enumerate(told.get(name, ())):
            boxes |= condition_boxes(f"{name}-{number}-if", rule.get("if", True), form)
            boxes |= {f"{name}-{number}-field": rule["field"], f"{name}-{number}-as": str(rule.get("as", ""))}
    sources = told.get("source", [])
    for number, source in enumerate([sources] if isinstance(sources, str) else sources):
        boxes[f"source-{number}"] = str(source)
    boxes |= {f"{name}-n": str(_length(told, name)) for name in LISTS}
    return boxes


def _length(told: Mapping[str, Any], name: str) -> int:
    value = told.get(name, ())
    return 1 if isinstance(value, str) else len(value)


def _bearer_boxes(told: Mapping[str, Any]) -> dict[str, str]:
    bearer = told.get("bearer")
    if bearer is None:
        return {}
    fields = {
        key: value.get("field")
        for key, value in bearer.items()
        if isinstance(value, Mapping) and len(value) == 1
    }
    if set(fields) == set(bearer) and all(isinstance(one, str) for one in fields.values()):
        return {f"bearer-{key}": f"field:{name}" for key, name in fields.items()}
    return {"bearer-expert": as_text(bearer)}
