"""Changes of a form, each giving a new form; positions count from 0. What is out of range is left as it is."""

import copy
import re
from collections.abc import Mapping
from typing import Any

from motcua.casework.authoring.rules.shape import Form, fields_of
from motcua.kernel.vietnamese import fold

KINDS = {
    "text": "Chữ, một dòng",
    "textarea": "Chữ, nhiều dòng",
    "number": "Số",
    "money": "Số tiền (đồng)",
    "date": "Ngày",
    "partial_date": "Ngày, có thể chỉ biết tháng hoặc năm",
    "choice": "Chọn một mục",
    "yesno": "Có hoặc Không",
    "phone": "Số điện thoại",
    "email": "Thư điện tử",
    "citizen_id": "Số căn cước",
    "address": "Địa chỉ",
    "declaration": "Cam đoan (đánh dấu vào ô)",
    "calculated": "Tự tính",
    "rows": "Nhóm lặp lại (nhiều dòng)",
}
COLUMN_KINDS = {
    key: words for key, words in KINDS.items() if key not in ("declaration", "calculated", "rows")
}
_LONGEST_ID = 40


def new_id(label: str, taken: set[str], begin: str = "o") -> str:
    """Return an id made of the label's words, unlike all that are taken: `ho_ten_me`."""
    word = re.sub(r"[^a-z0-9]+", "_", fold(label)).strip("_")[:_LONGEST_ID].strip("_")
    word = word if word[:1].isalpha() else f"{begin}_{word}".strip("_")
    found, number = word, 2
    while found in taken:
        found, number = f"{word}_{number}", number + 1
    return found


def new_field(kind: str, label: str, field_id: str) -> dict[str, Any]:
    """Return a field with the little that its kind cannot do without."""
    field: dict[str, Any] = {"id": field_id, "type": kind, "label": label}
    if kind == "choice":
        field["options"] = [{"value": "a", "label": "Mục thứ nhất"}, {"value": "b", "label": "Mục thứ hai"}]
    elif kind == "rows":
        field |= {"columns": [{"id": "ten", "type": "text", "label": "Họ và tên"}], "row_label": "Dòng"}
    return field


def taken_ids(form: Mapping[str, Any]) -> set[str]:
    """Return the ids of all fields."""
    return {str(one.get("id")) for one in fields_of(form)}


def add_page(form: Form, title: str) -> Form:
    """Add a page at the end, with one field to begin with: a page without a field is not a page."""
    made = copy.deepcopy(form)
    page_id = new_id(title, {str(page.get("id")) for page in made["pages"]}, "trang")
    field = new_field("text", "Ô mới", new_id("Ô mới", taken_ids(made)))
    made["pages"].append({"id": page_id, "title": title, "fields": [field]})
    return made


def put_page(form: Form, page: int, told: Mapping[str, Any]) -> Form:
    """Give a page new properties; its fields stay."""
    made = copy.deepcopy(form)
    made["pages"][page] = {**told, "fields": made["pages"][page]["fields"]}
    return made


def move_page(form: Form, page: int, by: int) -> Form:
    """Move a page up (-1) or down (1)."""
    made = copy.deepcopy(form)
    _move(made["pages"], page, by)
    return made


def drop_page(form: Form, page: int) -> Form:
    """Remove a page with its fields."""
    made = copy.deepcopy(form)
    del made["pages"][page]
    return made


def add_field(form: Form, page: int, field: Mapping[str, Any], at: int | None = None) -> Form:
    """Add a field to a page, at the end or at a position."""
    made = copy.deepcopy(form)
    fields = made["pages"][page]["fields"]
    fields.insert(len(fields) if at is None else at, dict(field))
    return made


def put_field(form: Form, page: int, field: int, told: Mapping[str, Any]) -> Form:
    """Put a field in the place of another."""
    made = copy.deepcopy(form)
    made["pages"][page]["fields"][field] = dict(told)
    return made


def move_field(form: Form, page: int, field: int, by: int) -> Form:
    """Move a field up or down; beyond the edge of its page it goes to the neighbouring one."""
    made = copy.deepcopy(form)
    fields = made["pages"][page]["fields"]
    if 0 <= field + by < len(fields):
        _move(fields, field, by)
    elif 0 <= page + by < len(made["pages"]):
        neighbour = made["pages"][page + by]["fields"]
        neighbour.insert(0 if by > 0 else len(neighbour), fields.pop(field))
    return made


def send_field(form: Form, page: int, field: int, to: int) -> Form:
    """Take a field to the end of another page."""
    made = copy.deepcopy(form)
    made["pages"][to]["fields"].append(made["pages"][page]["fields"].pop(field))
    return made


def drop_field(form: Form, page: int, field: int) -> Form:
    """Remove a field."""
    made = copy.deepcopy(form)
    del made["pages"][page]["fields"][field]
    return made


def put_head(form: Form, told: Mapping[str, Any]) -> Form:
    """Give the form itself new properties (title, version, declaration, stops); null takes one away."""
    made = copy.deepcopy(form) | dict(told)
    return {key: value for key, value in made.items() if value is not None}


def _move(items: list[Any], place: int, by: int) -> None:
    if 0 <= place < len(items) and 0 <= place + by < len(items):
        items.insert(place + by, items.pop(place))


def users_of(form: Mapping[str, Any], field_id: str) -> list[str]:
    """Return the labels of the fields and pages whose rules speak of a field."""
    found = []
    for page in form["pages"]:
        if _speaks(page.get("show_if"), field_id):
            found.append(f"trang “{page.get('title')}”")
        for field in page["fields"]:
            rest = {key: value for key, value in field.items() if key not in ("id", "columns", "options")}
            if field.get("id") != field_id and _speaks(rest, field_id):
                found.append(f"ô “{field.get('label')}”")
    found += [f"điểm dừng “{one.get('title')}”" for one in form.get("stops", ()) if _speaks(one, field_id)]
    return found


def _speaks(value: Any, field_id: str) -> bool:
    if isinstance(value, Mapping):
        return value.get("field") == field_id or any(_speaks(one, field_id) for one in value.values())
    return isinstance(value, list) and any(_speaks(one, field_id) for one in value)
