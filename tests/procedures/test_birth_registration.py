"""Birth registration: what a person with a VNeID account walks through and types."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from motcua.blocks.documents.typesetting import typeset_pages
from motcua.blocks.forms.api import (
    active_stops,
    asked_pages,
    paper_texts,
    parse_page,
    prefill,
    submission_answers,
    validate_all,
    validate_page,
)
from motcua.casework.catalogue.rules.components import components_due
from motcua.casework.catalogue.rules.fees import fees_due
from motcua.casework.catalogue.rules.loading import load_folder

FOLDER = load_folder(Path(__file__).resolve().parents[2] / "procedures" / "1.001193")
FORM = FOLDER.form
TODAY = date(2026, 11, 20)
HOME = {"line": "Thôn 2", "commune": "Xã Suối Ngọc", "province": "Tỉnh Quảng Ngãi"}
MOTHER: dict[str, Any] = {
    "identity.full_name": "Nguyễn Thị Hoa",
    "identity.citizen_id": "051195001234",
    "identity.birth_date": "1995-03-12",
    "identity.gender": "Nữ",
    "identity.ethnicity": "Hrê",
    "identity.nationality": "Việt Nam",
    "identity.residence": HOME,
    "identity.phone": "0912345678",
}
POSTS = {
    "child": {
        "relation": "mother", "child_name": "Trần Minh An", "child_birth_date-day": "5",
        "child_birth_date-month": "11", "child_birth_date-year": "2026", "child_sex": "male",
        "parents": "married",
    },
    "birth": {"birth_facility": "Bệnh viện Sản - Nhi"},
    "father": {"father_name": "Trần Văn Bình", "father_birth_date-year": "1993", "father_ethnicity": "Kinh"},
    "marriage_and_contact": {},
}  # fmt: skip
CHOSEN = ("relation", "child_sex", "parents")


def filled(sources: dict[str, Any], posts: dict[str, dict[str, str]]) -> dict[str, Any]:
    start = prefill(FORM, sources)
    answers = dict(start.answers)
    for page, raw in posts.items():
        post = parse_page(FORM, page, raw, locked=start.verified)
        assert post.problems == {}
        answers.update(post.answers)
        assert validate_page(FORM, page, answers, TODAY, verified=start.verified) == {}
    assert validate_all(FORM, answers, TODAY, verified=start.verified) == {}
    return answers


def test_a_mother_walks_four_pages_and_types_at_most_sixty_characters() -> None:
    verified = prefill(FORM, MOTHER).verified
    answers = filled(MOTHER, POSTS)
    assert [page.id for page in asked_pages(FORM, answers, TODAY, verified)] == list(POSTS)
    typed = sum(len(text) for raw in POSTS.values() for name, text in raw.items() if name not in CHOSEN)
    assert typed <= 60


def test_the_data_of_the_requester_are_copied_to_the_mother() -> None:
    submitted = submission_answers(FORM, filled(MOTHER, POSTS), TODAY)
    assert submitted["mother_name"] == "Nguyễn Thị Hoa"
    assert submitted["mother_citizen_id"] == "051195001234"
    assert submitted["mother_birth_date"] == "1995-03-12"
    assert submitted["mother_ethnicity"] == "Hrê"
    assert submitted["mother_residence"] == submitted["father_residence"] == HOME
    assert submitted["child_nationality"] == submitted["mother_nationality"] == "vietnam"


def test_a_father_is_asked_about_the_mother_only() -> None:
    father = {**MOTHER, "identity.full_name": "Trần Văn Bình", "identity.gender": "Nam"}
    posts = {
        "child": {**POSTS["child"], "relation": "father"},
        "birth": POSTS["birth"],
        "mother": {
            "mother_name": "Nguyễn Thị Hoa",
            "mother_citizen_id": "051195001234",
            "mother_ethnicity": "Hrê",
        },
        "marriage_and_contact": {},
    }
    answers = filled(father, posts)
    verified = prefill(FORM, father).verified
    assert [page.id for page in asked_pages(FORM, answers, TODAY, verified)] == list(posts)
    submitted = submission_answers(FORM, answers, TODAY)
    assert submitted["father_name"] == "Trần Văn Bình"
    assert submitted["mother_birth_date"] == "1995"


def test_a_man_cannot_file_as_the_mother() -> None:
    man = {**MOTHER, "identity.gender": "Nam"}
    start = prefill(FORM, man)
    answers = {**start.answers, **parse_page(FORM, "child", POSTS["child"]).answers}
    errors = validate_page(FORM, "child", answers, TODAY, verified=start.verified)
    assert list(errors) == ["relation"]


@pytest.mark.parametrize(
    ("number", "born", "message"),
    [
        ("051192008834", "1992-09-20", ""),
        ("051192008834", "1992", ""),
        (
            "051192008834",
            "1985-01-01",
            "Số căn cước của mẹ: số này ghi năm sinh 1992, còn năm sinh đã khai là 1985. "
            "Hãy xem lại số và ngày sinh.",
        ),
        ("051092008834", "", "Số căn cước của mẹ: số này là số của nam, còn người này là nữ. Hãy xem lại."),
        (
            "",
            "2020-01-01",
            "Ngày sinh của mẹ: mẹ chưa đủ 12 tuổi khi trẻ sinh. Hãy xem lại ngày sinh của mẹ và của trẻ.",
        ),
    ],
)
def test_the_number_and_the_age_of_the_mother_fit(number: str, born: str, message: str) -> None:
    father = {**MOTHER, "identity.gender": "Nam"}
    start = prefill(FORM, father)
    child = {"relation": "father", "parents": "married", "child_birth_date": "2026-11-05"}
    mother = {"mother_name": "Lan", "mother_citizen_id": number, "mother_birth_date": born}
    mother["mother_ethnicity"] = "Kinh"
    answers = {**start.answers, **child, **mother, "mother_residence": HOME}
    found = validate_page(FORM, "mother", answers, TODAY, verified=start.verified)
    assert list(found.values()) == ([message] if message else [])


@pytest.mark.parametrize(
    ("relation", "mother", "father", "child"),
    [("mother", "Hrê", None, "Hrê"), ("father", None, "Hrê", "Hrê"), ("grandparent", None, None, None)],
)
def test_ethnicity_comes_from_the_login_only_for_the_parent_who_files(
    relation: str, mother: str | None, father: str | None, child: str | None
) -> None:
    answers = {**prefill(FORM, MOTHER).answers, "relation": relation, "parents": "married"}
    told = submission_answers(FORM, answers, TODAY)
    found = (told.get("mother_ethnicity"), told.get("father_ethnicity"), told.get("child_ethnicity"))
    assert found == (mother, father, child)


def test_unmarried_mothers_leave_the_father_blank_and_unmarried_fathers_are_stopped() -> None:
    answers = {**filled(MOTHER, POSTS), "parents": "unmarried"}
    submitted = submission_answers(FORM, answers, TODAY)
    assert not [name for name in submitted if name.startswith(("father_", "marriage_"))]
    assert validate_all(FORM, answers, TODAY, verified=prefill(FORM, MOTHER).verified) == {}
    assert active_stops(FORM, {**answers, "relation": "father"}, TODAY)
    assert active_stops(FORM, {**answers, "mother_nationality": "other", "relation": "relative"}, TODAY)
    assert not active_stops(FORM, answers, TODAY)


def test_an_abandoned_child_has_no_parents_in_the_declaration() -> None:
    answers = {**filled(MOTHER, POSTS), "relation": "guardian", "parents": "unknown"}
    submitted = submission_answers(FORM, answers, TODAY)
    assert not [name for name in submitted if name.startswith(("mother_", "father_", "birth_proof"))]
    papers = components_due(FOLDER.content, FORM, answers, TODAY)
    assert [one.component.code for one in papers if one.to_upload] == ["bien_ban_bo_roi"]


@pytest.mark.parametrize(
    ("changes", "papers"),
    [
        ({}, ["giay_chung_sinh"]),
        ({"birth_proof": "witness"}, ["van_ban_lam_chung"]),
        ({"birth_proof": "commitment"}, ["cam_doan_viec_sinh"]),
        ({"surrogacy": True}, ["giay_chung_sinh", "xac_nhan_mang_thai_ho"]),
        ({"relation": "proxy"}, ["giay_chung_sinh", "van_ban_uy_quyen"]),
    ],
)
def test_papers_to_upload(changes: dict[str, Any], papers: list[str]) -> None:
    due = components_due(FOLDER.content, FORM, {**filled(MOTHER, POSTS), **changes}, TODAY)
    assert [one.component.code for one in due if one.to_upload and one.required] == papers


def test_filing_in_time_is_free_by_law_and_late_filing_is_for_the_province_to_set() -> None:
    answers = submission_answers(FORM, filled(MOTHER, POSTS), TODAY)
    in_time = fees_due(FOLDER.content, "online", TODAY, answers=answers)
    assert [(line.code, line.amount) for line in in_time] == [("le_phi", 0)]
    late = fees_due(FOLDER.content, "online", date(2027, 1, 5), answers=answers)
    assert [(line.code, line.amount) for line in late] == [("le_phi_qua_han", None)]
    copies = {**answers, "wants_copies": True, "copies_count": 3}
    assert fees_due(FOLDER.content, "online", TODAY, answers=copies)[-1].amount == 24000


def test_every_field_of_the_official_declaration_is_covered() -> None:
    ids = {field.id for field in FORM.fields}
    told = ("name", "birth_date", "ethnicity", "nationality", "residence", "citizen_id")
    parents = {f"{who}_{what}" for who in ("mother", "father") for what in told}
    child = {"child_name", "child_birth_date", "child_sex", "child_ethnicity", "child_nationality",
             "birth_facility", "birth_place", "child_home_town"}  # fmt: skip
    requester = {
        "requester_name",
        "requester_birth_date",
        "requester_residence",
        "requester_citizen_id",
        "relation",
    }
    marriage = {"marriage_number", "marriage_book", "marriage_date", "marriage_place"}
    assert parents | child | requester | marriage | {"wants_copies", "copies_count"} <= ids


def test_the_certificate_fits_one_page() -> None:
    submitted = submission_answers(FORM, filled(MOTHER, POSTS), TODAY)
    data = {
        **paper_texts(FORM, submitted),
        "agency": {"superior": "", "name": "Ủy ban nhân dân xã Suối Ngọc", "place": "Suối Ngọc"},
        "signer": {"authority": "", "title": "Chủ tịch", "name": "Đinh Văn Rin"},
        "dossier": {"code": "H48.50.05.13-261120-0001"},
        "fields": {field.id: "12/2026" for field in FOLDER.content.results[0].fields},
    }
    template = FOLDER.templates["KQ.G15.000031"]
    assert len(typeset_pages(template, data)) == 1
    bare = {**data, "text": {}, "words": {}, "fields": {}}
    assert len(typeset_pages(template, bare)) == 1
    assert len(typeset_pages(template, {})) == 1
