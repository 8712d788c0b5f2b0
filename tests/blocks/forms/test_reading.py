import json
import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.blocks.forms.api import (
    Parsed,
    display,
    input_values,
    judge,
    parse,
    parse_page,
    validate_page,
)
from tests.blocks.forms.small_form import small_form

FORM = small_form()
TODAY = date(2026, 11, 20)


def read(field_id: str, *texts: str) -> Parsed:
    field = FORM.field(field_id)
    names = field.box_names if len(texts) > 1 else (field.id,)
    return parse(field, dict(zip(names, texts, strict=True)))


@pytest.mark.parametrize(
    ("field_id", "texts", "value"),
    [
        ("my_name", ("  nguyễn   văn an ",), "Nguyễn Văn An"),
        ("my_name", (unicodedata.normalize("NFD", "Trần Thị Ưở"),), "Trần Thị Ưở"),
        ("my_name", ("An\u200b\u202e",), "An"),
        ("my_name", ("   ",), None),
        ("day", ("7", "3", "2026"), "2026-03-07"),
        ("day", ("07/03/2026",), "2026-03-07"),
        ("day", ("2026-03-07",), "2026-03-07"),
        ("day", ("٠٧", "٠٣", "٢٠٢٦"), "2026-03-07"),
        ("day", ("29", "2", "2024"), "2024-02-29"),
        ("born", ("", "", "1990"), "1990"),
        ("born", ("", "5", "1990"), "1990-05"),
        ("born", ("05/1990",), "1990-05"),
        ("count", ("１２",), 12),
        ("area", ("2,5",), "2.5"),
        ("area", ("1.234,50",), "1234.5"),
        ("area", ("-0,5",), "-0.5"),
        ("area", ("12,00",), 12),
        ("price", ("150.000 đ",), 150000),
        ("price", ("150,000 VND",), 150000),
        ("price", ("150 000 đồng",), 150000),
        ("phone", ("+84 912 345 678",), "0912345678"),
        ("phone", ("0084.912.345.678",), "0912345678"),
        ("phone", ("84912345678",), "0912345678"),
        ("phone", ("912345678",), "0912345678"),
        ("phone", ("0255 3822 123",), "02553822123"),
        ("number", ("051 195 001 234",), "051195001234"),
        ("number", ("１２０195001234",), "120195001234"),
        ("agree", ("yes",), True),
        ("agree", ("Không",), False),
        ("sex", ("male",), "male"),
        ("sex", ("Nữ",), "female"),
        ("mail", (" An.Nguyen@Example.COM ",), "An.Nguyen@example.com"),
        ("my_home", ("Thôn 2", "Xã A", "Tỉnh B"),
         {"line": "Thôn 2", "commune": "Xã A", "province": "Tỉnh B"}),
        ("my_home", ("Số 1, Thôn 2, Xã A, Tỉnh B",),
         {"line": "Số 1, Thôn 2", "commune": "Xã A", "province": "Tỉnh B"}),
        ("town", ("Thôn 2, Xã A, Tỉnh B",), {"commune": "Xã A", "province": "Tỉnh B"}),
        ("sworn", ("yes",), True),
    ],
)  # fmt: skip
def test_reads(field_id: str, texts: tuple[str, ...], value: Any) -> None:
    assert read(field_id, *texts).value == value
    assert read(field_id, *texts).problem == ""


@pytest.mark.parametrize(
    ("field_id", "texts", "message"),
    [
        ("day", ("30", "02", "2026"), "Ngày sinh: tháng 02 không có ngày 30."),
        ("day", ("29", "02", "2026"), "Ngày sinh: tháng 02 năm 2026 chỉ có 28 ngày."),
        ("day", ("31", "4", "2026"), "Ngày sinh: tháng 04 không có ngày 31."),
        ("day", ("1", "13", "2026"), "Ngày sinh: không có tháng 13. Tháng từ 01 đến 12."),
        ("day", ("1", "", "2026"), "Ngày sinh: thiếu tháng."),
        ("day", ("1", "1", "26"), "Ngày sinh: năm phải có 4 chữ số"),
        ("day", ("x", "1", "2026"), "Ngày sinh: chỉ nhập chữ số"),
        ("day", ("0", "1", "2026"), "tháng 01 không có ngày 00"),
        ("day", ("1", "1", "0026"), "hãy xem lại năm"),
        ("day", ("2026",), "thiếu ngày, tháng"),
        ("born", ("5", "", "1990"), "Năm sinh: thiếu tháng"),
        ("count", ("2,5",), "Số bản: hãy nhập số nguyên"),
        ("count", ("hai",), "Số bản: chỉ nhập số"),
        ("count", ("9" * 5000,), "số quá lớn"),
        ("area", ("1,234",), "tối đa 2 chữ số sau dấu phẩy"),
        ("price", ("-5",), "Giá: hãy nhập số tiền"),
        ("price", ("1,5 triệu",), "Giá: hãy nhập số tiền"),
        ("phone", ("01234567890",), "không có đầu số này"),
        ("phone", ("0912",), "ông/bà nhập 4 chữ số"),
        ("number", ("123456789",), "chứng minh nhân dân cũ"),
        ("number", ("05119500123",), "ông/bà nhập 11 chữ số"),
        ("number", ("003195001234",), "bắt đầu bằng 003"),
        ("sex", ("both",), "Giới tính: hãy chọn một mục"),
        ("agree", ("perhaps",), "Đồng ý: hãy chọn Có hoặc Không"),
        ("mail", ("an@vidu",), "Thư điện tử: địa chỉ thư chưa đúng"),
    ],
)
def test_says_what_is_wrong_and_keeps_the_text(field_id: str, texts: tuple[str, ...], message: str) -> None:
    parsed = read(field_id, *texts)
    assert parsed.value is None
    assert message in parsed.problem
    assert tuple(parsed.raw.values()) == texts


