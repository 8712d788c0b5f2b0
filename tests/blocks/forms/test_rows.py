"""Repeating groups: read, judged, shown, submitted; rows come and go without losing what is typed."""

from datetime import date
from typing import Any

import pytest

from motcua.blocks.forms.api import (
    DefinitionError,
    change_rows,
    display,
    input_values,
    load,
    parse_page,
    row_problems,
    submission_answers,
    validate_page,
)

TODAY = date(2026, 11, 20)


def data(**more: Any) -> dict[str, Any]:
    group = {
        "id": "people", "type": "rows", "label": "Người cùng chuyển đến", "row_label": "Người", "most": 3,
        "columns": [
            {"id": "name", "type": "text", "label": "Họ và tên", "required": True, "normalize": "name"},
            {"id": "born", "type": "partial_date", "label": "Ngày sinh", "max": "today"},
            {"id": "sex", "type": "choice", "label": "Giới tính",
             "options": [{"value": "male", "label": "Nam"}, {"value": "female", "label": "Nữ"}]},
        ],
    }  # fmt: skip
    follows = {"id": "why", "type": "text", "label": "Lý do", "show_if": {"answered": [{"field": "people"}]}}
    pages = [{"id": "one", "title": "Một", "fields": [group | more, follows]}]
    return {"id": "move", "version": "1", "title": "Thử", "pages": pages}


POST = {
    "people-rows": "3",
    "people-1-name": "  đinh thị HẠNH ", "people-1-born-day": "", "people-1-born-month": "",
    "people-1-born-year": "1990",
    "people-1-sex": "female",
    "people-2-name": "", "people-2-born-day": "", "people-2-born-month": "", "people-2-born-year": "",
    "people-2-sex": "",
    "people-3-name": "Đinh Văn Nơ", "people-3-born-day": "30", "people-3-born-month": "02",
    "people-3-born-year": "2020", "people-3-sex": "male",
}  # fmt: skip


def test_a_post_is_read_row_by_row_and_a_faulty_cell_keeps_what_was_typed() -> None:
    form = load(data())
    post = parse_page(form, "one", POST)
    assert post.answers["people"] == [
        {"name": "Đinh Thị Hạnh", "born": "1990", "sex": "female"}, {}, {"name": "Đinh Văn Nơ", "sex": "male"},
    ]  # fmt: skip
    assert post.problems["people"] == "Người cùng chuyển đến: Người 3, Ngày sinh: tháng 02 không có ngày 30."
    assert post.kept["people"] == POST
    assert input_values(form.field("people"), post.answers["people"], post.kept["people"]) == POST | {}
    faults = validate_page(form, "one", post.answers, TODAY, kept=post.kept)
    assert faults["people"].endswith("tháng 02 không có ngày 30.")
    told = row_problems(form.field("people"), post.answers["people"], TODAY, post.kept["people"])
    assert list(told) == ["people-3-born"]


def test_a_readable_list_comes_back_to_the_boxes_as_it_was() -> None:
    form = load(data())
    post = {**POST, "people-3-born-day": "28"}
    read = parse_page(form, "one", post)
    assert not read.kept
    again = parse_page(form, "one", input_values(form.field("people"), read.answers["people"]))
    assert again.answers["people"] == read.answers["people"]


def test_empty_rows_are_neither_judged_nor_submitted() -> None:
    form = load(data())
    answers = {"people": [{}, {"name": "An"}, {}], "why": "x"}
    assert validate_page(form, "one", answers, TODAY) == {}
    assert submission_answers(form, answers, TODAY) == {"people": [{"name": "An"}], "why": "x"}
    assert submission_answers(form, {"people": [{}], "why": "x"}, TODAY) == {}
    assert display(form.field("people"), answers["people"]) == "1. Họ và tên: An"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"born": "1990"}, "Người 1, Họ và tên: hãy nhập vào ô này."),
        ({"name": "An", "born": "2030"}, "Người 1, Ngày sinh: ngày này chưa tới."),
        ({"name": "An 2"}, "Người 1, Họ và tên: họ tên không có chữ số."),
    ],
)
def test_a_row_is_judged_cell_by_cell(row: dict[str, Any], message: str) -> None:
    problem = validate_page(load(data()), "one", {"people": [row]}, TODAY)["people"]
    assert problem.startswith(f"Người cùng chuyển đến: {message}")


def test_a_required_group_wants_one_row_that_says_something() -> None:
    form = load(data(required=True))
    for answer in (None, [], [{}]):
        assert "hãy thêm ít nhất một mục" in validate_page(form, "one", {"people": answer}, TODAY)["people"]


def test_rows_come_and_go_and_the_others_keep_what_is_typed() -> None:
    form = load(data())
    same, pressed = change_rows(form, "one", POST)
    assert (same, pressed) == (POST, "")
    full, pressed = change_rows(form, "one", {**POST, "add_row": "people"})
    assert (full["people-rows"], pressed) == ("3", "people")
    fewer, pressed = change_rows(form, "one", {**POST, "drop_row": "people-2"})
    assert pressed == "people"
    assert fewer["people-rows"] == "2"
    assert fewer["people-2-born-day"] == "30"
    assert not any(name.startswith("people-3") for name in fewer)
    assert parse_page(form, "one", fewer).answers["people"][0]["name"] == "Đinh Thị Hạnh"
    more, _ = change_rows(form, "one", {**fewer, "add_row": "people"})
    assert parse_page(form, "one", more).answers["people"][2] == {}


@pytest.mark.parametrize(
    "pressed", ["people-0", "people-9", "people-x", "gone-1", "", "people", "people-²", "-1"]
)
def test_a_button_that_cannot_be_changes_nothing(pressed: str) -> None:
    post = {**POST, "drop_row": pressed}
    assert change_rows(load(data()), "one", post) == (post, "")


@pytest.mark.parametrize("count", ["99999999999999999999", "-1", "x", "٣", ""])
def test_a_forged_number_of_rows_is_bounded(count: str) -> None:
    answers = parse_page(load(data()), "one", {**POST, "people-rows": count}).answers
    assert len(answers["people"] or ()) <= 3


@pytest.mark.parametrize(
    "more",
    [{"columns": []}, {"most": 51}, {"default": []}, {"source": "identity.phone"}, {"columns": None},
     {"columns": [{"id": "a", "type": "rows", "label": "A", "columns": []}]},
     {"columns": [{"id": "a", "type": "text", "label": "A", "show_if": True}]},
     {"columns": [{"id": "a", "type": "text", "label": "A"}, {"id": "a", "type": "text", "label": "B"}]}],
)  # fmt: skip
def test_what_a_group_cannot_hold_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(DefinitionError):
        load(data(**more))
