"""What an officer would send back, found before the dossier is handed in."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from motcua.blocks.documents.api import FileInfo
from motcua.casework.intake.concerns import MISMATCH, SIGNATURE, UNREADABLE, concerns_of

AN, BINH = "051090004521", "051192004522"
OWNER = {"name": "Nguyễn Văn An", "citizen_id": AN}
LABELS = {
    "requester_citizen_id": "Số căn cước của ông/bà",
    "father_citizen_id": "Số căn cước của cha",
    "mother_citizen_id": "Số căn cước của mẹ",
    "mother_name": "Họ và tên mẹ",
}


def about(answers=None, papers=None, owner=OWNER):
    return concerns_of(answers or {}, LABELS, owner, papers or {}, {"giay": "Giấy chứng sinh"})


def file(*doubts, name="trang-1.jpg"):
    return FileInfo(
        UUID(int=1), name, "image/jpeg", 9, 1, "", datetime(2026, 1, 1, tzinfo=UTC), None, UUID(int=2), doubts
    )


def test_sound_answers_and_papers_raise_none():
    answers = {
        "requester_citizen_id": AN, "requester_name": "Nguyễn Văn An", "father_citizen_id": AN,
        "father_name": "NGUYỄN VĂN AN", "mother_citizen_id": BINH, "mother_name": "Trần Thị Bình",
    }  # fmt: skip
    assert about(answers, {"giay": [file(), file(name="trang-2.jpg")]}) == []


@pytest.mark.parametrize(
    ("doubt", "kind", "says"),
    [
        ("dark", UNREADABLE, "ảnh hơi tối"),
        ("blurred", UNREADABLE, "ảnh có thể bị mờ"),
        ("signature_broken", SIGNATURE, "chữ ký số không hợp lệ"),
        ("signature_missing", SIGNATURE, "chưa được ký số"),
    ],
)
def test_a_file_that_was_doubted_is_named(doubt, kind, says):
    [one] = about(papers={"giay": [file(), file(doubt, name="trang-2.jpg")]})
    assert (one.kind, one.target) == (kind, "giay")
    assert "Giấy chứng sinh («trang-2.jpg»)" in one.message
    assert says in one.message


def test_the_number_of_the_account_with_the_name_of_another():
    [one] = about({"mother_citizen_id": AN, "mother_name": "Trần Thị Bình"})
    assert (one.kind, one.target) == (MISMATCH, "mother_citizen_id")
    assert "«Trần Thị Bình» và «Nguyễn Văn An»" in one.message
    assert "tài khoản VNeID" in one.message


def test_the_name_of_the_account_with_a_slip_in_the_number():
    [one] = about({"father_citizen_id": "051090004512", "father_name": "nguyen van an"})
    assert one.target == "father_citizen_id"
    assert "khác 2 chữ số" in one.message


def test_a_namesake_with_another_number_is_nobody_elses_business():
    assert about({"father_citizen_id": "038085001234", "father_name": "Nguyễn Văn An"}) == []


def test_two_people_with_one_number_are_told_once():
    answers = {
        "father_citizen_id": BINH, "father_name": "Lê Văn Cường",
        "mother_citizen_id": BINH, "mother_name": "Trần Thị Bình",
    }  # fmt: skip
    [one] = about(answers)
    assert one.target == "mother_citizen_id"
    assert "ô «Số căn cước của cha»" in one.message


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"mother_citizen_id": AN},
        {"mother_citizen_id": "05109", "mother_name": "Trần Thị Bình"},
        {"mother_citizen_id": None, "mother_name": None},
        {"mother_citizen_id": 51090004521, "mother_name": ["Bình"]},
    ],
)
def test_what_is_not_answered_cannot_be_compared(answers):
    assert about(answers) == []


def test_an_account_that_proved_nothing():
    assert about({"mother_citizen_id": "", "mother_name": ""}, owner={}) == []
    assert about({"mother_citizen_id": AN, "mother_name": "Trần Thị Bình"}, owner={"name": ""}) == []
