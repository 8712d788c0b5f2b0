"""A form with one field of each type, and rules between them."""

from typing import Any

from motcua.blocks.forms.api import FormDefinition, load


def small_data() -> dict[str, Any]:
    sex = [{"value": "male", "label": "Nam"}, {"value": "female", "label": "Nữ"}]
    is_self = {"eq": [{"field": "who"}, "self"]}
    return {
        "id": "small",
        "version": "1",
        "title": "Tờ khai thử",
        "pages": [
            {
                "id": "requester",
                "title": "Người khai",
                "fields": [
                    {"id": "my_name", "type": "text", "label": "Họ và tên", "required": True,
                     "normalize": "name", "max_length": 80, "source": "identity.full_name"},
                    {"id": "my_home", "type": "address", "label": "Nơi ở", "source": "identity.residence"},
                    {"id": "my_race", "type": "text", "label": "Dân tộc", "ask": False,
                     "source": "identity.ethnicity"},
                ],
            },
            {
                "id": "person",
                "title": "Người được khai",
                "fields": [
                    {"id": "who", "type": "choice", "label": "Khai cho ai?", "required": True,
                     "options": [{"value": "self", "label": "Tôi"}, {"value": "other", "label": "Khác"}]},
                    {"id": "name", "type": "text", "label": "Tên", "required": True, "normalize": "name",
                     "copy_from": [{"field": "my_name", "if": is_self}]},
                    {"id": "number", "type": "citizen_id", "label": "Số căn cước"},
                    {"id": "born", "type": "partial_date", "label": "Năm sinh", "max": "today",
                     "required": {"not": [{"answered": [{"field": "number"}]}]},
                     "fill_from": [{"field": "number", "as": "birth_year"}]},
                    {"id": "sex", "type": "choice", "label": "Giới tính", "options": sex,
                     "fill_from": [{"field": "number", "as": "sex"}]},
                ],
            },
            {
                "id": "more",
                "title": "Thông tin khác",
                "show_if": {"eq": [{"field": "who"}, "other"]},
                "fields": [
                    {"id": "day", "type": "date", "label": "Ngày sinh", "min": "1900-01-01", "max": "today"},
                    {"id": "count", "type": "number", "label": "Số bản", "min": 1, "max": 50, "default": 1},
                    {"id": "area", "type": "number", "label": "Diện tích", "decimals": 2},
                    {"id": "price", "type": "money", "label": "Giá"},
                    {"id": "agree", "type": "yesno", "label": "Đồng ý?"},
                    {"id": "reason", "type": "textarea", "label": "Lý do", "required": True,
                     "show_if": {"gt": [{"field": "area"}, 10]}},
                    {"id": "phone", "type": "phone", "label": "Điện thoại", "source": "identity.phone"},
                    {"id": "mail", "type": "email", "label": "Thư điện tử"},
                    {"id": "town", "type": "address", "label": "Quê quán", "parts": ["commune", "province"],
                     "source": ["identity.home_town", "identity.residence"], "lock": False},
                    {"id": "sworn", "type": "declaration", "label": "Tôi cam đoan", "required": True,
                     "checks": [{"fail_if": {"eq": [{"field": "count"}, 13]}, "message": "Không 13 bản."}]},
                ],
            },
        ],
        "stops": [{"if": {"eq": [{"field": "agree"}, False]}, "title": "Dừng", "message": "Phải đồng ý."}],
    }  # fmt: skip


def small_form() -> FormDefinition:
    return load(small_data())
