"""Guides, the notice board and the legal documents: on the page and on paper."""

import io
import re
from datetime import date
from pathlib import Path

import pikepdf
import pytest
import yaml

from motcua.casework.catalogue import api as catalogue
from motcua.casework.catalogue.rules.guidance import (
    LegalDocument,
    NationalPortal,
    read_legal_documents,
    read_life_event,
)
from motcua.interfaces.portal import guide
from tests.factories.organisation import NOW
from tests.factories.pdf_text import document_text
from tests.journeys.printed import codes

pytestmark = pytest.mark.slow

TODAY = NOW.date()
CODE = "1.001193"
TEMPLATES = Path(guide.__file__).parent / "templates" / "portal"


@pytest.fixture
def versions(db):
    return catalogue.list_current(TODAY)


def test_a_guide_says_what_matters(anyone):
    page = anyone.get(f"/thu-tuc/{CODE}/huong-dan/").content.decode()
    for words in ("Đăng ký khai sinh", "Ai được làm", "Giấy chứng sinh", "Tốn bao nhiêu", "Làm trên điện thoại",
                  "Cần người giúp", "Đọc khoảng"):  # fmt: skip
        assert words in page, words
    assert f'href="/thu-tuc/{CODE}/huong-dan.pdf"' in page


def test_the_buttons_a_guide_names_are_on_the_pages():
    texts = "\n".join(file.read_text() for file in TEMPLATES.rglob("*.html"))
    for name in (guide.BEGIN, guide.LOGIN, guide.ON, guide.SEND, guide.LATER, guide.ADDED, guide.RESUME):
        assert re.search(rf">[^<]*{re.escape(name)}", texts), name


def test_every_procedure_has_a_guide_of_at_most_two_sheets(anyone, versions):
    for version in versions:
        code = version.content.code
        answer = anyone.get(f"/thu-tuc/{code}/huong-dan.pdf")
        assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
        with pikepdf.open(io.BytesIO(answer.content)) as pdf:
            assert len(pdf.pages) <= 2, code
            box = [float(edge) for edge in pdf.pages[0].mediabox]
            assert box[2:] == pytest.approx([595.28, 841.89], abs=1)


def test_the_paper_guide_has_the_words_and_a_code_that_opens_the_procedure(anyone, office, tmp_path):
    pdf = anyone.get(f"/thu-tuc/{CODE}/huong-dan.pdf").content
    text = document_text(pdf)
    assert "Đăng ký khai sinh" in text and "Nộp trực tuyến" in text
    assert codes(pdf, tmp_path) == [f"http://{office.commune.code}.example.vn/thu-tuc/{CODE}/"]


def test_a_guide_on_paper_is_the_same_all_day(anyone):
    first, second = (anyone.get(f"/thu-tuc/{CODE}/huong-dan.pdf").content for _ in range(2))
    assert first == second


def test_reading_time_grows_with_the_text():
    assert guide.reading_minutes("một hai ba") == 1
    assert guide.reading_minutes("chữ " * 401) == 3


def test_the_board_lists_every_procedure_with_term_and_fee(anyone, versions):
    page = anyone.get("/niem-yet/").content.decode()
    assert set(re.findall(r'href="/thu-tuc/([\d.]+)/"', page)) == {one.content.code for one in versions}
    assert "do Hội đồng nhân dân tỉnh quy định" in page and "Không thu" in page


def test_the_board_of_a_field_has_nothing_else(anyone):
    page = anyone.get("/niem-yet/", {"linh-vuc": "Chứng thực"}).content.decode()
    assert "Chứng thực chữ ký" in page and "Đăng ký khai sinh" not in page
    assert anyone.get("/niem-yet/", {"linh-vuc": "Không có"}).status_code == 404


@pytest.mark.parametrize(("paper", "size"), [("a4", (841.89, 595.28)), ("a3", (1190.55, 841.89))])
def test_the_board_is_printed(anyone, versions, paper, size):
    answer = anyone.get("/niem-yet/danh-muc.pdf", {"kho": paper})
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert [float(edge) for edge in pdf.pages[0].mediabox][2:] == pytest.approx(size, abs=1)
    text = document_text(answer.content)
    for version in versions:
        assert version.content.code in text


def test_the_board_opens_each_procedure_by_its_code(anyone, tmp_path):
    pdf = anyone.get("/niem-yet/danh-muc.pdf", {"kho": "a3", "linh-vuc": "Chứng thực"}).content
    found = {text.split("/thu-tuc/")[1].strip("/") for text in codes(pdf, tmp_path)}
    assert {"2.000815", "2.000884", "2.000908"} <= found


def test_no_other_size_of_paper(anyone):
    assert anyone.get("/niem-yet/danh-muc.pdf", {"kho": "a0"}).status_code == 404


def test_the_laws_page_names_every_legal_basis(anyone, versions):
    page = anyone.get("/van-ban/").content.decode()
    for number in {law.number for one in versions for law in one.content.legal_basis}:
        assert number in page, number
    assert "118/2025/NĐ-CP" in page and "Hết hiệu lực" in page and "Sắp hết hiệu lực" in page


def test_the_standing_of_a_law_follows_its_days():
    law = LegalDocument("1/2020/X", "law", "x", None, date(2020, 1, 1), date(2026, 12, 31))
    days = {date(2019, 12, 31): "future", date(2020, 1, 1): "ending", date(2027, 1, 1): "ended"}
    assert {day: law.standing(day) for day in days} == days
    assert LegalDocument("2", "law", "x").standing(TODAY) == "in_force"


def test_the_page_of_the_national_portal(anyone, versions):
    pages = catalogue.national_portal()
    for version in versions:
        code = version.content.code
        page = anyone.get(f"/thu-tuc/{code}/").content.decode()
        assert (pages.page_of(code) or f"tìm theo mã {code}") in page
    assert NationalPortal("https://a/", "https://a/{id}", {}).page_of(CODE) == ""


def test_faulty_guidance_is_refused_with_its_place():
    with pytest.raises(catalogue.CatalogueError, match="có hai lần"):
        read_legal_documents("x", "[{number: A, kind: law, subject: a}, {number: A, kind: law, subject: b}]")
    with pytest.raises(catalogue.CatalogueError, match="không có trong lịch"):
        read_legal_documents("x", '[{number: A, kind: law, subject: a, issued_on: "2025-02-30"}]')
    event = yaml.safe_load((Path(__file__).parents[3] / "guidance/life-events/birth.yaml").read_text())
    event["stages"][0]["procedures"][0]["code"] = "khai-sinh"
    with pytest.raises(catalogue.CatalogueError, match=r"stages\[0\]"):
        read_life_event("x", yaml.safe_dump(event))
