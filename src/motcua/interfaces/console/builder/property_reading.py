"""Single properties out of the boxes of a field's page."""

from dataclasses import dataclass
from typing import Any

from motcua.blocks.forms import api as forms
from motcua.casework.authoring.api import Form
from motcua.interfaces.console.builder.calculation_boxes import read_calculation
from motcua.interfaces.console.builder.condition_boxes import Boxes, read_condition, read_text
from motcua.interfaces.console.builder.kinds import INTEGERS
from motcua.interfaces.console.builder.values import given

Data = dict[str, Any]


@dataclass
class ReadField:
    """The field that the boxes say, as far as they can be read, and what is wrong by the name of the box."""

    field: Data
    errors: dict[str, str]


@dataclass
class FieldPage:
    """The boxes of a field's page, the form it stands in, and what has been read so far."""

    boxes: Boxes
    form: Form
    read: ReadField
    column: bool

    def put(self, key: str, value: Any) -> None:
        """Say a property of the field."""
        self.read.field[key] = value

    def fault(self, box: str, text: str) -> None:
        """Tell what is wrong with a box; the first word counts."""
        self.read.errors.setdefault(box, text)


def read_label(page: FieldPage, key: str) -> None:
    """Read the question; it cannot be empty."""
    text = given(page.boxes, key)
    page.put(key, text)
    if not text:
        page.fault(key, "Câu hỏi: hãy ghi câu hỏi hoặc tên ô, như người dân sẽ đọc.")


def read_words(page: FieldPage, key: str) -> None:
    """Read a text that may be left out."""
    text = page.boxes.get(key, "").strip().replace("\r\n", "\n")
    if text:
        page.put(key, text)


def read_rule(page: FieldPage, key: str) -> None:
    """Read a condition; what is so anyway is not said."""
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


def read_integer(page: FieldPage, key: str) -> None:
    """Read a whole number within its bounds."""
    text = given(page.boxes, key)
    if not text:
        return
    least, most = INTEGERS[key]
    if not (text.isascii() and text.isdigit() and least <= int(text[:9]) <= most):
        page.fault(key, f"Ghi một số từ {least} đến {most}, hoặc để trống.")
        return
    page.put(key, int(text))


def read_limit(page: FieldPage, key: str) -> None:
    """Read a number or a day as a limit."""
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


def read_tick(page: FieldPage, key: str) -> None:
    """Read a box that is ticked or not."""
    if page.boxes.get(key) == "yes":
        page.put(key, True)


def read_ask(page: FieldPage, key: str) -> None:
    """Read whether the question is asked at all."""
    if page.boxes.get(key) != "yes":
        page.put(key, False)


def read_lock(page: FieldPage, key: str) -> None:
    """Read whether a value from a source may be changed."""
    if page.boxes.get(key) in ("yes", "no"):
        page.put(key, page.boxes[key] == "yes")


def read_default(page: FieldPage, key: str) -> None:
    """Read what stands there beforehand, as an answer of the field."""
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


def read_calculate(page: FieldPage, key: str) -> None:
    """Read how a value is calculated."""
    found = read_calculation(key, page.boxes, page.form)
    if found.error:
        page.fault(key, f"Cách tính: {found.error}")
    else:
        page.put(key, found.value)


def read_bearer(page: FieldPage, key: str) -> None:
    """Read whose citizen number it is."""
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
