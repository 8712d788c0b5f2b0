"""The page of a field: what its template is handed."""

from collections.abc import Mapping
from typing import Any

from motcua.casework.authoring import api as authoring
from motcua.casework.authoring.api import Form, editing
from motcua.interfaces.console.builder.condition_boxes import Boxes, count
from motcua.interfaces.console.builder.drawn import draw_calculation, draw_condition, sides_of, terms_of
from motcua.interfaces.console.builder.kinds import DEFAULTS, LISTS, properties
from motcua.interfaces.console.builder.request import Told

SOURCE_WORDS = {
    "identity.full_name": "VNeID: họ và tên",
    "identity.citizen_id": "VNeID: số căn cước",
    "identity.birth_date": "VNeID: ngày sinh",
    "identity.gender": "VNeID: giới tính",
    "identity.ethnicity": "VNeID: dân tộc",
    "identity.nationality": "VNeID: quốc tịch",
    "identity.residence": "VNeID: nơi cư trú",
    "identity.home_town": "VNeID: quê quán",
    "identity.phone": "VNeID: số điện thoại",
    "identity.email": "VNeID: thư điện tử",
    "commune.name": "Xã nơi nộp: tên xã",
    "commune.province": "Xã nơi nộp: tên tỉnh",
}
_AUTOCOMPLETE = {
    "off": "Không", "name": "Họ và tên", "bday": "Ngày sinh", "tel": "Số điện thoại", "email": "Thư điện tử",
    "street-address": "Địa chỉ", "organization": "Tên cơ quan",
}  # fmt: skip


def choices(words: Mapping[str, str]) -> list[dict[str, str]]:
    """Return words as what there is to choose from."""
    return [{"value": key, "label": label} for key, label in words.items()]


def field_context(
    boxes: Boxes, form: Form, told: Mapping[str, Any], errors: Mapping[str, str], *, column: bool = False
) -> dict[str, Any]:
    """Return everything the template of a field page needs."""
    kind = boxes.get("type") or told["type"]
    kinds = editing.COLUMN_KINDS if column else editing.KINDS
    has = properties(kind if kind in kinds else told["type"], column=column)
    context: dict[str, Any] = {
        "boxes": Told(boxes),
        "has": has,
        "kinds": choices(kinds),
        "kind_words": kinds.get(kind, kind),
        "has_default": "default" in has and kind in DEFAULTS,
        "sides": sides_of(form),
        "numbers": {name: _numbers(boxes, name) for name in LISTS},
        "autocompletes": choices(_AUTOCOMPLETE),
        "sources": choices(SOURCE_WORDS),
        "parts": choices({"line": "Số nhà, thôn", "commune": "Xã, phường", "province": "Tỉnh, thành phố"}),
        "results": choices({"number": "Số", "money": "Tiền (đồng)", "date": "Ngày", "text": "Chữ"}),
        "personals": choices({"basic": "Cơ bản", "sensitive": "Nhạy cảm"}),
        "normals": choices({"name": "Viết hoa đầu từ, như họ tên", "upper": "VIẾT HOA TẤT CẢ"}),
        "fields": choices({one["id"]: authoring.label_of(form, one["id"]) for one in authoring.fields_of(form)}),
        "fillings": choices({"same": "đúng câu trả lời đó", "birth_year": "năm sinh trong số căn cước",
                             "sex": "giới tính trong số căn cước"}),
        "days": _of_kinds(form, ("date", "partial_date")),
        "sexes": _of_kinds(form, ("choice",)),
        "locks": choices({"yes": "Khóa, người dân không sửa được", "no": "Cho sửa"}),
        "suggestion_text": boxes.get("suggestions", ""),
    }  # fmt: skip
    return context | _rules(boxes, form, errors, has, column=column)


def _of_kinds(form: Form, kinds: tuple[str, ...]) -> list[dict[str, str]]:
    return [
        {"value": f"field:{one['id']}", "label": authoring.label_of(form, one["id"])}
        for one in authoring.fields_of(form)
        if one.get("type") in kinds
    ]


def _numbers(boxes: Boxes, name: str) -> list[int]:
    """Return the lines of a list: those that are there and one to fill in."""
    there = count(boxes, f"{name}-n", LISTS[name])
    is_open = any(boxes.get(f"{name}-{there - 1}-{part}") for part in ("label", "message", "field")) or (
        name == "source" and boxes.get(f"{name}-{there - 1}")
    )
    return list(range(there if there and not is_open else min(there + 1, LISTS[name])))


def _rules(
    boxes: Boxes, form: Form, errors: Mapping[str, str], has: frozenset[str], *, column: bool
) -> dict[str, Any]:
    rules: dict[str, Any] = {
        "required_always": boxes.get("required-mode", "never") != "never",
        "options": [_option(boxes, errors, number) for number in _numbers(boxes, "options")],
        "parts_chosen": [
            one for one in ("line", "commune", "province") if boxes.get(f"parts-{one}") == "yes"
        ],
    }
    return rules if column else rules | _conditions(boxes, form, errors, has)


def _option(boxes: Boxes, errors: Mapping[str, str], number: int) -> dict[str, Any]:
    told = {key: boxes.get(f"options-{number}-{key}", "") for key in ("value", "label", "hint")}
    error = errors.get(f"options-{number}-label") or errors.get(f"options-{number}-value", "")
    return {"number": number, **told, "error": error}


def _conditions(boxes: Boxes, form: Form, errors: Mapping[str, str], has: frozenset[str]) -> dict[str, Any]:
    rules: dict[str, Any] = {
        "show_rule": draw_condition("show_if", "Khi nào hiện ô này", "show_if", boxes, form, errors=errors)
    }
    if "required" in has:
        rules["required_rule"] = draw_condition(
            "required", "Bắt buộc", "required", boxes, form, errors=errors
        )
    if "calculate" in has:
        rules["calculation"] = draw_calculation("calculate", boxes, form, errors)
        rules["terms"] = terms_of(form)
    rules["check_rules"] = [
        {
            "number": number,
            "message": boxes.get(f"checks-{number}-message", ""),
            "error": errors.get(f"checks-{number}-message", ""),
            "rule": draw_condition(f"checks-{number}-if", "Báo lỗi khi", "fail", boxes, form, errors=errors),
        }
        for number in _numbers(boxes, "checks")
    ]
    for name in ("copy_from", "fill_from"):
        rules[f"{name}_rules"] = [
            {
                "number": number,
                "field": boxes.get(f"{name}-{number}-field", ""),
                "as": boxes.get(f"{name}-{number}-as", ""),
                "rule": draw_condition(
                    f"{name}-{number}-if", "Khi nào lấy", "if", boxes, form, errors=errors
                ),
            }
            for number in (_numbers(boxes, name) if name in has else ())
        ]
    rules["chosen_sources"] = [
        {"number": number, "value": boxes.get(f"source-{number}", "")} for number in _numbers(boxes, "source")
    ]
    return rules
