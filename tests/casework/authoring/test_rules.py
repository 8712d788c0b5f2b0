"""Conditions, calculations, differences, files and faults of forms, without a database."""

import copy
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.blocks.forms import api as forms
from motcua.casework.authoring import api as authoring
from motcua.casework.authoring.api import Calculation, Group, Groups, Side, Term, Test
from motcua.casework.authoring.rules.faults import kind_changes, lost_on_paper
from motcua.casework.catalogue import api as catalogue

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3] / "procedures"
CODES = sorted(path.parent.name for path in ROOT.glob("*/form.yaml"))
BIRTH = "1.001193"
TODAY = date(2026, 11, 23)


def form_of(code: str) -> dict:
    return authoring.read_form((ROOT / code / "form.yaml").read_text(encoding="utf-8")).form


@pytest.fixture
def birth() -> dict:
    return form_of(BIRTH)


values = st.text(min_size=1, max_size=8) | st.integers(-(10**6), 10**6) | st.booleans()
sides = st.builds(Side, st.sampled_from(["name", "born", "kind"]), st.sampled_from(["field", "age", "year"]))
fields_only = st.builds(Side, st.sampled_from(["name", "born", "kind"]))
tests = st.one_of(
    st.builds(
        Test, sides, st.sampled_from(["eq", "not_eq", "ne", "lt", "le", "gt", "ge"]),
        values | sides | st.just(authoring.TODAY),
    ),
    st.builds(Test, sides, st.sampled_from(["in", "not_in"]), st.lists(values, min_size=1, max_size=4).map(tuple)),
    st.builds(Test, fields_only, st.sampled_from(["answered", "unanswered"])),
)  # fmt: skip
joins = st.sampled_from(["and", "or"])
groups = st.builds(
    Groups, joins, st.lists(st.builds(Group, joins, st.lists(tests, min_size=1, max_size=3).map(tuple)),
                            min_size=1, max_size=3).map(tuple),
)  # fmt: skip


@given(groups)
def test_what_the_controls_say_reads_back_as_the_same_rule(told):
    expression = authoring.to_expression(told)
    again = authoring.to_groups(expression)
    assert again is not None
    assert authoring.to_expression(again) == expression
    assert forms.check(expression, {"name", "born", "kind"}) == []


scalars = st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["a", "2026-01-01", ""])
trees = st.recursive(
    scalars | st.builds(lambda one: {"field": one}, st.sampled_from(["name", "born"])),
    lambda part: st.builds(
        lambda op, parts: {op: parts},
        st.sampled_from(["and", "or", "not", "eq", "in", "age", "add", "answered", "lt", "days"]),
        st.lists(part | st.lists(part, max_size=2), max_size=3),
    ),
    max_leaves=8,
)


@given(trees)
def test_a_rule_is_shown_exactly_or_left_to_the_expert(tree):
    told, calculated = authoring.to_groups(tree), authoring.to_calculation(tree)
    assert told is None or authoring.to_expression(told) == tree
    assert calculated is None or authoring.from_calculation(calculated) == tree
    assert authoring.in_words(tree, {"pages": []}) != ""


def test_nearly_all_rules_of_the_core_catalogue_are_within_the_controls():
    rules = []
    for code in CODES:
        for field in authoring.fields_of(form_of(code)):
            checks = [one["fail_if"] for one in field.get("checks", ())]
            rules += [
                one for one in (field.get("show_if"), field.get("required"), *checks) if isinstance(one, dict)
            ]
    plain = [one for one in rules if authoring.to_groups(one) is not None]
    assert len(rules) > 150
    assert len(plain) / len(rules) > 0.9


def test_a_calculation_is_told_by_its_terms():
    told = Calculation("mul", (Term(field="copies"), Term(number=8000)))
    expression = {"mul": [{"field": "copies"}, 8000]}
    assert authoring.from_calculation(told) == expression
    assert authoring.to_calculation(expression) == told
    assert authoring.to_calculation({"add": [{"mul": [1, 2]}, 3]}) is None


def test_rules_are_told_with_the_labels_of_the_form(birth):
    rule = {
        "and": [
            {"eq": [{"field": "parents"}, "married"]},
            {"lt": [{"age": [{"field": "child_birth_date"}]}, 14]},
        ]
    }
    told = authoring.when_words(rule, birth)
    assert told == (
        "khi “Cha mẹ của trẻ” là “Đã đăng ký kết hôn” và tuổi tính theo “Ngày sinh của trẻ” nhỏ hơn 14"
    )


@pytest.mark.parametrize("code", CODES)
def test_a_form_sent_out_and_taken_in_again_is_the_same(code):
    whole = catalogue.load_folder(ROOT / code).form.raw
    read = authoring.read_form(authoring.written(whole))
    assert read.problems == ()
    assert read.form == json.loads(json.dumps(whole))
    assert authoring.differences(whole, read.form) == []
    assert read.form == form_of(code)


