"""Judging answers: what is wrong and how to mend it, in plain Vietnamese."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from motcua.blocks.forms.rules.dates import full_date, is_date
from motcua.blocks.forms.rules.definition import Bearer, Field, FormDefinition
from motcua.blocks.forms.rules.display import display_date, input_values
from motcua.blocks.forms.rules.expressions import evaluate, holds, is_answered
from motcua.blocks.forms.rules.parsing import parse, plain_label
from motcua.blocks.forms.rules.reading_numbers import birth_year_of, sex_of
from motcua.blocks.forms.rules.rows import cell, filled_rows, rows_of
from motcua.blocks.forms.rules.visibility import Resolved, resolve, typed_values

Kept = Mapping[str, Mapping[str, str]]
"""By field id: the boxes of an input that could not be read, as typed."""

TEXT_LENGTH, TEXTAREA_LENGTH = 200, 2000
_EMPTY = {
    "choice": "hãy chọn một mục.",
    "yesno": "hãy chọn Có hoặc Không.",
    "declaration": "hãy đánh dấu vào ô này để đi tiếp.",
    "date": "hãy nhập ngày, tháng, năm, ví dụ 07 03 2026.",
    "partial_date": "hãy nhập ít nhất là năm, ví dụ 1990.",
    "address": "hãy nhập địa chỉ.",
    "rows": "hãy thêm ít nhất một mục.",
}
_SEXES = {"male": "nam", "female": "nữ"}
_PART_NAMES = {"line": "số nhà, thôn, xóm", "commune": "xã, phường", "province": "tỉnh, thành phố"}


def validate_page(
    definition: FormDefinition,
    page_id: str,
    answers: Mapping[str, Any],
    today: date,
    *,
    kept: Kept | None = None,
    verified: Collection[str] = (),
) -> dict[str, str]:
    """Messages by field id, in the order of the page; empty when all is well. Errors: KeyError."""
    resolved = resolve(definition, answers, today)
    return _validate(
        definition, definition.page(page_id).fields, resolved, today, kept=kept, verified=verified
    )


def validate_all(
    definition: FormDefinition,
    answers: Mapping[str, Any],
    today: date,
    *,
    kept: Kept | None = None,
    verified: Collection[str] = (),
) -> dict[str, str]:
    """Messages by field id over the whole form, in the order of the form."""
    resolved = resolve(definition, answers, today)
    return _validate(definition, definition.fields, resolved, today, kept=kept, verified=verified)


def _validate(
    definition: FormDefinition,
    fields: Collection[Field],
    resolved: Resolved,
    today: date,
    *,
    kept: Kept | None,
    verified: Collection[str],
) -> dict[str, str]:
    typed = typed_values(definition, resolved)
    problems = {}
    for field in fields:
        if field.id not in resolved.shown:
            continue
        origin = resolved.copied.get(field.id, field.id)
        problem = _unread(field, resolved, kept or {}) or _judge_field(
            field, resolved.values.get(field.id), typed, today, trusted=origin in verified
        )
        if problem:
            problems[field.id] = problem
    return problems


def _unread(field: Field, resolved: Resolved, kept: Kept) -> str:
    """The problem of an input that was kept because it could not be read."""
    if field.type == "rows":
        return parse(field, kept[field.id]).problem if field.id in kept else ""
    own = field.id not in resolved.copied and (field.id in resolved.filled or field.id not in resolved.values)
    return parse(field, kept[field.id]).problem if own and field.id in kept else ""


def _judge_field(field: Field, value: Any, typed: Mapping[str, Any], today: date, *, trusted: bool) -> str:
    if not is_answered(value) or (field.type == "declaration" and value is not True):
        if not holds(field.required, typed, today=today):
            return ""
        return f"{plain_label(field)}: {_EMPTY.get(field.type, 'hãy nhập vào ô này.')}"
    reason = "" if trusted else judge(field, value, today)
    if reason:
        return f"{plain_label(field)}: {reason}"
    return judge_beside(field, value, typed, today, trusted=trusted)


def judge_beside(
    field: Field, value: Any, typed: Mapping[str, Any], today: date, *, trusted: bool = False
) -> str:
    """What is wrong with a readable answer beside the other answers, or an empty text."""
    reason = "" if trusted or field.bearer is None else _judge_bearer(field.bearer, value, typed, today)
    if reason:
        return f"{plain_label(field)}: {reason}"
    return next((rule.message for rule in field.checks if holds(rule.fail_if, typed, today=today)), "")


def _judge_bearer(bearer: Bearer, value: str, typed: Mapping[str, Any], today: date) -> str:
    born, sex = evaluate(bearer.born, typed, today=today), evaluate(bearer.sex, typed, today=today)
    if isinstance(born, str) and born[:4] != birth_year_of(value):
        year = birth_year_of(value)
        return f"số này ghi năm sinh {year}, còn năm sinh đã khai là {born[:4]}. Hãy xem lại số và ngày sinh."
    if sex in _SEXES and sex != sex_of(value):
        return f"số này là số của {_SEXES[sex_of(value)]}, còn người này là {_SEXES[sex]}. Hãy xem lại."
    return ""


def judge(field: Field, value: Any, today: date) -> str:
    """What is wrong with an answer by itself, or an empty text. Never raises, whatever the value."""
    if value is None or field.type == "calculated":
        return ""
    as_typed = replace(field, normalize="") if field.normalize else field
    parsed = parse(as_typed, input_values(field, value))
    if not _equal(parsed.value, value):
        return parsed.problem.removeprefix(f"{plain_label(field)}: ") or "không đọc được, hãy nhập lại."
    further = _JUDGES.get(field.type)
    return further(field, parsed.value, today) if further else ""


def _equal(left: Any, right: Any) -> bool:
    """Equal with the same type (true is not 1)."""
    if isinstance(left, dict) and isinstance(right, Mapping):
        said = {part: text for part, text in right.items() if text}
        return {part: text for part, text in left.items() if text} == said
    return type(left) is type(right) and bool(left == right)


def _judge_text(field: Field, value: str, today: date) -> str:
    limit = field.max_length or (TEXT_LENGTH if field.type == "text" else TEXTAREA_LENGTH)
    if len(value) > limit:
        return f"dài {len(value)} ký tự, chỉ nhập tối đa {limit} ký tự."
    if field.normalize == "name" and any(letter.isdigit() for letter in value):
        return "họ tên không có chữ số. Hãy nhập chữ có dấu, ví dụ Nguyễn Văn An."
    if field.normalize == "name" and not any(letter.isalpha() for letter in value):
        return "hãy nhập họ tên bằng chữ."
    return ""


def _judge_date(field: Field, value: str, today: date) -> str:
    latest, earliest = _limit(field.max, today), _limit(field.min, today)
    if latest and value > latest[: len(value)]:
        if field.max == "today":
            return f"ngày này chưa tới. Hôm nay là {display_date(latest)}, hãy nhập ngày đã qua."
        return f"không được sau {display_date(latest)}."
    if earliest and value < earliest[: len(value)]:
        if field.min == "today":
            return f"ngày này đã qua. Hôm nay là {display_date(earliest)}, hãy nhập từ hôm nay trở đi."
        return f"không được trước {display_date(earliest)}."
    return ""


def _limit(value: int | str | None, today: date) -> str:
    return today.isoformat() if value == "today" else (value if isinstance(value, str) else "")


def _judge_number(field: Field, value: int | str, today: date) -> str:
    number = float(value)
    if isinstance(field.min, int) and number < field.min:
        return f"phải từ {field.min} trở lên."
    if isinstance(field.max, int) and number > field.max:
        return f"chỉ được tối đa {field.max}."
    return ""


def _judge_address(field: Field, value: Mapping[str, str], today: date) -> str:
    missing = [_PART_NAMES[part] for part in field.parts if part != "line" and not value.get(part)]
    if missing:
        return f"còn thiếu {' và '.join(missing)}."
    too_long = [_PART_NAMES[part] for part in field.parts if len(value.get(part, "")) > TEXT_LENGTH]
    return f"phần {too_long[0]} quá dài, chỉ nhập tối đa {TEXT_LENGTH} ký tự." if too_long else ""


def _judge_rows(field: Field, value: Any, today: date) -> str:
    return next(iter(row_problems(field, value, today).values()), "")


def row_problems(
    field: Field, value: Any, today: date, kept: Mapping[str, str] | None = None
) -> dict[str, str]:
    """What is wrong in the rows of a group, by the name of the box's field (`<group>-<row>-<column>`); `kept`:
    the boxes as typed when some could not be read. Empty rows are not judged."""
    problems = {}
    for number, row in enumerate(rows_of(value), 1):
        for column in field.columns:
            one = cell(field, number, column)
            reason = _judge_cell(one, row, column.id, today)
            unread = parse(one, kept).problem if kept else ""
            if unread or (reason and (filled_rows([row]) or _is_begun(field, number, kept))):
                problems[one.id] = (
                    f"{field.row_label} {number}, {unread or f'{plain_label(column)}: {reason}'}"
                )
    return problems


def _is_begun(field: Field, number: int, kept: Mapping[str, str] | None) -> bool:
    """Whether something stands in the boxes of a row."""
    return any(text for name, text in (kept or {}).items() if name.startswith(f"{field.id}-{number}-"))


def _judge_cell(one: Field, row: Mapping[str, Any], name: str, today: date) -> str:
    value = row.get(name)
    if is_answered(value):
        return judge(one, value, today)
    return _EMPTY.get(one.type, "hãy nhập vào ô này.") if one.required is True else ""


def _judge_citizen_id(field: Field, value: str, today: date) -> str:
    if int(birth_year_of(value)) > today.year:
        return "số này cho năm sinh ở tương lai. Hãy xem lại trên thẻ căn cước."
    return ""


_JUDGES: dict[str, Callable[[Field, Any, date], str]] = {
    "text": _judge_text,
    "textarea": _judge_text,
    "date": _judge_date,
    "partial_date": _judge_date,
    "number": _judge_number,
    "money": _judge_number,
    "address": _judge_address,
    "citizen_id": _judge_citizen_id,
    "rows": _judge_rows,
}


def default_problem(field: Field) -> str:
    """Name of the attribute (`default`, `min`, `max`) that does not fit the field's type, or empty."""
    for name, value in (("min", field.min), ("max", field.max)):
        if value is not None and not _limit_fits(field.type, value):
            return name
    day = full_date("2000-01-01") or date.min
    unbounded = field.default is None or not judge(_without_limits(field), field.default, day)
    return "" if unbounded else "default"


def _limit_fits(kind: str, value: int | str) -> bool:
    if kind in ("number", "money"):
        return isinstance(value, int)
    return value == "today" or (isinstance(value, str) and is_date(value))


def _without_limits(field: Field) -> Field:
    return replace(field, min=None, max=None)
