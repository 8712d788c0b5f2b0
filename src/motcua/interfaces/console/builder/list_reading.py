"""Properties of several lines out of the boxes of a field's page."""

import re

from motcua.blocks.forms import api as forms
from motcua.casework.authoring.api import editing
from motcua.interfaces.console.builder.condition_boxes import count, read_condition
from motcua.interfaces.console.builder.kinds import LISTS
from motcua.interfaces.console.builder.property_reading import Data, FieldPage
from motcua.interfaces.console.builder.values import given


def read_suggestions(page: FieldPage, key: str) -> None:
    """Read suggestions, one a line; one word in small letters names a built-in list."""
    lines = [one.strip() for one in page.boxes.get(key, "").splitlines() if one.strip()]
    if len(lines) == 1 and re.fullmatch(r"[a-z_]+", lines[0]):
        page.put(key, lines[0])
    elif lines:
        page.put(key, lines)


def read_parts(page: FieldPage, key: str) -> None:
    """Read which parts of an address are asked."""
    every = ["line", "commune", "province"]
    chosen = [part for part in every if page.boxes.get(f"parts-{part}") == "yes"]
    if not chosen:
        page.fault("parts", "Các phần của địa chỉ: chọn ít nhất một phần.")
    elif chosen != every:
        page.put(key, chosen)


def read_options(page: FieldPage, key: str) -> None:
    """Read the options; a line left empty is one less."""
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


def read_checks(page: FieldPage, key: str) -> None:
    """Read the further demands."""
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


def read_borrowed(page: FieldPage, key: str) -> None:
    """Read what is taken from other answers."""
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


def read_source(page: FieldPage, key: str) -> None:
    """Read the sources, the first known one counting."""
    chosen = [
        given(page.boxes, f"source-{number}")
        for number in range(count(page.boxes, "source-n", LISTS["source"]))
    ]
    told = [one for one in dict.fromkeys(chosen) if one in forms.SOURCES]
    if told:
        page.put(key, told[0] if len(told) == 1 else told)
