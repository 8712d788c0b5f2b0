"""My page: documents, people I act for, a dossier begun for one of them; and the officer who looks at the proof."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.blocks.identity import api as identity
from motcua.casework.intake import api as intake
from tests.casework.birth import CODE, photo
from tests.casework.test_representations import CHILD
from tests.factories.organisation import NOW
from tests.interfaces.counter.conftest import enter

pytestmark = pytest.mark.slow

LIST = "/trang-cua-toi/thay-mat/"
TYPED = {"kind": "child", "name": "Nguyễn Minh Anh", "number": "051 216 000 321"}


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("khai-sinh.jpg", photo("Giay khai sinh"), "image/jpeg")


@pytest.fixture
def proposed(office):
    return intake.propose_with_proof(
        office.citizen, office.commune.id, CHILD, BytesIO(photo("Giay khai sinh")), now=NOW
    )


@pytest.fixture
def desk(office):
    browser = enter(office.commune.id, "receptionist")[1]
    browser.defaults["HTTP_HOST"] = f"{office.commune.code}.example.vn"
    return browser


def test_from_the_proposal_to_a_draft_for_the_child(office, browser, desk):
    sent = browser.post(LIST, {**TYPED, "proof": paper()})
    assert sent.status_code == 302, sent.content.decode()
    assert "Chờ cán bộ xem giấy tờ" in browser.get("/trang-cua-toi/").content.decode()
    (waiting,) = identity.list_proposed(office.receptionist, now=NOW)
    page = f"/mot-cua/thay-mat/{waiting.id}/"
    assert "Nguyễn Minh Anh" in desk.get("/mot-cua/thay-mat/").content.decode()
    assert desk.get(f"{page}giay-to/")["Content-Type"] == "image/jpeg"
    assert desk.post(page, {"confirm": "1", "valid_to": "2034-05-01"}).status_code == 302
    mine = f"{LIST}{waiting.id}/"
    assert "đến hết ngày 01/05/2034" in browser.get(mine).content.decode()
    begun = browser.post(mine, {"procedure": CODE})
    assert begun.headers["Location"].startswith("/ho-so-nhap/")
    assert browser.get(begun.headers["Location"]).status_code == 200


def test_what_is_wrong_is_told_at_its_field_and_kept(browser):
    answer = browser.post(LIST, {"kind": "child", "name": "Nguyễn Minh Anh", "number": "12"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "gồm đúng 12 chữ số" in page
    assert "chụp hoặc chọn tệp" in page
    assert 'value="Nguyễn Minh Anh"' in page


def test_a_file_that_is_none_is_told_at_its_field(browser):
    spoilt = SimpleUploadedFile("giay.jpg", b"not a picture", "image/jpeg")
    answer = browser.post(LIST, {**TYPED, "proof": spoilt})
    assert answer.status_code == 422
    assert "field__error" in answer.content.decode()


def test_no_dossier_for_whom_was_not_confirmed(browser, proposed):
    page = f"{LIST}{proposed.id}/"
    assert "Bắt đầu" not in browser.get(page).content.decode()
    assert browser.post(page, {"procedure": CODE}).status_code == 403


def test_the_officer_who_refuses_says_why(browser, desk, proposed):
    page = f"/mot-cua/thay-mat/{proposed.id}/"
    assert "ghi vì sao không xác nhận" in desk.post(page, {"refuse": "1"}).content.decode()
    assert desk.post(page, {"refuse": "1", "reason": "Ảnh mờ"}).status_code == 302
    assert "Ảnh mờ" in browser.get(LIST).content.decode()
    assert "đã có người trả lời" in desk.post(page, {"confirm": "1"}).content.decode()


def test_giving_it_up(browser, proposed):
    assert browser.post(f"{LIST}{proposed.id}/thoi/").status_code == 302
    assert "Nguyễn Minh Anh" not in browser.get(LIST).content.decode()


def test_anothers_person_is_not_found(office, proposed):
    from tests.factories.organisation import make_citizen
    from tests.interfaces.portal.conftest import client_of

    other = client_of(office.commune, make_citizen(office.commune.id, citizen_id="051090004588"))
    assert other.get(f"{LIST}{proposed.id}/").status_code == 404
    other.post(f"{LIST}{proposed.id}/thoi/")
    (kept,) = identity.list_representations(office.citizen, now=NOW)
    assert kept.state == "proposed"