@pytest.mark.parametrize(
    ("field_id", "value", "message"),
    [
        ("my_name", "A" * 81, "dài 81 ký tự, chỉ nhập tối đa 80"),
        ("my_name", "An 2", "họ tên không có chữ số"),
        ("my_name", "--", "bằng chữ"),
        ("day", "2026-11-21", "ngày này chưa tới. Hôm nay là 20/11/2026"),
        ("day", "1899-12-31", "không được trước 01/01/1900"),
        ("born", "2027", "chưa tới"),
        ("count", 51, "tối đa 50"),
        ("count", 0, "từ 1 trở lên"),
        ("count", True, "chỉ nhập số"),
        ("count", "3", "không đọc được"),
        ("number", "051395001234", "năm sinh ở tương lai"),
        ("my_home", {"line": "x", "commune": "", "province": ""}, "còn thiếu xã, phường và tỉnh, thành phố"),
        ("agree", "yes", "không đọc được"),
        ("sex", "Nam", "không đọc được"),
        ("phone", {"a": 1}, "không đọc được"),
    ],
)
def test_judges_stored_answers(field_id: str, value: Any, message: str) -> None:
    assert message in judge(FORM.field(field_id), value, TODAY)


def test_names_of_one_letter_and_of_eighty_are_names() -> None:
    for name in ("Ý", " ".join(["Nguyễn"] * 11) + " An"):
        assert judge(FORM.field("my_name"), name, TODAY) == ""


texts = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="0123456789٠١٢٣.,/- +đ", max_size=16),
    st.sampled_from(["30/02/2026", "1.000.000", "²³", "½", "\ud800", "\x00", "Ⅷ", "1e9", "-", "−5", "０"]),
)


@given(st.sampled_from(FORM.fields), st.lists(texts, min_size=4, max_size=4))
@settings(max_examples=800, deadline=None)
def test_parsing_never_raises_and_is_stable(field: Any, boxes: list[str]) -> None:
    raw = dict(zip((*field.box_names, field.id), boxes, strict=False))
    parsed = parse(field, raw)
    assert parsed.value is None or not parsed.problem
    json.dumps(parsed.value)
    again = parse(field, input_values(field, parsed.value))
    assert again.value == parsed.value and type(again.value) is type(parsed.value)
    assert "không đọc được" not in judge(field, parsed.value, TODAY) or parsed.value is None


@given(st.sampled_from(FORM.fields), texts)
@settings(max_examples=800, deadline=None)
def test_the_shown_form_reads_back(field: Any, text: str) -> None:
    value = parse(field, {field.id: text}).value
    whole = value is not None and field.type == "address" and all(value[p] for p in ("commune", "province"))
    if field.type == "address" and not whole:
        return
    if field.type == "declaration" and value is None:
        return
    assert parse(field, {field.id: display(field, value)}).value == value


junk = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=10)),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=8), part, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(FORM.fields), junk)
@settings(max_examples=600, deadline=None)
def test_judging_and_showing_never_raise(field: Any, value: Any) -> None:
    assert isinstance(judge(field, value, TODAY), str)
    assert isinstance(display(field, value), str)


def test_a_page_post_keeps_faulty_input_and_the_error_survives_a_reload() -> None:
    post = parse_page(FORM, "more", {"day-day": "30", "day-month": "2", "day-year": "2026", "count": "2"})
    assert post.answers["count"] == 2
    assert post.answers["day"] is None
    assert post.kept == {"day": {"day-day": "30", "day-month": "2", "day-year": "2026"}}
    assert "phone" not in post.answers
    assert post.answers["sworn"] is None
    errors = validate_page(FORM, "more", {"who": "other", **post.answers}, TODAY, kept=post.kept)
    assert list(errors) == ["day", "sworn"]
    assert errors["day"] == "Ngày sinh: tháng 02 không có ngày 30."
    assert input_values(FORM.field("day"), None, post.kept["day"])["day-day"] == "30"


def test_locked_and_unasked_fields_cannot_be_posted() -> None:
    raw = {"my_name": "Kẻ Giả", "my_race": "Kinh", "my_home-commune": "Xã B"}
    post = parse_page(FORM, "requester", raw, locked={"my_name"})
    assert post.answers == {"my_home": {"line": "", "commune": "Xã B", "province": ""}}
