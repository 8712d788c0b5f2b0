"""Papers: taken in by content, refused in plain words, never at the cost of another."""

from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.casework.intake import api as intake
from tests.casework.birth import photo
from tests.factories.organisation import make_citizen
from tests.interfaces.portal.conftest import client_of
from tests.interfaces.portal.test_drafts import CHILD

pytestmark = pytest.mark.slow

CERTIFICATE = "giay_chung_sinh"


@pytest.fixture
def papers(office, browser, draft):
    """The address of the papers of a draft that asks for a certificate."""
    browser.post(f"/ho-so-nhap/{draft.id}/child/", {**CHILD, "revision": "1"})
    return f"/ho-so-nhap/{draft.id}/giay-to/"


def picture(name="giay.jpg", text="Giấy chứng sinh"):
    return SimpleUploadedFile(name, photo(text), "image/jpeg")


def laid(office, draft):
    return intake.get_draft(office.citizen, draft.id).papers.get(CERTIFICATE, [])


def told(browser, papers, answer):
    """The page that says what was wrong with the files of a post."""
    assert answer["Location"] == f"{papers}?loi=tep"
    return browser.get(answer["Location"]).content.decode()


def test_papers_to_send_and_papers_to_bring(browser, papers):
    page = browser.get(papers).content.decode()
    assert f'name="{CERTIFICATE}"' in page
    assert "Không gửi, mang theo khi đến quầy" in page
    assert "Xã tra được" not in page, "what is required is not called needless"
    assert "Thẻ căn cước" in page
    assert 'name="to_khai"' not in page


def test_a_photo_is_kept_and_can_be_looked_at(office, browser, draft, papers):
    answer = browser.post(papers, {CERTIFICATE: picture(), "stay": "1"})
    assert answer["Location"] == papers
    [file_id] = laid(office, draft)
    assert f"{papers}{file_id}/" in browser.get(papers).content.decode()
    shown = browser.get(f"{papers}{file_id}/")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in shown["Cache-Control"]
    assert "sandbox" in shown["Content-Security-Policy"]
    assert shown["Content-Disposition"].startswith("inline")


def test_several_files_in_one_post(office, browser, draft, papers):
    browser.post(
        papers, {CERTIFICATE: [picture("mot.jpg", "mat truoc"), picture("hai.jpg", "mat sau")], "stay": "1"}
    )
    assert len(laid(office, draft)) == 2


def test_a_wrong_type_is_refused_beside_the_field_and_the_good_file_stays(office, browser, draft, papers):
    program = SimpleUploadedFile("anh.jpg", b"MZ\x90\x00" + b"\x00" * 500, "image/jpeg")
    answer = browser.post(papers, {CERTIFICATE: [picture(), program], "stay": "1"})
    page = told(browser, papers, answer)
    assert f'href="#{CERTIFICATE}"' in page
    assert "Tệp anh.jpg:" in page
    assert "<title>Lỗi: " in page
    assert len(laid(office, draft)) == 1


def test_several_wrong_files_one_line_each_and_the_advice_once(browser, papers):
    archive = SimpleUploadedFile("giay.zip", b"PK\x03\x04" + b"\x00" * 500)
    unknown = SimpleUploadedFile("gia.txt", b"\x01\x02\x03" * 100)
    empty = SimpleUploadedFile("rong.jpg", b" ")
    page = told(browser, papers, browser.post(papers, {CERTIFICATE: [archive, unknown, empty], "stay": "1"}))
    assert "Giấy chứng sinh: 3 tệp không được nhận" in page
    assert page.count("Hãy chụp ảnh giấy tờ bằng điện thoại") == 1
    for name in ("giay.zip", "gia.txt", "rong.jpg"):
        assert page.count(f"Tệp {name}:") == 1
    assert "<br>Tệp gia.txt:" in page


def test_what_was_wrong_is_told_once_and_on_its_own_page(browser, papers):
    program = SimpleUploadedFile("anh.jpg", b"MZ\x90\x00" + b"\x00" * 500, "image/jpeg")
    answer = browser.post(papers, {CERTIFICATE: program})
    assert "anh.jpg" not in browser.get(papers).content.decode()
    assert "anh.jpg" in told(browser, papers, answer)
    assert "anh.jpg" not in told(browser, papers, answer)


def test_a_photo_of_a_hundred_megabytes_is_refused_in_plain_words(office, browser, draft, papers):
    boundary = "ranhgioi"
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="{CERTIFICATE}"; filename="to.jpg"\r\n'
        "Content-Type: image/jpeg\r\n\r\n"
    ).encode()
    body = head + b"\xff\xd8" + b"\0" * (100 * 1024 * 1024) + f"\r\n--{boundary}--\r\n".encode()
    answer = browser.generic("POST", papers, body, content_type=f"multipart/form-data; boundary={boundary}")
    page = told(browser, papers, answer)
    assert f"{settings.MOTCUA_UPLOAD_LIMIT // 1024**2} MB" in page
    assert "Tệp to.jpg:" in page
    assert laid(office, draft) == []


def test_more_files_than_the_paper_takes(office, browser, draft, papers):
    browser.post(papers, {CERTIFICATE: [picture(f"{n}.jpg", f"trang {n}") for n in range(4)], "stay": "1"})
    answer = browser.post(papers, {CERTIFICATE: picture("nam.jpg", "trang nam"), "stay": "1"})
    assert "nhiều nhất 4 tệp" in told(browser, papers, answer)
    assert len(laid(office, draft)) == 4


def test_taking_a_file_away(office, browser, draft, papers):
    browser.post(papers, {CERTIFICATE: picture(), "stay": "1"})
    [file_id] = laid(office, draft)
    for _ in range(2):
        browser.post(papers, {"remove-file": f"{CERTIFICATE}/{file_id}"})
    assert laid(office, draft) == []
    assert browser.get(f"{papers}{file_id}/").status_code == 404


def test_going_on_without_a_paper_names_it(browser, papers):
    answer = browser.post(papers, {})
    assert answer["Location"] == papers + "?loi=1"
    assert "Chưa có: Giấy chứng sinh." in browser.get(answer["Location"]).content.decode()


def test_leaving_without_a_paper_is_fine(browser, papers):
    assert browser.post(papers, {"later": "1"})["Location"] == "/trang-cua-toi/?da-luu"


def test_an_expired_session_says_that_the_file_must_be_chosen_again(office, browser, draft, papers):
    from tests.interfaces.portal.test_drafts import log_in_again

    browser.cookies.pop("motcua")
    answer = browser.post(papers, {CERTIFICATE: picture(), "stay": "1"})
    assert answer["Location"].startswith("/dang-nhap/?next=")
    assert laid(office, draft) == []
    log_in_again(browser, office.citizen)
    assert "chọn lại" in browser.get(papers).content.decode()


def test_a_strangers_file_cannot_be_read(office, browser, draft, papers):
    browser.post(papers, {CERTIFICATE: picture(), "stay": "1"})
    [file_id] = laid(office, draft)
    stranger = make_citizen(office.commune.id, full_name="Trần Thị Lạ", citizen_id="051190009999")
    client = client_of(office.commune, stranger)
    assert client.get(f"{papers}{file_id}/").status_code == 404
    theirs = intake.start_draft(stranger, office.commune.id, "1.001193", now=draft.created_at)
    assert client.get(f"/ho-so-nhap/{theirs.id}/giay-to/{file_id}/").status_code == 404


def test_nothing_is_read_without_a_file(office, browser, draft, papers):
    browser.post(papers, {CERTIFICATE: BytesIO(b""), "stay": "1"})
    assert laid(office, draft) == []
