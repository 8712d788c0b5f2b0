import copy
from collections.abc import Callable
from typing import Any

import pytest

from motcua.blocks.forms.api import DefinitionError, load
from motcua.blocks.forms.rules.expressions import OPERATORS
from motcua.blocks.forms.rules.schemas import form_validator
from tests.blocks.forms.small_form import small_data


def field(data: dict[str, Any], page: int, position: int) -> dict[str, Any]:
    found: dict[str, Any] = data["pages"][page]["fields"][position]
    return found


def put(page: int, position: int, **values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda data: field(data, page, position).update(values)


TWO = [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}]
GONE = {"fail_if": {"field": "gone"}, "message": "x"}
FAULTS: list[tuple[Callable[[dict[str, Any]], Any], str]] = [
    (lambda d: d.pop("title"), "(gốc)"),
    (lambda d: d.update(extra=1), "(gốc)"),
    (lambda d: d.update(pages=[]), "pages"),
    (put(0, 0, type="texxt"), "pages[0].fields[0].type"),
    (put(0, 0, id="Bad-Id"), "pages[0].fields[0].id"),
    (lambda d: field(d, 1, 0).pop("options"), "pages[1].fields[0]"),
    (put(0, 0, options=TWO), "pages[0].fields[0].options"),
    (put(0, 0, show_if={"eqq": [1, 1]}), "pages[0].fields[0].show_if"),
    (put(0, 0, show_if={"eq": [1]}), "pages[0].fields[0].show_if.eq"),
    (put(0, 0, required={"answered": [{"field": "gone"}]}), "pages[0].fields[0].required.answered[0].field"),
    (put(0, 0, source="identity.shoe_size"), "pages[0].fields[0].source"),
    (put(0, 0, suggestions="no_such_list"), "pages[0].fields[0].suggestions"),
    (put(0, 1, id="my_name"), "pages[].fields"),
    (lambda d: d["pages"][1].update(id="more"), "pages"),
    (put(1, 1, copy_from=[{"field": "gone"}]), "pages[1].fields[1].copy_from[0].field"),
    (put(1, 1, copy_from=[{"field": "my_home"}]), "pages[1].fields[1].copy_from[0]"),
    (put(1, 3, fill_from=[{"field": "name", "as": "birth_year"}]), "pages[1].fields[3].fill_from[0]"),
    (put(1, 0, fill_from=[{"field": "number", "as": "sex"}]), "pages[1].fields[0].fill_from[0]"),
    (put(1, 4, fill_from=[{"field": "number", "as": "sex", "if": {"field": "gone"}}]),
     "pages[1].fields[4].fill_from[0].if.field"),
    (put(1, 2, bearer={"born": {"field": "gone"}}), "pages[1].fields[2].bearer.born.field"),
    (put(1, 2, bearer={"sex": {"field": "gone"}}), "pages[1].fields[2].bearer.sex.field"),
    (put(1, 1, bearer={"sex": "male"}), "pages[1].fields[1].bearer"),
    (put(0, 0, show_if={"matches": [{"field": "name"}, "("]}), "pages[0].fields[0].show_if.matches[1]"),
    (put(2, 1, default="one"), "pages[2].fields[1].default"),
    (put(2, 0, max="tomorrow"), "pages[2].fields[0].max"),
    (put(2, 1, min="today"), "pages[2].fields[1].min"),
    (put(2, 9, checks=[GONE]), "pages[2].fields[9].checks[0].fail_if.field"),
    (lambda d: d["stops"][0].update({"if": {"field": "gone"}}), "stops[0].if.field"),
    (
        lambda d: field(d, 1, 0)["options"].append({"value": "self", "label": "x"}),
        "pages[1].fields[0].options",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("plant", "path"), FAULTS, ids=[f"{n}-{path}" for n, (_, path) in enumerate(FAULTS)])
def test_a_planted_fault_is_refused_with_its_place(plant: Callable[[dict[str, Any]], Any], path: str) -> None:
    data = copy.deepcopy(small_data())
    plant(data)
    with pytest.raises(DefinitionError) as caught:
        load(data)
    assert path in [problem.path for problem in caught.value.problems]
    assert all(problem.vi and problem.en for problem in caught.value.problems)


def test_a_cycle_is_refused_and_named() -> None:
    data = small_data()
    field(data, 0, 0)["show_if"] = {"answered": [{"field": "who"}]}
    field(data, 1, 0)["show_if"] = {"answered": [{"field": "name"}]}
    with pytest.raises(DefinitionError, match=r"(\w+) → .*→ \1 "):
        load(data)


def test_a_field_that_depends_on_itself_is_a_cycle() -> None:
    data = small_data()
    field(data, 0, 0)["show_if"] = {"answered": [{"field": "my_name"}]}
    with pytest.raises(DefinitionError, match="my_name → my_name"):
        load(data)


def test_the_published_schema_knows_exactly_the_operators() -> None:
    schema: Any = form_validator().schema
    published = schema["$defs"]["expression"]["anyOf"][1]["propertyNames"]["enum"]
    assert set(published) == set(OPERATORS) | {"field"}


def test_definition_gives_back_its_source() -> None:
    data = small_data()
    definition = load(data)
    assert definition.raw == data
    assert load(definition.raw).field("count").default == 1
    assert definition.page_of("count").id == "more"
    with pytest.raises(KeyError):
        definition.field("gone")
    with pytest.raises(KeyError):
        definition.page("gone")
