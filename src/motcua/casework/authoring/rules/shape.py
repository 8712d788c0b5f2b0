"""What the JSON of a form must at least be so that it can be shown and edited piece by piece."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Form = dict[str, Any]
MOST_FIELDS = 1000


# Parts of a field that are lists of objects, with the texts each object must have.
_LISTS = {
    "options": ("value", "label"),
    "columns": ("id", "type", "label"),
    "checks": ("message",),
    "copy_from": ("field",),
    "fill_from": ("field",),
}


def shape_problem(data: Any) -> str:
    """Return why the data cannot be edited as a form, in Vietnamese; empty when it can.

    What has the right shape may still be faulty; see `faults`.
    """
    if not isinstance(data, Mapping):
        return "Tệp không phải một biểu mẫu: phải là một đối tượng có id, title và pages."
    pages = data.get("pages")
    if not isinstance(pages, list) or not pages:
        return "Biểu mẫu phải có mục pages là danh sách các trang, ít nhất một trang."
    problems = [_page_problem(page, f"Trang {number}") for number, page in enumerate(pages, 1)]
    problems.append(_list_problem(data.get("stops", []), ("title", "message"), "stops"))
    found = next((one for one in problems if one), "")
    if not found and sum(len(page["fields"]) for page in pages) > MOST_FIELDS:
        return f"Biểu mẫu có quá {MOST_FIELDS} ô."
    return found


def _page_problem(page: Any, where: str) -> str:
    lacking = _lacking(page, ("id", "title"))
    if lacking:
        return f"{where}: {lacking}"
    if not isinstance(page.get("fields"), list):
        return f"{where}: phải có mục fields là danh sách các ô."
    found = (_field_problem(field, f"{where}, ô {place}") for place, field in enumerate(page["fields"], 1))
    return next((one for one in found if one), "")


def _field_problem(field: Any, where: str) -> str:
    lacking = _lacking(field, ("id", "type", "label"))
    if lacking:
        return f"{where}: {lacking}"
    for name, texts in _LISTS.items():
        problem = _list_problem(field.get(name, []), texts, name)
        if problem:
            return f"{where}, {problem}"
    return "" if isinstance(field.get("bearer", {}), Mapping) else f"{where}: bearer phải là một đối tượng."


def _list_problem(items: Any, texts: Sequence[str], name: str) -> str:
    if not isinstance(items, list):
        return f"{name}: phải là một danh sách."
    found = ((number, _lacking(item, texts)) for number, item in enumerate(items, 1))
    return next((f"{name}, mục {number}: {problem}" for number, problem in found if problem), "")


def _lacking(item: Any, texts: Sequence[str]) -> str:
    if not isinstance(item, Mapping):
        return "phải là một đối tượng."
    missing = [name for name in texts if not isinstance(item.get(name), str)]
    return f"thiếu {', '.join(missing)} (phải là chữ)." if missing else ""


def fields_of(form: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every field of the pages, in order."""
    for page in form["pages"]:
        yield from page["fields"]


def find_field(form: Mapping[str, Any], field_id: str) -> dict[str, Any] | None:
    """Return the first field with this id, or null."""
    return next((one for one in fields_of(form) if one.get("id") == field_id), None)


def label_of(form: Mapping[str, Any], field_id: str) -> str:
    """Return the label of a field as words speak of it; its id when there is no such field."""
    found = find_field(form, field_id)
    label = found.get("label") if found else None
    return label.rstrip(" ?:.") if isinstance(label, str) and label.strip() else field_id
