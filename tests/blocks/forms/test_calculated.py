"""Calculated fields: shown, stored, never typed; and rules that cannot be worked out."""

import copy
from datetime import date
from typing import Any

import pytest

from motcua.blocks.forms.api import (
    DefinitionError,
    asked_pages,
    display,
    load,
    parse_page,
    resolve,
    submission_answers,
    validate_all,
)

TODAY = date(2026, 11, 20)


def f(name: str) -> dict[str, str]:
    return {"field": name}


def data(**more: Any) -> dict[str, Any]:
    total = {
        "id": "total",
        "type": "calculated",
        "label": "Cộng",
        "calculate": {"mul": [f("count"), f("price")]},
    }
    return {
        "id": "calc", "version": "1", "title": "Thử",
        "pages": [
            {"id": "one", "title": "Một", "fields": [
                {"id": "count", "type": "number", "label": "Số", "decimals": 2},
                {"id": "price", "type": "number", "label": "Giá"},
                total | more,
            ]},
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("more", "answers", "value", "text"),
    [
        ({}, {"count": "2.5", "price": 3}, "7.5", "7,5"),
        ({}, {"count": 2, "price": 1500}, 3000, "3.000"),
        ({"result": "money"}, {"count": "2.5", "price": 1}, 2, "2 đồng"),
        ({"result": "money"}, {"count": "3.5", "price": 1}, 4, "4 đồng"),
        ({}, {"count": 2}, None, ""),
        ({"result": "text"}, {"count": 2, "price": 2}, None, ""),
        ({"calculate": {"today": []}, "result": "date"}, {}, "2026-11-20", "20/11/2026"),
        ({"calculate": {"year": [{"today": []}]}, "result": "date"}, {}, "2026", "2026"),
        ({"calculate": True, "result": "date"}, {}, None, ""),
        ({"calculate": True}, {}, None, ""),
        ({"calculate": 2.5, "result": "date"}, {}, None, ""),
        ({"calculate": -5, "result": "date"}, {}, None, ""),
        ({"calculate": {"today": []}}, {}, None, ""),
        ({"calculate": {"div": [f("price"), f("count")]}}, {"count": 0, "price": 2}, None, ""),
        ({"calculate": {"mul": [10**15, 10**15]}}, {}, None, ""),
    ],
)
def test_the_value_and_how_it_is_shown(more: Any, answers: Any, value: Any, text: str) -> None:
    form = load(data(**more))
    found = submission_answers(form, answers, TODAY).get("total")
    assert found == value
    assert type(found) is type(value)
    assert display(form.field("total"), found) == text


def test_what_is_posted_or_stored_for_it_counts_nothing() -> None:
    form = load(data())
    assert parse_page(form, "one", {"count": "2", "price": "3", "total": "999"}).answers == {
        "count": 2,
        "price": 3,
    }
    assert resolve(form, {"count": 2, "price": 3, "total": 999}, TODAY).values["total"] == 6


def test_it_is_not_asked_but_may_be_checked() -> None:
    check = {"fail_if": {"gt": [f("total"), 5]}, "message": "Cộng: nhiều quá."}
    form = load(data(checks=[check]))
    assert validate_all(form, {"count": 2, "price": 3}, TODAY) == {"total": "Cộng: nhiều quá."}
    assert validate_all(form, {"count": 2}, TODAY) == {}
    assert validate_all(form, {"count": 2, "price": 2}, TODAY) == {}
    alone = data()
    alone["pages"].append({"id": "two", "title": "Hai", "fields": [alone["pages"][0]["fields"].pop()]})
    assert [page.id for page in asked_pages(load(alone), {}, TODAY)] == ["one"]


def test_a_division_by_zero_in_any_rule_is_nothing_and_no_error() -> None:
    broken = {"div": [1, f("count")]}
    form_data = data(
        show_if={"ne": [broken, 5]}, calculate=broken, checks=[{"fail_if": broken, "message": "x"}]
    )
    form_data["pages"][0]["show_if"] = {"not": [broken]}
    form_data["stops"] = [{"if": broken, "title": "Dừng", "message": "x"}]
    form_data["pages"].append(
        {"id": "two", "title": "Hai", "show_if": {"eq": [{"div": [1, 0]}, None]},
         "fields": [{"id": "last", "type": "text", "label": "Cuối", "required": {"gt": [{"div": [1, 0]}, 0]}}]}
    )  # fmt: skip
    form_data["pages"][0]["show_if"] = True
    form = load(form_data)
    resolved = resolve(form, {"count": 0}, TODAY)
    assert resolved.values == {"count": 0}
    assert resolved.shown == {"count", "price", "last"}
    assert validate_all(form, {"count": 0}, TODAY) == {}


CYCLES = [
    {"calculate": {"add": [f("total"), 1]}},
    {"calculate": {"add": [f("price"), 1]}, "price": {"show_if": {"gt": [f("total"), 1]}}},
    {"calculate": f("price"), "price": {"fill_from": [{"field": "count", "as": "same", "if": f("total")}]}},
    {"calculate": f("price"), "price": {"copy_from": [{"field": "count", "if": {"eq": [f("total"), 1]}}]}},
    {"show_if": {"answered": [f("price")]}, "price": {"show_if": {"ne": [f("total"), 1]}}},
]  # fmt: skip


@pytest.mark.parametrize("more", CYCLES)
def test_a_cycle_is_refused_with_its_place_and_its_way(more: dict[str, Any]) -> None:
    faulty = copy.deepcopy(data(**{key: value for key, value in more.items() if key != "price"}))
    faulty["pages"][0]["fields"][0].pop("decimals")
    faulty["pages"][0]["fields"][1].update(more.get("price", {}))
    with pytest.raises(DefinitionError, match=r"(\w+) → .*\1 ") as caught:
        load(faulty)
    assert caught.value.problems[0].path.startswith("pages[0].fields[")


@pytest.mark.parametrize(
    "more",
    [
        {"source": "identity.phone"},
        {"required": True},
        {"default": 1},
        {"ask": True},
        {"calculate": f("gone")},
    ],
)
def test_what_makes_no_sense_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(DefinitionError):
        load(data(**more))


def test_only_a_calculated_field_is_calculated() -> None:
    with pytest.raises(DefinitionError):
        load(data(type="number"))
