"""JSON Schema faults told in plain words, Vietnamese and English."""

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from motcua.blocks.forms.rules.expressions import Problem

_VIETNAMESE = {
    "required": "thiếu mục bắt buộc",
    "additionalProperties": "có mục lạ",
    "enum": "giá trị không nằm trong danh sách cho phép",
    "const": "giá trị không đúng",
    "type": "sai kiểu dữ liệu",
    "pattern": "viết không đúng mẫu",
    "minItems": "danh sách quá ngắn",
    "uniqueItems": "danh sách có phần tử trùng",
    "minLength": "để trống",
    "maxLength": "quá dài",
    "minimum": "quá nhỏ",
    "maximum": "quá lớn",
    "propertyNames": "tên mục không được phép",
    "anyOf": "không đúng dạng nào được phép",
    "not": "không dùng được ở đây",
    "oneOf": "không đúng dạng nào được phép",
}


SCHEMA_VERSION = 1
"""Version of the format. A change that refuses a form which was good before is a new version beside this one."""


@cache
def schema_text() -> str:
    """The published JSON Schema of form definitions, as it is served and as the loader uses it."""
    return files("motcua.blocks.forms").joinpath("schema/form.schema.json").read_text(encoding="utf-8")


@cache
def form_validator() -> Draft202012Validator:
    """Validator of the published form schema."""
    return Draft202012Validator(json.loads(schema_text()))


def schema_problems(validator: Draft202012Validator, data: Any) -> list[Problem]:
    """Faults of the data against the schema, in the order of their places."""
    errors: Iterable[ValidationError] = validator.iter_errors(data)
    return sorted((_problem(error) for error in errors), key=lambda problem: problem.path)


def _problem(error: ValidationError) -> Problem:
    deepest = best_match([error]) or error
    word = _VIETNAMESE.get(str(deepest.validator), "không đúng lược đồ")
    return Problem(path_text(deepest.absolute_path), word, deepest.message[:300])


def path_text(parts: Iterable[str | int]) -> str:
    """`pages[0].fields[2].label` of the parts of a path."""
    text = ""
    for part in parts:
        text += f"[{part}]" if isinstance(part, int) else (f".{part}" if text else str(part))
    return text or "(gốc)"