def test_differences_name_what_was_added_removed_moved_and_changed(birth):
    new = copy.deepcopy(birth)
    child = next(page for page in new["pages"] if page["id"] == "child")
    child["fields"].insert(0, child["fields"].pop(2))
    gone = child["fields"].pop()
    child["fields"][1]["label"] = "Quan hệ với trẻ"
    child["fields"].append(
        {
            "id": "twin",
            "type": "yesno",
            "label": "Sinh đôi?",
            "show_if": {"eq": [{"field": "child_sex"}, "male"]},
        }
    )
    found = {(one.kind, one.what): one.lines for one in authoring.differences(birth, new)}
    assert set(found) == {
        ("moved", "Ô “Ngày sinh của trẻ” (child_birth_date)"),
        ("removed", f"Ô “{gone['label']}” ({gone['id']})"),
        ("changed", "Ô “Quan hệ với trẻ” (relation)"),
        ("added", "Ô “Sinh đôi” (twin)"),
    }
    assert found["changed", "Ô “Quan hệ với trẻ” (relation)"] == (
        "Câu hỏi: Ông/bà là gì của trẻ? → Quan hệ với trẻ",
    )
    assert "Hiện: luôn luôn → khi “Giới tính của trẻ” là “Nam”" in found["added", "Ô “Sinh đôi” (twin)"]


def test_a_cycle_is_told_with_its_path_and_field(birth):
    page = birth["pages"][1]
    page["fields"][0]["show_if"] = {"eq": [{"field": "child_sex"}, "male"]}
    page["fields"][3]["show_if"] = {"answered": [{"field": "relation"}]}
    [fault] = authoring.faults_of(birth)
    assert fault.text == "điều kiện vòng tròn: relation → child_sex → relation"
    assert (fault.path, fault.page, fault.field) == ("pages[1].fields[0]", 1, 0)


@pytest.mark.parametrize(
    ("field", "told", "part"),
    [
        ({"calculate": {"div": [{"field": "relation"}, 0]}}, "chia cho 0", "calculate"),
        ({"calculate": {"add": [{"field": "nobody"}, 1]}}, "không có trường “nobody”", "calculate"),
    ],
)
def test_a_rule_that_cannot_be_is_told_at_its_field(birth, field, told, part):
    birth["pages"][0]["fields"].append({"id": "sum", "type": "calculated", "label": "Tổng", **field})
    [fault] = authoring.faults_of(birth)
    assert told in fault.text
    assert (fault.page, fault.field, fault.box) == (0, len(birth["pages"][0]["fields"]) - 1, part)


def test_a_field_that_papers_need_and_a_kind_that_changed_are_found(birth):
    folder = catalogue.load_folder(ROOT / BIRTH)
    templates = {code: path.read_text() for code, path in folder.templates.items()}
    assert lost_on_paper(birth, birth, templates) == []
    made = copy.deepcopy(birth)
    for page in made["pages"]:
        page["fields"] = [one for one in page["fields"] if one["id"] != "child_name"]
    [lost] = lost_on_paper(made, birth, templates)
    assert "child_name" in lost.text
    made = copy.deepcopy(birth)
    authoring.find_field(made, "child_sex")["type"] = "text"
    kinds = {one["id"]: one["type"] for one in authoring.fields_of(birth)}
    assert ["child_sex" in one for one in kind_changes(made, kinds)] == [True]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("{\n \"id\": \"a\"\n \"title\": 1}", 3, "viết sai"),
        ("id: a\nversion: '1'\ntitle: T\npages:\n  - id: p\n    title: P\n    fields:\n      - {id: x, type: text,"
         " label: ''}\n", 8, "chuỗi"),
        ("[1, 2]", 0, "không phải một biểu mẫu"),
        ("id: a\nversion: '1'\ntitle: T\npages: [{id: p, title: P, fields: [{id: x}]}]", 0, "thiếu type, label"),
        ("a: !!python/object:os.system x", 1, "không đọc được"),
        ("a: .nan", 0, "không đọc được"),
        ("a: &a [*a]", 1, "không đọc được"),
        ("\n".join(["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]), 0,
         "quá nhiều phần"),
        ("", 0, "không phải một biểu mẫu"),
    ],
)  # fmt: skip
def test_a_faulty_file_is_told_with_its_line(text, line, told):
    [problem] = authoring.read_form(text).problems
    assert problem.line == line
    assert told in problem.text or line == 8


def test_the_outcome_of_a_sample_and_what_changed_in_it(birth):
    form = forms.load(birth)
    answers = {"relation": "mother", "parents": "married", "birth_place_kind": "facility"}
    first = authoring.outcome_of(form, answers, TODAY)
    assert "birth_facility" in first.asked and "birth_place" not in first.asked
    assert authoring.changes(first.as_data(), first, form) == []
    made = copy.deepcopy(birth)
    authoring.find_field(made, "birth_facility")["show_if"] = False
    later = authoring.outcome_of(forms.load(made), answers, TODAY)
    [asked, error] = authoring.changes(json.loads(json.dumps(first.as_data())), later, form)
    assert asked == "Nay không hỏi ô “Tên bệnh viện hoặc trạm y tế”"
    assert "báo lỗi" in error


def test_a_division_by_an_answer_that_is_zero_is_found(birth):
    birth["pages"][0]["fields"] += [
        {"id": "parts", "type": "number", "label": "Số phần"},
        {
            "id": "share",
            "type": "calculated",
            "label": "Mỗi phần",
            "calculate": {"div": [100, {"field": "parts"}]},
        },
    ]
    form = forms.load(birth)
    assert authoring.divides_by_zero(form, {"parts": "0"}, TODAY) == ["share"]
    assert authoring.divides_by_zero(form, {"parts": "4"}, TODAY) == []
