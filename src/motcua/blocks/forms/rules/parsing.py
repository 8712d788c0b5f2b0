"""From an HTML post to answers. Reading never fails: it gives a value, or says what is wrong."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.blocks.forms.rules.cleaning import INPUT_LIMIT, ascii_digits, clean_line, clean_lines
from motcua.blocks.forms.rules.definition import ADDRESS_PARTS, Field, FormDefinition
from motcua.blocks.forms.rules.expressions import is_answered
from motcua.blocks.forms.rules.reading_dates import read_date, split_date
from motcua.blocks.forms.rules.reading_numbers import read_citizen_id, read_money, read_number, read_phone
from motcua.blocks.forms.rules.rows import cell, row_count
from motcua.kernel.vietnamese import normalise_name

_YES = frozenset({"yes", "true", "1", "on", "có", "co"})
_NO = frozenset({"no", "false", "0", "off", "không", "khong"})
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")


@dataclass(frozen=True)
class Parsed:
    """One field read: the answer or null; the problem in Vietnamese or empty; the boxes as typed."""

    value: Any
    problem: str
    raw: Mapping[str, str]


@dataclass(frozen=True)
class PagePost:
    """One page read. `answers`: every field the post spoke about; `kept`: the typed boxes of faulty ones."""

    answers: dict[str, Any]
    problems: dict[str, str]
    kept: dict[str, dict[str, str]]


def parse(field: Field, raw: Mapping[str, str]) -> Parsed:
    """Read one field from the boxes of a post (`field.box_names`, or one box named like the field)."""
    boxes = field.boxes_in(raw)
    value, problem = _READERS[field.type](field, boxes)
    return Parsed(value, f"{plain_label(field)}: {problem}" if problem else "", boxes)


def parse_page(
    definition: FormDefinition, page_id: str, raw: Mapping[str, str], *, locked: Collection[str] = ()
) -> PagePost:
    """Read a page. Locked fields are ignored; a field without any box in the post is left alone, except a
    declaration: a browser sends nothing for a box that is not ticked."""
    post = PagePost({}, {}, {})
    for field in definition.page(page_id).fields:
        spoken = field.type == "declaration" or any(name in raw for name in (*field.box_names, field.id))
        if field.id in locked or not field.ask or not spoken:
            continue
        parsed = parse(field, raw)
        post.answers[field.id] = parsed.value
        if parsed.problem:
            post.problems[field.id] = parsed.problem
            post.kept[field.id] = {name: text[:INPUT_LIMIT] for name, text in parsed.raw.items()}
    return post


def plain_label(field: Field) -> str:
    """The label as the start of a sentence."""
    return field.label.rstrip(" ?:.")


_Read = tuple[Any, str]


def _one(field: Field, boxes: Mapping[str, str]) -> str:
    return clean_line(boxes.get(field.id, ""))


def _text(field: Field, boxes: Mapping[str, str]) -> _Read:
    text = _one(field, boxes)
    if field.normalize == "name":
        text = clean_line(normalise_name(text))
    elif field.normalize == "upper":
        text = clean_line(text.upper())
    return text or None, ""


def _textarea(field: Field, boxes: Mapping[str, str]) -> _Read:
    text = clean_lines(boxes.get(field.id, ""))
    return (clean_lines(text.upper()) if field.normalize == "upper" else text) or None, ""


def _digits(read: Callable[[str], tuple[Any, str]]) -> Callable[[Field, Mapping[str, str]], _Read]:
    def reader(field: Field, boxes: Mapping[str, str]) -> _Read:
        text = ascii_digits(_one(field, boxes))
        return read(text) if text else (None, "")

    return reader


def _number(field: Field, boxes: Mapping[str, str]) -> _Read:
    text = ascii_digits(_one(field, boxes))
    return read_number(text, field.decimals) if text else (None, "")


def _date(field: Field, boxes: Mapping[str, str]) -> _Read:
    day, month, year = (ascii_digits(clean_line(boxes.get(name, ""))) for name in field.box_names)
    if field.id in boxes and not (day or month or year):
        day, month, year = split_date(ascii_digits(_one(field, boxes)))
    return read_date(day, month, year, partial=field.type == "partial_date")


def _choice(field: Field, boxes: Mapping[str, str]) -> _Read:
    text = _one(field, boxes)
    for option in field.options:
        if text == option.value:
            return option.value, ""
    for option in field.options:
        if text.casefold() == clean_line(option.label).casefold():
            return option.value, ""
    return None, "hãy chọn một mục trong danh sách." if text else ""


def _yesno(field: Field, boxes: Mapping[str, str]) -> _Read:
    text = _one(field, boxes).casefold()
    if text in _YES or text in _NO:
        return text in _YES, ""
    return None, "hãy chọn Có hoặc Không." if text else ""


def _declaration(field: Field, boxes: Mapping[str, str]) -> _Read:
    return (True if _one(field, boxes).casefold() in _YES else None), ""


def _email(field: Field, boxes: Mapping[str, str]) -> _Read:
    text = _one(field, boxes)
    if not text:
        return None, ""
    if len(text) > 254 or not _EMAIL.fullmatch(text):
        return None, "địa chỉ thư chưa đúng. Hãy nhập dạng ten@vidu.vn."
    name, _, host = text.rpartition("@")
    return f"{name}@{host.lower()}", ""


def _address(field: Field, boxes: Mapping[str, str]) -> _Read:
    texts = [clean_line(boxes.get(name, "")) for name in field.box_names]
    if not any(texts) and field.id in boxes:
        return split_address(_one(field, boxes), field.parts), ""
    return dict(zip(field.parts, texts, strict=True)) if any(texts) else None, ""


def split_address(line: str, parts: Collection[str] = ADDRESS_PARTS) -> dict[str, str] | None:
    """Parts of a written address: the last piece is the province, the one before it the commune."""
    pieces = [piece for piece in (clean_line(part) for part in line.split(",")) if piece]
    if not pieces:
        return None
    province = pieces.pop() if len(pieces) > 1 or parts == ("province",) else ""
    commune = pieces.pop() if pieces else ""
    whole = {"line": ", ".join(pieces), "commune": commune, "province": province}
    return {part: whole[part] for part in ADDRESS_PARTS if part in parts}


def _rows(field: Field, boxes: Mapping[str, str]) -> _Read:
    """Each row with what could be read in it; an empty row is kept, for it may be filled in later."""
    rows, problem = [], ""
    for number in range(1, row_count(field, boxes) + 1):
        found = {column.id: parse(cell(field, number, column), boxes) for column in field.columns}
        rows.append({name: one.value for name, one in found.items() if is_answered(one.value)})
        faults = [f"{field.row_label} {number}, {one.problem}" for one in found.values() if one.problem]
        problem = problem or "".join(faults[:1])
    return rows or None, problem


def _calculated(field: Field, boxes: Mapping[str, str]) -> _Read:
    """Never taken from a post: it follows from other answers."""
    return None, ""


_READERS: dict[str, Callable[[Field, Mapping[str, str]], _Read]] = {
    "text": _text,
    "textarea": _textarea,
    "number": _number,
    "money": _digits(read_money),
    "date": _date,
    "partial_date": _date,
    "choice": _choice,
    "yesno": _yesno,
    "phone": _digits(read_phone),
    "email": _email,
    "citizen_id": _digits(read_citizen_id),
    "address": _address,
    "declaration": _declaration,
    "calculated": _calculated,
    "rows": _rows,
}
