"""What is wrong with a form, each fault with its path and the field it belongs to."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.blocks.forms import api as forms
from motcua.casework.authoring.rules.shape import fields_of, label_of, shape_problem

_PLACE = re.compile(r"pages\[(\d+)\](?:\.fields\[(\d+)\])?(?:\.(.*))?")


@dataclass(frozen=True)
class Fault:
    """One fault: where, by path and by position (null: of the form, of the page), and what, in Vietnamese."""

    path: str
    text: str
    page: int | None = None
    field: int | None = None
    part: str = ""

    @property
    def box(self) -> str:
        """The property of the field or page that is wrong: `show_if` of `show_if.and[0].eq`."""
        return re.split(r"[.\[]", self.part, maxsplit=1)[0]


def faults_of(form: Mapping[str, Any]) -> list[Fault]:
    """Return every fault that refuses publication: schema, references, cycles with their path, division by zero."""
    shapeless = shape_problem(form)
    if shapeless:
        return [Fault("", shapeless)]
    unfinished = [placed(path, text) for path, text in _unfinished(form)]
    told = {(one.page, one.field) for one in unfinished}
    try:
        forms.load(form)
    except forms.DefinitionError as error:
        found = [placed(one.path, one.vi) for one in error.problems]
        # What is merely not filled in yet is told in its own words, not in those of the schema.
        return unfinished + [one for one in found if (one.page, one.field) not in told]
    return unfinished + [placed(path, text) for path, text in _zero_divisions(form, "")]


def _unfinished(form: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for number, page in enumerate(form["pages"]):
        if not page["fields"]:
            yield f"pages[{number}].fields", "trang chưa có ô nào; hãy thêm ô hoặc bỏ trang"
        for place, field in enumerate(page["fields"]):
            here = f"pages[{number}].fields[{place}]"
            if field["type"] == "calculated" and "calculate" not in field:
                yield f"{here}.calculate", "chưa có cách tính; hãy chọn phép tính"
            if field["type"] == "choice" and len(field.get("options", ())) < 2:
                yield f"{here}.options", "cần ít nhất hai mục để chọn"
            if field["type"] == "rows" and not field.get("columns"):
                yield f"{here}.columns", "nhóm lặp lại cần ít nhất một cột"


def placed(path: str, text: str) -> Fault:
    """Return a fault with the position its path tells."""
    match = _PLACE.match(path)
    if match is None:
        return Fault(path, text)
    page, field, part = match.groups()
    return Fault(path, text, int(page), None if field is None else int(field), part or "")


def _zero_divisions(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        divided = value.get("div")
        if isinstance(divided, list) and len(divided) == 2 and _is_zero(divided[1]):
            yield f"{path}.div[1]", "chia cho 0 thì không bao giờ có kết quả; hãy sửa số chia"
        for key, part in value.items():
            yield from _zero_divisions(part, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _zero_divisions(part, f"{path}[{number}]")


def _is_zero(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == 0


def kind_changes(form: Mapping[str, Any], known: Mapping[str, str]) -> list[str]:
    """Return a sentence for each field whose kind is another than an earlier version gave its id."""
    return [
        f"Ô “{label_of(form, one['id'])}” (mã {one['id']}) ở bản trước là kiểu {known[one['id']]}, nay là kiểu "
        f"{one.get('type')}: câu trả lời cũ có thể không đọc được theo kiểu mới."
        for one in fields_of(form)
        if known.get(one["id"], one.get("type")) != one.get("type")
    ]


def lost_on_paper(
    form: Mapping[str, Any], common: Mapping[str, Any], templates: Mapping[str, str]
) -> list[Fault]:
    """Return a fault for each field of the common form that is gone although a paper is typeset from it."""
    here = {one["id"] for one in fields_of(form)}
    gone = [one for one in fields_of(common) if one["id"] not in here]
    words = set(re.findall(r"[a-z][a-z0-9_]*", " ".join(templates.values())))
    return [
        Fault(
            "pages",
            f"thiếu ô “{label_of(common, one['id'])}” (mã {one['id']}) mà mẫu giấy in của thủ tục cần đến",
        )
        for one in gone
        if one["id"] in words
    ]
