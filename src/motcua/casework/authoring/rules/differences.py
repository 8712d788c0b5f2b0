"""What differs between two forms: pages, fields, properties and rules, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from motcua.casework.authoring.rules.editing import KINDS
from motcua.casework.authoring.rules.shape import Form, label_of
from motcua.casework.authoring.rules.wording import in_words, value_words, when_words

Kind = Literal["added", "removed", "moved", "changed"]


@dataclass(frozen=True)
class Difference:
    """One page, field or rule that differs; `lines` tell how, before and after."""

    kind: Kind
    what: str
    lines: tuple[str, ...] = ()


PROPERTIES = {
    "title": "Tên", "hint": "Lời dẫn", "label": "Câu hỏi", "help": "Lời giải thích", "type": "Kiểu",
    "required": "Bắt buộc", "show_if": "Hiện", "options": "Các mục để chọn", "default": "Điền sẵn",
    "max_length": "Dài nhất (chữ)", "min": "Nhỏ nhất", "max": "Lớn nhất", "decimals": "Số chữ số lẻ",
    "normalize": "Cách viết", "source": "Lấy từ nguồn", "lock": "Khóa khi lấy từ nguồn", "ask": "Hỏi người dân",
    "fold": "Xếp gọn dưới tiêu đề", "usual": "Thường đúng, để sẵn", "personal": "Dữ liệu cá nhân",
    "autocomplete": "Trình duyệt tự điền", "suggestions": "Gợi ý", "parts": "Các phần của địa chỉ",
    "keep_old_names": "Giữ tên xã cũ", "copy_from": "Lấy theo ô khác", "fill_from": "Suy ra từ ô khác",
    "checks": "Kiểm tra thêm", "bearer": "Số căn cước của ai", "calculate": "Cách tính", "result": "Kết quả tính",
    "columns": "Các cột", "most": "Nhiều nhất (dòng)", "row_label": "Tên mỗi dòng", "declaration": "Lời cam đoan",
    "version": "Số hiệu bản", "id": "Mã", "format": "Định dạng", "stops": "Điểm dừng",
}  # fmt: skip
_CONDITIONS = ("required", "show_if")
_ABSENT: dict[str, Any] = {"required": False, "show_if": True}


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """Return everything that differs, in the order of the new form; empty for equal forms."""
    head = _lines(_but(old, "pages", "stops"), _but(new, "pages", "stops"), old, new)
    found = [Difference("changed", "Biểu mẫu", tuple(head))] if head else []
    found += _stops(old, new)
    found += _pages(old, new)
    return found + _fields(old, new)


def _but(data: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key not in names}


def _stops(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    before = {stop["title"]: stop for stop in old.get("stops", ())}
    after = {stop["title"]: stop for stop in new.get("stops", ())}
    found = []
    for title, stop in after.items():
        if title not in before:
            told = f"{when_words(stop['if'], new)}: {stop['message']}"
            found.append(Difference("added", f"Điểm dừng “{title}”", (told,)))
        elif stop != before[title]:
            lines = (
                f"Dừng: {when_words(before[title]['if'], old)} → {when_words(stop['if'], new)}",
                f"Lời báo: {before[title]['message']} → {stop['message']}",
            )
            found.append(Difference("changed", f"Điểm dừng “{title}”", lines))
    return found + [Difference("removed", f"Điểm dừng “{title}”") for title in before if title not in after]


def _pages(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    before = {page["id"]: page for page in old["pages"]}
    after = {page["id"]: page for page in new["pages"]}
    moved = _moved([one for one in before if one in after], [one for one in after if one in before])
    found = []
    for key, page in after.items():
        what = f"Trang “{page.get('title')}”"
        if key not in before:
            found.append(Difference("added", what))
            continue
        lines = _lines(_but(before[key], "fields"), _but(page, "fields"), old, new)
        if lines:
            found.append(Difference("changed", what, tuple(lines)))
        if key in moved:
            found.append(Difference("moved", what, ("Đổi thứ tự trang",)))
    return found + [
        Difference("removed", f"Trang “{page.get('title')}”")
        for key, page in before.items()
        if key not in after
    ]


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    before, after = _placed(old), _placed(new)
    found = []
    for key, (page, field) in after.items():
        what = f"Ô “{label_of(new, key)}” ({key})"
        if key not in before:
            lines = [f"Ở trang “{page.get('title')}”", *_lines({}, _but(field, "id"), old, new)]
            found.append(Difference("added", what, tuple(lines)))
            continue
        old_page, old_field = before[key]
        lines = _lines(old_field, field, old, new)
        if lines:
            found.append(Difference("changed", what, tuple(lines)))
        if old_page.get("id") != page.get("id"):
            told = f"Từ trang “{old_page.get('title')}” sang trang “{page.get('title')}”"
            found.append(Difference("moved", what, (told,)))
    for page in new["pages"]:
        found += _moved_within(old, new, page)
    gone = [key for key in before if key not in after]
    return found + [Difference("removed", f"Ô “{label_of(old, key)}” ({key})") for key in gone]


def _placed(form: Mapping[str, Any]) -> dict[str, tuple[Mapping[str, Any], Mapping[str, Any]]]:
    return {field["id"]: (page, field) for page in form["pages"] for field in page["fields"]}


def _moved_within(
    old: Mapping[str, Any], new: Mapping[str, Any], page: Mapping[str, Any]
) -> list[Difference]:
    earlier = next((one for one in old["pages"] if one["id"] == page["id"]), None)
    if earlier is None:
        return []
    here, there = [one["id"] for one in page["fields"]], [one["id"] for one in earlier["fields"]]
    moved = _moved([one for one in there if one in here], [one for one in here if one in there])
    told = (f"Đổi chỗ trong trang “{page.get('title')}”",)
    return [Difference("moved", f"Ô “{label_of(new, key)}” ({key})", told) for key in here if key in moved]


def _moved(before: list[str], after: list[str]) -> set[str]:
    """Return the fewest items that have to be moved to make one order of the other: all but the longest run kept."""
    place = {key: number for number, key in enumerate(before)}
    runs: list[list[str]] = []
    for key in after:
        runs.append([*_longest([run for run in runs if place[run[-1]] < place[key]]), key])
    return set(after) - set(_longest(runs))


def _longest(runs: list[list[str]]) -> list[str]:
    return sorted(runs, key=len)[-1] if runs else []


def _lines(
    before: Mapping[str, Any], after: Mapping[str, Any], old: Form | Mapping[str, Any], new: Mapping[str, Any]
) -> list[str]:
    lines = []
    for key in [*after, *(one for one in before if one not in after)]:
        first, then = before.get(key, _ABSENT.get(key)), after.get(key, _ABSENT.get(key))
        if first != then:
            lines.append(_line(key, _told(key, first, old), _told(key, then, new)))
    return lines


def _line(key: str, first: str, then: str) -> str:
    name = PROPERTIES.get(key, key)
    if not first:
        return f"{name}: {then}"
    return f"{name}: {first} → {then or '(bỏ)'}"


def _told(key: str, value: Any, form: Mapping[str, Any]) -> str:
    if value is None:
        return ""
    if key in _CONDITIONS:
        return when_words(value, form)
    if key == "calculate":
        return in_words(value, form)
    tell = _TELLERS.get(key)
    return tell(value, form) if tell else value_words(value, form).strip("“”")


def _checks(value: Any, form: Mapping[str, Any]) -> str:
    return "; ".join(f"{when_words(one['fail_if'], form)} thì báo “{one['message']}”" for one in value)


def _copies(value: Any, form: Mapping[str, Any]) -> str:
    return "; ".join(
        f"“{label_of(form, one['field'])}” {when_words(one.get('if', True), form)}" for one in value
    )


def _columns(value: Any, form: Mapping[str, Any]) -> str:
    return "; ".join(f"{one.get('label')} ({KINDS.get(one.get('type'), one.get('type'))})" for one in value)


def _list(value: Any, form: Mapping[str, Any]) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _bearer(value: Any, form: Mapping[str, Any]) -> str:
    return "; ".join(f"{key}: {in_words(part, form)}" for key, part in value.items())


_TELLERS: dict[str, Callable[[Any, Mapping[str, Any]], str]] = {
    "options": lambda value, form: "; ".join(f"{one.get('label')} ({one.get('value')})" for one in value),
    "type": lambda value, form: KINDS.get(value, str(value)),
    "checks": _checks,
    "copy_from": _copies,
    "fill_from": _copies,
    "columns": _columns,
    "bearer": _bearer,
    "source": _list,
    "suggestions": _list,
    "parts": _list,
}
