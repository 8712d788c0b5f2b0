"""A value of a rule as people write it beside a field, and back: Có, 12/03/2026, 1.500, the label of an option."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from motcua.blocks.forms import api as forms
from motcua.casework.authoring import api as authoring
from motcua.casework.authoring.api import Form, Side
from motcua.kernel.vietnamese import fold

_TODAY = ("hôm nay", "hom nay")


def kind_of(side: Side, form: Form) -> str:
    """Return what is compared: yesno, number, date, choice or text."""
    if side.of != "field":
        return "number"
    field = authoring.find_field(form, side.field) or {}
    kind = field.get("result", "number") if field.get("type") == "calculated" else field.get("type", "text")
    kinds = {"money": "number", "partial_date": "date", "declaration": "yesno"}
    return kinds.get(kind, kind if kind in ("number", "date", "yesno", "choice") else "text")


def options_of(side: Side, form: Form) -> list[tuple[str, str]]:
    """Return (value, label) of what there is to choose from; empty where people write."""
    kind = kind_of(side, form)
    if kind == "yesno":
        return [("Có", "Có"), ("Không", "Không")]
    if kind != "choice":
        return []
    return [
        (one["value"], one["label"])
        for one in (authoring.find_field(form, side.field) or {}).get("options", ())
    ]


def value_text(value: Any, side: Side, form: Form) -> str:
    """Return a value as it stands in the box."""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if value == authoring.TODAY:
        return "hôm nay"
    if isinstance(value, str) and kind_of(side, form) == "date":
        return forms.display_date(value)
    return str(value)


def read_value(text: str, side: Side, form: Form) -> tuple[Any, str]:
    """Return the value that a text means beside this side, and what is wrong with it (then the value is null)."""
    readers = {"yesno": _yesno, "number": _number, "date": _date}
    kind = kind_of(side, form)
    if kind == "choice":
        return _choice(text, options_of(side, form))
    return readers[kind](text) if kind in readers else (text, "")


def _yesno(text: str) -> tuple[Any, str]:
    words = {"co": True, "khong": False, "true": True, "false": False, "yes": True, "no": False}
    found = words.get(fold(text))
    return found, "" if found is not None else "giá trị phải là Có hoặc Không."


def _number(text: str) -> tuple[Any, str]:
    parsed = forms.parse(forms.Field(id="n", type="number", label="Số", decimals=6), {"n": text})
    if parsed.value is None:
        return None, f"“{text}” không phải số."
    if isinstance(parsed.value, int):
        return parsed.value, ""
    exact = Decimal(str(parsed.value))
    return (int(exact) if exact == exact.to_integral_value() else float(exact)), ""


def _date(text: str) -> tuple[Any, str]:
    if text.casefold() in _TODAY:
        return authoring.TODAY, ""
    parsed = forms.parse(forms.Field(id="d", type="partial_date", label="Ngày"), {"d": text})
    return (
        parsed.value,
        "" if parsed.value else f"“{text}” không phải ngày; ghi như 12/03/2026, hoặc hôm nay.",
    )


def _choice(text: str, options: list[tuple[str, str]]) -> tuple[Any, str]:
    for value, _ in options:
        if text == value:
            return value, ""
    for value, label in options:
        if fold(text) == fold(label):
            return value, ""
    return None, f"không có mục “{text}”. Các mục: {'; '.join(label for _, label in options)}."


def given(boxes: Mapping[str, str], name: str) -> str:
    """Return the text of a box without the spaces around it."""
    return boxes.get(name, "").strip()
