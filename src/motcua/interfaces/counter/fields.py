"""Fields of a definition as the components of the pages draw them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.blocks.forms import api as forms


@dataclass(frozen=True)
class Drawn:
    """A field ready for `<c-field>`: the names of its boxes begin with `name`."""

    type: str
    name: str
    label: str
    hint: str
    required: bool
    value: Any
    options: list[dict[str, str]]
    error: str


def drawn(field: forms.Field, prefix: str, boxes: Mapping[str, str], errors: Mapping[str, str]) -> Drawn:
    """Return a field with what stands in its boxes; `boxes` and `errors` go by prefixed names."""
    name = f"{prefix}{field.id}"
    single = boxes.get(name, "")
    parts = {box.removeprefix(f"{field.id}-"): boxes.get(f"{prefix}{box}", "") for box in field.box_names}
    options = [{"value": one.value, "label": one.label, "hint": one.hint} for one in field.options]
    value = single if field.box_names == (field.id,) else parts
    return Drawn(
        field.type, name, field.label, field.help, bool(field.required), value, options, errors.get(name, "")
    )
