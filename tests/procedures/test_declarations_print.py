"""Every procedure prints its declaration: each answer of its samples is on it, the pages fit, the letters are there.

Civil status has the layouts of Circular 04/2024/TT-BTP; the others the general one.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from motcua.blocks.documents.typesetting import typeset
from motcua.blocks.forms.api import display, submission_answers
from motcua.casework.intake.declarations import GENERAL, Filed, Stated, declaration_data
from tests.factories.pdf_text import font_names, page_texts
from tests.procedures.test_results_print import CODES, SAMPLES, TODAY, Sample, every_sample, folder_of

AT = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
CODE = "H48.50.05.13-261123-0001"
AGENCY = {"name": "Ủy ban nhân dân xã Suối Ngọc", "place": "Suối Ngọc"}
# Pages of the official form, before what the interactive form asks beyond it.
OFFICIAL = {
    "1.000656": 1, "1.000689": 2, "1.000894": 1, "1.001022": 1, "1.001193": 1, "1.004746": 1, "1.004772": 1,
    "1.004837": 1, "1.004859": 1, "1.004873": 1, "1.004884": 1, "1.005461": 1, "2.000635": 1,
    "2.002516": 1,
}  # fmt: skip
REST = "PHẦN KHAI THÊM TRÊN MẪU ĐIỆN TỬ TƯƠNG TÁC"
LETTERS = "ạấềợữỷằẵểỗộđĐ"


FILED = Filed(AT, CODE)


def printed(sample: Sample, filed: Filed | None = FILED) -> bytes:
    folder = sample.folder
    answers = submission_answers(folder.form, sample.answers, TODAY)
    stated = Stated(answers["requester_name"], TODAY, filed)
    data = declaration_data(folder.form, answers, AGENCY, stated)
    return typeset(template_of(sample.code), data, created_at=AT)


def template_of(code: str) -> Path:
    return folder_of(code).templates.get("declaration", GENERAL)


def plain(text: str) -> str:
    """Letters and digits only: lines break and words wrap anywhere."""
    return re.sub(r"\W+", "", text).casefold()


def test_civil_status_has_its_official_layouts() -> None:
    assert {code for code in CODES if "declaration" in folder_of(code).templates} == set(OFFICIAL)


@every_sample
def test_no_answer_is_missing(sample: Sample) -> None:
    text = plain(" ".join(page_texts(printed(sample))))
    missing = {
        field.id: shown
        for field in sample.folder.form.fields
        if field.id in sample.submitted
        and field.type not in ("yesno", "declaration")
        and (shown := display(field, sample.submitted[field.id]))
        and plain(shown) not in text
    }
    assert missing == {}


@every_sample
def test_a_question_answered_with_yes_or_no_is_on_it(sample: Sample) -> None:
    """Copies are ticked on the official forms; every other such question stands with its words."""
    text = plain(" ".join(page_texts(printed(sample))))
    asked = [
        field for field in sample.folder.form.fields if field.type == "yesno" and field.id != "wants_copies"
    ]
    missing = [one.id for one in asked if one.id in sample.submitted and plain(one.label) not in text]
    assert missing == []


@every_sample
def test_the_official_form_fits_its_pages(sample: Sample) -> None:
    pages = page_texts(printed(sample))
    if sample.code not in OFFICIAL:
        assert len(pages) <= 3 and not any(REST in page for page in pages)
        return
    official = OFFICIAL[sample.code]
    assert REST in pages[official] and not any(REST in page for page in pages[:official])
    assert len(pages) == official + 1
    # Who states it signs on the last page of the form itself.
    assert plain("Suối Ngọc, ngày 23 tháng 11 năm 2026") in plain(pages[official - 1])


def test_long_names_and_places_still_fit_the_page_of_the_birth_declaration() -> None:
    sample = next(one for one in SAMPLES if one.code == "1.001193")
    name = "Nguyễn Hoàng Phương Công Tằng Tôn Nữ Trần Lê Đặng Thị Thùy Dương Minh Nguyệt Anh Thư"
    place = {
        "line": "Số 125/17/4 đường Nguyễn Thị Minh Khai, tổ dân phố số 15, khu phố Thạnh Xuân Đông",
        "commune": "Phường Thạnh Xuân", "province": "Thành phố Hồ Chí Minh",
    }  # fmt: skip
    far = {"mother_lives_with_father": False, "father_lives_with_mother": False, "father_residence": place}
    named = {"requester_name": name, "child_name": name, "father_name": name, "requester_residence": place}
    long = Sample(
        sample.code, sample.name, sample.channel, {**sample.answers, **far, **named}, sample.results
    )
    pages = page_texts(printed(long))
    assert len(pages) == 2 and REST in pages[1] and plain(name) in plain(pages[0])


@pytest.mark.parametrize("code", CODES)
def test_letters_are_embedded_and_the_same_answers_give_the_same_paper(code: str) -> None:
    sample = next(one for one in SAMPLES if one.code == code)
    pdf = printed(sample)
    names = font_names(pdf)
    assert names and all(name.startswith("Tinos") for name in names)
    text = " ".join(page_texts(pdf))
    assert "\ufffd" not in text
    assert sum(letter in text for letter in LETTERS) >= 6
    assert printed(sample) == pdf


@pytest.mark.parametrize("code", CODES)
def test_before_it_is_handed_in_every_page_says_so(code: str) -> None:
    sample = next(one for one in SAMPLES if one.code == code)
    pages = page_texts(printed(sample, None))
    assert all("Bản xem trước, chưa nộp" in page for page in pages)
    assert not any("Bản xem trước" in page for page in page_texts(printed(sample)))
    assert not any(CODE in page for page in pages)


@pytest.mark.parametrize("code", CODES)
def test_an_untouched_form_can_be_looked_at(code: str) -> None:
    folder = folder_of(code)
    data = declaration_data(folder.form, {}, AGENCY, Stated("", TODAY))
    assert page_texts(typeset(template_of(code), data, created_at=AT))
