"""Every procedure prints its declaration: each answer of its samples is on it, the pages fit, the letters are there.

What each layout was compared with: docs/reference/declarations.md. A procedure for which no form is prescribed has the
general layout.
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

pytestmark = pytest.mark.slow

AT = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
CODE = "H48.50.05.13-261123-0001"
AGENCY = {"name": "Ủy ban nhân dân xã Suối Ngọc", "place": "Suối Ngọc"}
# Pages of the official form, before what the interactive form asks beyond it.
OFFICIAL = {
    "1.000656": 1, "1.000689": 2, "1.000894": 1, "1.001022": 1, "1.001193": 1, "1.001266": 1, "1.001570": 1,
    "1.001612": 2, "1.001699": 3, "1.001731": 1, "1.001776": 1, "1.004746": 1, "1.004772": 1, "1.004837": 1,
    "1.004859": 1, "1.004873": 1, "1.004884": 1, "1.005461": 1, "1.013225": 2, "1.013978": 2, "1.014027": 1,
    "2.000635": 1, "2.000720": 2, "2.001263": 2, "2.002516": 1,
}  # fmt: skip
# Words that stand on the official form and nowhere else: its title, what is promised, who signs.
WORDS = {
    "1.000656": (
        "TỜ KHAI ĐĂNG KÝ KHAI TỬ", "Số Giấy báo tử/Giấy tờ thay thế Giấy báo tử",
        "Quan hệ với người đã chết: Con",
    ),
    "1.000894": ("TỜ KHAI ĐĂNG KÝ KẾT HÔN", "Đề nghị Quý cơ quan đăng ký.", "Bên nữ", "Bên nam"),
    "1.001022": (
        "Quan hệ với người nhận cha/mẹ/con", "Giấy khai sinh/Giấy tờ tùy thân",
        "tự nguyện, không có tranh chấp",
    ),
    "1.004837": ("Đề nghị cơ quan đăng ký việc giám hộ giữa:", "Lý do đăng ký giám hộ"),
    "1.004859": ("TỜ KHAI ĐĂNG KÝ VIỆC THAY ĐỔI, CẢI CHÍNH, BỔ SUNG THÔNG TIN HỘ TỊCH, XÁC ĐỊNH LẠI DÂN TỘC",),
    "1.004873": ("Quan hệ với người được cấp Giấy xác nhận tình trạng hôn nhân: Bản thân",),
    "1.004884": ("Đề nghị cơ quan đăng ký lại khai sinh cho người có tên dưới đây:", "đã nộp đủ các giấy tờ hiện có"),
    "1.001266": ("Về việc chấm dứt hoạt động hộ kinh doanh", "đã thanh toán đầy đủ các khoản nợ", "NGƯỜI THỪA KẾ"),
    "1.001612": (
        "Đăng ký hộ kinh doanh do tôi là chủ hộ với các nội dung sau:", "5.3. Tổng số lao động (dự kiến)",
        "không là chủ doanh nghiệp tư nhân;", "tính hợp pháp, chính xác và trung thực", "CHỦ HỘ KINH DOANH",
    ),
    "1.001699": (
        "Chủ tịch Ủy ban nhân dân", "1.1 Mềm nhẽo hoặc co cứng toàn thân", "Không xác định được",
        "Người viết đơn",
    ),
    "1.001731": ("I. THÔNG TIN NGƯỜI CHẾT ĐƯỢC MAI TÁNG", "6. Địa điểm mai táng", "tôi xin chịu trách nhiệm hoàn toàn"),
    "1.001776": ("Mẫu số 1đ", "khoản 6 Điều 5 Nghị định số 20/2021/NĐ-CP", "Thông tin người khai thay", "NGƯỜI KHAI"),
    "1.013225": ("4.4. Đối với công trình nhà ở riêng lẻ", "Tôi xin cam đoan làm theo đúng giấy phép được cấp"),
    "1.013978": ("Mẫu số 15", "e) Nguồn gốc sử dụng đất", "i) Cam kết chịu trách nhiệm về nhà ở", "Người kê khai"),
    "1.014027": (
        "I. Thông tin người đề nghị trợ cấp hưu trí xã hội",
        "II. Thông tin người giám hộ, người được ủy quyền",
    ),
    "2.001263": ("ĐƠN XIN NHẬN CON NUÔI", "như con đẻ của mình", "ÔNG", "BÀ"),
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


def pieces(kind: str, shown: str) -> list[str]:
    """An address may stand in three lines of a form, each with its label."""
    return shown.split(", ") if kind == "address" else [shown]


def test_what_is_prescribed_has_its_official_layout() -> None:
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
        and not all(plain(piece) in text for piece in pieces(field.type, shown))
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
    # Who states it signs on the last page of the form itself; household businesses write the day at its head.
    assert "bằng tài khoản định danh điện tử" in pages[official - 1].replace("\n", " ")
    assert any(plain("Suối Ngọc, ngày 23 tháng 11 năm 2026") in plain(page) for page in pages[:official])


@pytest.mark.parametrize("code", WORDS)
def test_the_words_of_the_official_form_are_on_it(code: str) -> None:
    sample = next(one for one in SAMPLES if one.code == code)
    text = plain(" ".join(page_texts(printed(sample))[: OFFICIAL[code]]))
    assert [words for words in WORDS[code] if plain(words) not in text] == []


@pytest.mark.parametrize("code", OFFICIAL)
def test_long_names_and_places_still_fit_the_pages(code: str) -> None:
    sample = next(one for one in SAMPLES if one.code == code)
    name = "Nguyễn Hoàng Phương Công Tằng Tôn Nữ Trần Lê Đặng Thị Thùy Dương"
    place = {
        "line": "Số 125/17/4 đường Nguyễn Thị Minh Khai, tổ dân phố số 15, khu phố Thạnh Xuân Đông",
        "commune": "Phường Thạnh Xuân", "province": "Thành phố Hồ Chí Minh",
    }  # fmt: skip
    of_people = [one for one in sample.answers if one.endswith("_name") and not one.startswith("business")]
    places = [
        one.id for one in sample.folder.form.fields if one.type == "address" and one.id in sample.answers
    ]
    told = {**sample.answers, **dict.fromkeys(of_people, name), **dict.fromkeys(places, place)}
    if code == "1.001193":
        far = {"mother_lives_with_father": False, "father_lives_with_mother": False}
        told |= {**far, "father_residence": place}
    pages = page_texts(printed(Sample(sample.code, sample.name, sample.channel, told, sample.results)))
    assert REST in pages[OFFICIAL[code]] and len(pages) <= OFFICIAL[code] + 2


@pytest.mark.parametrize(
    ("group", "number"),
    [("orphan", "1a"), ("hiv", "1b"), ("single_parent", "1c"), ("elderly", "1d"), ("disabled", "1đ")],
)
def test_the_social_allowance_has_a_form_for_each_group(group: str, number: str) -> None:
    sample = next(one for one in SAMPLES if one.code == "1.001776")
    told = {**sample.answers, "benefit_group": group}
    pages = page_texts(printed(Sample(sample.code, sample.name, sample.channel, told, sample.results)))
    assert pages[0].startswith(f"Mẫu số {number} ") and REST in pages[1]


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
