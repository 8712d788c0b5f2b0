"""The boxes of a field's page read into a field. Errors are told by the name of the box."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.blocks.forms import api as forms
from motcua.casework.authoring.api import Form, editing
from motcua.interfaces.console.builder.calculation_boxes import read_calculation
from motcua.interfaces.console.builder.condition_boxes import Boxes, count, read_condition, read_text
from motcua.interfaces.console.builder.kinds import DEFAULTS, INTEGERS, LISTS, properties
from motcua.interfaces.console.builder.values import given

Data = dict[str, Any]
_ID = re.compile(r"[a-z][a-z0-9_]{0,59}")


@dataclass
class ReadField:
    """The field that the boxes say, as far as they can be read, and what is wrong by the name of the box."""

    field: Data
    errors: dict[str, str]


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
        reader(_Boxes(boxes, form, read, column), key)
    if "columns" in has:
        read.field["columns"] = kept.get("columns") or editing.new_field("rows", "", "x")["columns"]
    ordered = [*(key for key in old if key in read.field), *(key for key in read.field if key not in old)]
    read.field = {key: read.field[key] for key in ordered}
    return read


@dataclass
class _Boxes:
    boxes: Boxes
    form: Form
    read: ReadField
    column: bool

    def put(self, key: str, value: Any) -> None:
        self.read.field[key] = value

    def fault(self, box: str, text: str) -> None:
        self.read.errors.setdefault(box, text)


def _label(page: _Boxes, key: str) -> None:
    text = given(page.boxes, key)
    page.put(key, text)
    if not text:
        page.fault(key, "Câu hỏi: hãy ghi câu hỏi hoặc tên ô, như người dân sẽ đọc.")


def _text(page: _Boxes, key: str) -> None:
    text = page.boxes.get(key, "").strip().replace("\r\n", "\n")
    if text:
        page.put(key, text)


def _condition(page: _Boxes, key: str) -> None:
    if page.column and key == "required":
        if page.boxes.get("required-mode") == "never":
            return
        page.put(key, True)
        return
    found = read_condition(key, page.boxes, page.form)
    if found.error:
        page.fault(key, f"{'Hiện' if key == 'show_if' else 'Bắt buộc'}: {found.error}")
    elif found.value is not (key == "show_if"):
        page.put(key, found.value)


def _integer(page: _Boxes, key: str) -> None:
    text = given(page.boxes, key)
    if not text:
        return
    least, most = INTEGERS[key]
    if not (text.isascii() and text.isdigit() and least <= int(text[:9]) <= most):
        page.fault(key, f"Ghi một số từ {least} đến {most}, hoặc để trống.")
        return
    page.put(key, int(text))


def _limit(page: _Boxes, key: str) -> None:
    text, name = given(page.boxes, key), "Nhỏ nhất, sớm nhất" if key == "min" else "Lớn nhất, muộn nhất"
    if not text:
        return
    if page.read.field["type"] in ("number", "money"):
        bare = text.replace(".", "").removeprefix("-")
        if bare.isascii() and bare.isdigit() and len(bare) < 16:
            page.put(key, int(text.replace(".", "")))
        else:
            page.fault(key, f"{name}: ghi một số, hoặc để trống.")
        return
    if text.casefold() == "hôm nay":
        page.put(key, "today")
        return
    day = forms.parse(forms.Field(id="d", type="date", label="Ngày"), {"d": text}).value
    if day is None:
        page.fault(key, f"{name}: ghi ngày như 12/03/2026, hoặc hôm nay.")
    else:
        page.put(key, day)


def _tick(page: _Boxes, key: str) -> None:
    if page.boxes.get(key) == "yes":
        page.put(key, True)


def _ask(page: _Boxes, key: str) -> None:
    if page.boxes.get(key) != "yes":
        page.put(key, False)


def _lock(page: _Boxes, key: str) -> None:
    if page.boxes.get(key) in ("yes", "no"):
        page.put(key, page.boxes[key] == "yes")


def _suggestions(page: _Boxes, key: str) -> None:
    lines = [one.strip() for one in page.boxes.get(key, "").splitlines() if one.strip()]
    if len(lines) == 1 and re.fullmatch(r"[a-z_]+", lines[0]):
        page.put(key, lines[0])
    elif lines:
        page.put(key, lines)


def _parts(page: _Boxes, key: str) -> None:
    every = ["line", "commune", "province"]
    chosen = [part for part in every if page.boxes.get(f"parts-{part}") == "yes"]
    if not chosen:
        page.fault("parts", "Các phần của địa chỉ: chọn ít nhất một phần.")
    elif chosen != every:
        page.put(key, chosen)


def _options(page: _Boxes, key: str) -> None:
    found: list[Data] = []
    for number in range(count(page.boxes, "options-n", LISTS["options"])):
        told = {name: given(page.boxes, f"options-{number}-{name}") for name in ("value", "label", "hint")}
        if told["label"] or told["value"]:
            taken = {one["value"] for one in found}
            told["value"] = told["value"] or editing.new_id(told["label"], taken, "muc")
            found.append({name: text for name, text in told.items() if text or name != "hint"})
    page.put(key, found)
    if len(found) < 2:
        page.fault("options-0-label", "Các mục để chọn: ghi ít nhất hai mục.")
    for number, one in enumerate(found):
        if not one["label"]:
            page.fault(f"options-{number}-label", f"Mục có mã “{one['value']}”: hãy ghi chữ người dân đọc.")
        elif not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}", one["value"]):
            page.fault(
                f"options-{number}-value", f"Mã “{one['value']}”: chỉ dùng chữ không dấu, số, gạch dưới."
            )
        elif [other["value"] for other in found].count(one["value"]) > 1:
            page.fault(f"options-{number}-value", f"Mã “{one['value']}” bị trùng với mục khác.")


def _checks(page: _Boxes, key: str) -> None:
    found = []
    for number in range(count(page.boxes, "checks-n", LISTS["checks"])):
        prefix, message = f"checks-{number}", given(page.boxes, f"checks-{number}-message")
        told = page.boxes.get(f"{prefix}-if-mode", "")
        if not message and (told != "expert" or not given(page.boxes, f"{prefix}-if-expert")):
            continue
        if not message:
            page.fault(f"{prefix}-message", "Kiểm tra thêm: hãy ghi lời báo cho người dân.")
            continue
        rule = read_condition(f"{prefix}-if", page.boxes, page.form)
        if rule.error:
            page.fault(f"{prefix}-if", f"Kiểm tra thêm: {rule.error}")
        else:
            found.append({"fail_if": rule.value, "message": message})
    if found:
        page.put(key, found)


def _borrowed(page: _Boxes, key: str) -> None:
    found = []
    for number in range(count(page.boxes, f"{key}-n", LISTS[key])):
        prefix = f"{key}-{number}"
        if not given(page.boxes, f"{prefix}-field"):
            continue
        rule: Data = {"field": given(page.boxes, f"{prefix}-field")}
        if key == "fill_from":
            rule["as"] = given(page.boxes, f"{prefix}-as") or "same"
        when = read_condition(f"{prefix}-if", page.boxes, page.form)
        if when.error:
            page.fault(f"{prefix}-if", f"Lấy theo ô khác: {when.error}")
        elif when.value is not True:
            rule["if"] = when.value
        found.append(rule)
    if found:
        page.put(key, found)


def _source(page: _Boxes, key: str) -> None:
    chosen = [
        given(page.boxes, f"source-{number}")
        for number in range(count(page.boxes, "source-n", LISTS["source"]))
    ]
    told = [one for one in dict.fromkeys(chosen) if one in forms.SOURCES]
    if told:
        page.put(key, told[0] if len(told) == 1 else told)


def _default(page: _Boxes, key: str) -> None:
    text = given(page.boxes, key)
    if not text:
        return
    made = page.read.field
    options = tuple(
        forms.Option(one["value"], one.get("label", ""))
        for one in made.get("options", ())
        if one.get("label")
    )
    like = forms.Field(
        id="x", type=made["type"], label="Điền sẵn", options=options, decimals=made.get("decimals", 0),
        normalize=made.get("normalize", ""),
    )  # fmt: skip
    parsed = forms.parse(like, {"x": text})
    if parsed.problem or parsed.value is None:
        page.fault(key, parsed.problem or "Điền sẵn: không đọc được, hãy ghi lại.")
    else:
        page.put(key, parsed.value)


def _calculate(page: _Boxes, key: str) -> None:
    found = read_calculation(key, page.boxes, page.form)
    if found.error:
        page.fault(key, f"Cách tính: {found.error}")
    else:
        page.put(key, found.value)


def _bearer(page: _Boxes, key: str) -> None:
    text = given(page.boxes, "bearer-expert")
    if text:
        found = read_text(text)
        if found.error or not isinstance(found.value, dict):
            page.fault("bearer-expert", found.error or "Số căn cước của ai: ghi như {born: {field: ma_o}}.")
        else:
            page.put(key, found.value)
        return
    told = {
        name: {"field": given(page.boxes, f"bearer-{name}").removeprefix("field:")}
        for name in ("born", "sex")
        if given(page.boxes, f"bearer-{name}")
    }
    if told:
        page.put(key, told)


_READERS: dict[str, Callable[[_Boxes, str], None]] = {
    "label": _label,
    "help": _text,
    "required": _condition,
    "show_if": _condition,
    "options": _options,
    "max_length": _integer,
    "min": _limit,
    "max": _limit,
    "decimals": _integer,
    "normalize": _text,
    "source": _source,
    "lock": _lock,
    "ask": _ask,
    "default": _default,
    "fold": _text,
    "usual": _tick,
    "personal": _text,
    "autocomplete": _text,
    "suggestions": _suggestions,
    "parts": _parts,
    "keep_old_names": _tick,
    "copy_from": _borrowed,
    "fill_from": _borrowed,
    "checks": _checks,
    "bearer": _bearer,
    "calculate": _calculate,
    "result": _text,
    "most": _integer,
    "row_label": _text,
}


def id_problem(text: str, taken: set[str]) -> str:
    """Return why a text cannot be the id of a new field; empty when it can."""
    if not _ID.fullmatch(text):
        return "Mã ô: bắt đầu bằng chữ thường không dấu, sau đó là chữ thường không dấu, số hoặc gạch dưới."
    return f"Mã ô: mã “{text}” đã có ô khác dùng." if text in taken else ""
