"""The declaration as a paper: looked at before it is handed in, taken home after, and nobody else's."""

from motcua.casework.intake import api as intake
from tests.casework.birth import CODE, fill
from tests.factories.organisation import NOW, make_citizen
from tests.factories.pdf_text import document_text
from tests.interfaces.portal.conftest import client_of

PREVIEW = "Bản xem trước, chưa nộp"


def test_the_check_page_leads_to_a_preview_that_says_so(office, browser, filled):
    address = f"/ho-so-nhap/{filled.id}/to-khai/"
    assert f'href="{address}"' in browser.get(f"/ho-so-nhap/{filled.id}/kiem-tra/").content.decode()
    answer = browser.get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"].startswith("private, no-store")
    text = document_text(answer.content)
    assert "TỜ KHAI ĐĂNG KÝ KHAI SINH" in text and "NGUYỄN MINH KHÔI" in text
    assert PREVIEW in text


def test_what_was_handed_in_can_be_taken_home_and_is_always_the_same(office, browser, handed_in):
    address = f"/ho-so/{handed_in.id}/to-khai/"
    assert f'href="{address}"' in browser.get(f"/ho-so/{handed_in.id}/").content.decode()
    answer = browser.get(address)
    text = document_text(answer.content)
    assert handed_in.submission_code in text and PREVIEW not in text
    assert "Nguyễn Văn An" in text and "TRẦN THỊ BÌNH" in text
    assert f"to-khai-dang-ky-khai-sinh-{handed_in.submission_code}.pdf" in answer["Content-Disposition"]
    assert browser.get(address).content == answer.content


def test_an_officer_prints_the_same_declaration(office, browser, handed_in):
    name, pdf = intake.read_declaration(office.receptionist, handed_in, now=NOW)
    assert pdf == browser.get(f"/ho-so/{handed_in.id}/to-khai/").content
    assert name.endswith(".pdf")


def test_a_stranger_sees_neither(office, filled):
    stranger = client_of(office.commune, make_citizen(office.commune.id, subject="ai-do"))
    assert stranger.get(f"/ho-so-nhap/{filled.id}/to-khai/").status_code == 404
    own = fill(office.citizen, office.commune.id)
    dossier = intake.submit_draft(office.citizen, own.id, commune_id=office.commune.id, now=NOW)
    assert stranger.get(f"/ho-so/{dossier.id}/to-khai/").status_code == 404
    assert client_of(office.commune).get(f"/ho-so/{dossier.id}/to-khai/").status_code == 302


def test_a_preview_of_a_draft_that_is_not_complete_is_a_paper_too(office, browser, draft):
    answer = browser.get(f"/ho-so-nhap/{draft.id}/to-khai/")
    assert answer.status_code == 200 and PREVIEW in document_text(answer.content)
    assert draft.version.content.code == CODE
