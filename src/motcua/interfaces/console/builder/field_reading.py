"""The boxes of a field's page read into a field. Errors are told by the name of the box."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from motcua.casework.authoring.api import Form, editing
from motcua.interfaces.console.builder import list_reading as lists
from motcua.interfaces.console.builder import property_reading as properties_of
from motcua.interfaces.console.builder.condition_boxes import Boxes
from motcua.interfaces.console.builder.kinds import DEFAULTS, properties
from motcua.interfaces.console.builder.property_reading import FieldPage, ReadField

_ID = re.compile(r"[a-z][a-z0-9_]{0,59}")


def read_field(boxes: Boxes, form: Form, old: Mapping[str, Any], *, column: bool = False) -> ReadField:
    """Read the boxes of a page into a field; what the page does not show of `old` is kept."""
    kinds = editing.COLUMN_KINDS if column else editing.KINDS
    kind = boxes.get("type", old["type"])
    read = ReadField({"id": old["id"], "type": kind if kind in kinds else old["type"]}, {})
    has = properties(read.field["type"], column=column)
    kept = {key: value for key, value in old.items() if key in has or key in ("id", "type")}
    for key, reader in _READERS.items():
        if key not in has:
            continue
        if key == "default" and read.field["type"] not in DEFAULTS:
            if "default" in kept and old["type"] == read.field["type"]:
                read.field["default"] = kept["default"]
            continue
        reader(FieldPage(boxes, form, read, column), key)
    if "columns" in has:
        read.field["columns"] = kept.get("columns") or editing.new_field("rows", "", "x")["columns"]
    ordered = [*(key for key in old if key in read.field), *(key for key in read.field if key not in old)]
    read.field = {key: read.field[key] for key in ordered}
    return read


_READERS: dict[str, Callable[[FieldPage, str], None]] = {
    "label": properties_of.read_label,
    "help": properties_of.read_words,
    "required": properties_of.read_rule,
    "show_if": properties_of.read_rule,
    "options": lists.read_options,
    "max_length": properties_of.read_integer,
    "min": properties_of.read_limit,
    "max": properties_of.read_limit,
    "decimals": properties_of.read_integer,
    "normalize": properties_of.read_words,
    "source": lists.read_source,
    "lock": properties_of.read_lock,
    "ask": properties_of.read_ask,
    "default": properties_of.read_default,
    "fold": properties_of.read_words,
    "usual": properties_of.read_tick,
    "personal": properties_of.read_words,
    "autocomplete": properties_of.read_words,
    "suggestions": lists.read_suggestions,
    "parts": lists.read_parts,
    "keep_old_names": properties_of.read_tick,
    "copy_from": lists.read_borrowed,
    "fill_from": lists.read_borrowed,
    "checks": lists.read_checks,
    "bearer": properties_of.read_bearer,
    "calculate": properties_of.read_calculate,
    "result": properties_of.read_words,
    "most": properties_of.read_integer,
    "row_label": properties_of.read_words,
}


def id_problem(text: str, taken: set[str]) -> str:
    """Return why a text cannot be the id of a new field; empty when it can."""
    if not _ID.fullmatch(text):
        return "Mã ô: bắt đầu bằng chữ thường không dấu, sau đó là chữ thường không dấu, số hoặc gạch dưới."
    return f"Mã ô: mã “{text}” đã có ô khác dùng." if text in taken else ""
