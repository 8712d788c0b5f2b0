"""Imported procedures on the portal: found, read, filed; old codes lead on; notices are told and printed."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.crawl.walk import Failed, walk
from motcua.casework.catalogue import api as catalogue
from tests.casework.catalogue.small_records import portal_record, record, two_cases, write
from tests.factories.organisation import NOW, TODAY
from tests.factories.pdf_text import document_text
from tests.interfaces.portal.conftest import client_of

pytestmark = pytest.mark.slow

CODE = "9.000001"


@pytest.fixture
def bring(office, tmp_path):
    """Import records as of today."""

    def bring(*records):
        plan = catalogue.plan_import([catalogue.read_file(write(tmp_path / "f.json", *records))], TODAY)
        return catalogue.apply_import(plan, now=NOW, basis="Quyết định 5/QĐ-UBND")

    catalogue.forget_cached()
    yield bring
    catalogue.forget_cached()


def page_of(browser, address, status=200):
    answer = browser.get(address)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize("dossier", [record()["dossier"], two_cases()])
def test_an_imported_procedure_is_found_read_begun_and_handed_in(bring, browser, dossier):
    bring(record(dossier=dossier))
    walked = walk(browser, CODE, "nguon goc cay trong")
    assert walked.found_at == 1 and walked.papers >= 1
    assert "Thủ tục xác nhận nguồn gốc cây trồng" in page_of(browser, walked.address)


def test_the_other_shape_and_the_police_too(bring, browser):
    bring(portal_record(), record("9.000003", name="Khai báo lưu trú thử", desk="police"))
    assert walk(browser, "9.000002", "Xác nhận giống vật nuôi").found_at == 1
    assert walk(browser, "9.000003", "Khai báo lưu trú thử").found_at == 1


def test_the_walk_sees_a_procedure_that_cannot_be_begun(bring, browser):
    bring(record(desk="customs"))
    with pytest.raises(Failed, match="không có nút nộp"):
        walk(browser, CODE, "nguồn gốc cây trồng")


def test_a_page_says_fee_notes_and_source(bring, anyone):
    bring(record())
    page = page_of(anyone, f"/thu-tuc/{CODE}/")
    for words in ("20.000 đồng", "Lưu ý: nộp một bộ", "01/QĐ-TN", "3 ngày làm việc"):
        assert words in page, words


def test_what_is_done_elsewhere_is_told_and_not_begun(bring, office, browser):
    bring(record(desk="customs", agency="Chi cục Hải quan"))
    page = page_of(browser, f"/thu-tuc/{CODE}/")
    assert "Thủ tục này không nộp tại xã" in page and "Chi cục Hải quan" in page
    assert "/nop-ho-so/" not in page
    assert CODE not in page_of(browser, "/thu-tuc/") and CODE in page_of(browser, "/thu-tuc/?noi=khac")
    assert browser.get(f"/nop-ho-so/{CODE}/").status_code == 200
    from motcua.casework.intake import api as intake

    assert intake.list_drafts(office.citizen, CODE) == []


def test_what_is_filed_here_leads_in_the_search(bring, anyone):
    bring(
        record("9.000008", name="Xác nhận nguồn gốc cây trồng", desk="tax"),
        record("9.000009", name="Xác nhận nguồn gốc cây trồng lâu năm của hộ"),
    )
    page = page_of(anyone, "/tim/?q=xac nhan nguon goc cay trong")
    assert re.findall(r'href="/thu-tuc/([^"]+)/"', page)[:2] == ["9.000009", "9.000008"]
    assert "Nơi khác giải quyết" in page


def test_a_long_list_is_opened_a_field_at_a_time(bring, anyone):
    bring(*(record(f"9.{n:06d}", name=f"Việc thứ {n}", field="Aa thử") for n in range(1, 131)))
    first = page_of(anyone, "/thu-tuc/")
    assert "130 thủ tục" in first and "/thu-tuc/9.000001/" not in first
    opened = page_of(anyone, "/thu-tuc/?linh-vuc=Aa+thử")
    assert len(set(re.findall(r'href="/thu-tuc/(9\.[^"]+)/"', opened))) == 130
    page_of(anyone, "/thu-tuc/?noi=la&linh-vuc=khong-co")


def test_lists_cost_no_statement_a_procedure(bring, anyone):
    bring(*(record(f"9.{n:06d}", name=f"Việc thứ {n}") for n in range(1, 40)))
    for address in ("/thu-tuc/", "/tim/?q=viec thu", "/"):
        page_of(anyone, address)
        with CaptureQueriesContext(connection) as captured:
            page_of(anyone, address)
        assert [q["sql"] for q in captured.captured_queries if "catalogue_" in q["sql"]] == []


def test_an_old_code_leads_to_the_new_one(bring, anyone):
    bring(record(), record("9.000002", name="Việc mới"))
    catalogue.replace_procedure(CODE, ["9.000002"], on=TODAY, basis="QĐ", now=NOW)
    assert "/thu-tuc/9.000002/" in page_of(anyone, f"/thu-tuc/{CODE}/", 410)


def test_a_notice_is_a_page_and_a_paper(bring, anyone):
    bring(record())
    notice = bring(
        record(conditions="Khác."), record("9.000002", name="Việc mới"), record("9.000003", desk="tax")
    )
    assert str(notice) in page_of(anyone, "/cong-bo/")
    page = page_of(anyone, f"/cong-bo/{notice}/")
    assert "Điều kiện: sửa nội dung" in page and "Việc mới" in page and "5/QĐ-UBND" in page
    assert "1 thủ tục do nơi khác giải quyết" in page
    pdf = anyone.get(f"/cong-bo/{notice}/pdf/").content
    text = document_text(pdf)
    assert "Việc mới" in text and "Điều kiện: sửa nội dung" in text


def test_a_notice_of_a_coming_day_is_not_told_before(bring, office, tmp_path):
    from datetime import timedelta

    plan = catalogue.plan_import(
        [catalogue.read_file(write(tmp_path / "g.json", record()))], TODAY + timedelta(days=3)
    )
    notice = catalogue.apply_import(plan, now=NOW)
    browser = client_of(office.commune)
    assert browser.get(f"/cong-bo/{notice}/").status_code == 404
    assert str(notice) not in page_of(browser, "/cong-bo/")
