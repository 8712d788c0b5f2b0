"""A citizen's whole way in English, with everything that can go wrong on it: no word of the code is Vietnamese."""

import html
import re
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.blocks.payments import api as payments
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.ui.telling import VIETNAMESE
from tests.casework.birth import ANSWERS, WITH_COPIES, fill
from tests.casework.test_way_of_a_dossier import call
from tests.factories.effects import run_effects
from tests.factories.organisation import NOW
from tests.interfaces.portal.conftest import client_of
from tests.interfaces.portal.test_dossier import accept, finish, stop_paid
from tests.interfaces.portal.test_supplement import ITEMS

pytestmark = pytest.mark.slow

READ = ("alt", "aria-label", "content", "data-label", "label", "placeholder", "title")
EMPTY = {"meta", "link", "input", "br", "img", "hr", "path", "source", "wbr"}
# The unit of money, and how the other language calls itself.
NAMES = ("đồng", "Tiếng Việt", "Đồng ý")


class Texts(HTMLParser):
    """Every text and read attribute of a page that lies outside what is marked as Vietnamese."""

    def __init__(self):
        super().__init__()
        self.found, self.stack = [], []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        hidden = (self.stack[-1] if self.stack else False) or tag in ("head", "script", "style")
        language = attributes.get("lang")
        hidden = language == "vi" if language and tag != "html" else hidden
        if not hidden:
            self.found += [value for name, value in attrs if name in READ and value]
        if tag not in EMPTY:
            self.stack.append(hidden)

    def handle_endtag(self, tag):
        if tag not in EMPTY and self.stack:
            self.stack.pop()

    def handle_data(self, data):
        if data.strip() and self.stack and not self.stack[-1]:
            self.found.append(data.strip())


def vietnamese(page: str, *names: str) -> list[str]:
    """Return what a reader without Vietnamese would stumble over; `names` are those of people and places."""
    reader = Texts()
    reader.feed(page)
    left = []
    for text in reader.found:
        # A Vietnamese word that is explained in brackets behind it, and the number of a law, are read as they are.
        bare = re.sub(r"“[^”]*” \(|\d+/\d{4}/\S+", "", html.unescape(text))
        for name in sorted((*names, *NAMES), key=len, reverse=True):
            bare = bare.replace(name, "")
        if VIETNAMESE.search(bare):
            left.append(bare)
    return left


@pytest.fixture
def english(office, browser):
    """A citizen's browser that reads English, as a function: address -> page, checked on the way."""
    browser.post("/hien-thi/", {"ngon-ngu": "en"})
    commune = office.commune
    names = (commune.display_name, commune.inner_name, commune.name, commune.province_name, commune.address,
             office.citizen.name, "Phạm Thị Dung", "Đinh Văn Nơ")  # fmt: skip

    def read(answer):
        answer = browser.get(answer) if isinstance(answer, str) else answer
        if answer.status_code == 302:
            answer = browser.get(answer["Location"])
        page = answer.content.decode()
        assert '<html lang="en"' in page
        assert vietnamese(page, *names) == [], answer.request["PATH_INFO"]
        return page

    return read


JUNK = {
    "name": "Nguyễn 123", "citizen_id": "12345", "-day": "31", "-month": "02", "-year": "2026", "phone": "0912",
    "-commune": "", "-province": "", "ethnicity": "Kinh", "email": "x@", "count": "mười", "facility": "",
}  # fmt: skip


CHOSEN = {**ANSWERS, **WITH_COPIES}


def junk(draft):
    """Return for every box that is typed into something that cannot be taken; what is chosen shows further boxes."""
    boxes = [box for page in draft.version.form.pages for field in page.fields for box in field.box_names]
    return {
        box: next((bad for part, bad in JUNK.items() if part in box), CHOSEN.get(box, "")) for box in boxes
    }


def test_the_form_with_every_fault(english, browser, draft):
    posted, faulty = junk(draft), []
    for page in draft.version.form.pages:
        address = f"/ho-so-nhap/{draft.id}/{page.id}/"
        english(address)
        browser.post(address, {**posted, "revision": str(intake_revision(browser, address))})
        faulty += [page.id] if "error-summary" in english(f"{address}?loi=1") else []
    assert {"child", "birth", "mother"} <= set(faulty)
    english(f"/ho-so-nhap/{draft.id}/cac-phan/")
    english(f"/ho-so-nhap/{draft.id}/kiem-tra/?loi=delivery,declaration")
    english(f"/ho-so-nhap/{draft.id}/giay-to/?loi=1")
    english("/")
    english("/trang-cua-toi/")
    english(f"/ho-so-nhap/{draft.id}/xoa/")


def intake_revision(browser, address):
    page = browser.get(address).content.decode()
    return page.partition('name="revision" value="')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [("giay.gif", b"GIF89a" + b"0" * 60), ("giay.pdf", b"MZ" + b"\0" * 90), ("giay.zip", b"PK\3\4" + b"0" * 90),
     ("giay.jpg", b""), ("giay.pdf", b"%PDF-1.7 hong")],
)  # fmt: skip
def test_a_file_that_is_refused(english, browser, filled, name, content):
    address = f"/ho-so-nhap/{filled.id}/giay-to/"
    english(address)
    sent = SimpleUploadedFile(name, content)
    page = english(browser.post(address, {"giay_chung_sinh": sent, "stay": "1"}))
    assert "not accepted" in page


def test_what_scripts_are_answered(english, browser, office, filled):
    answer = browser.post(f"/ho-so-nhap/{filled.id}/giay-to/gui/", headers={"Upload-Length": "x"})
    assert answer.json() == {
        "message": "The browser did not say how large the file is. Reload the page and choose the file again."
    }
    browser.logout()
    browser.post("/hien-thi/", {"ngon-ngu": "en"})
    answer = browser.post(f"/ho-so-nhap/{filled.id}/tu-luu/", "{}", content_type="application/json")
    assert answer.json() == {"message": "Your login has ended."}


def test_from_check_to_receipt(english, browser, filled):
    address = f"/ho-so-nhap/{filled.id}/kiem-tra/"
    english(address)
    assert "Submission code" in english(browser.post(address, {"delivery": "online", "declaration": "yes"}))


def test_a_dossier_in_every_state(english, office, browser, handed_in):
    english("/")
    english("/trang-cua-toi/")
    english(f"/ho-so/{handed_in.id}/da-nop/")
    assert "Receiving officer" in english(f"/ho-so/{handed_in.id}/")
    wish = f"/ho-so/{handed_in.id}/cach-nhan/"
    assert "Send by post to another address" in english(wish)
    page = browser.post(
        wish, {"delivery": "post", "address": "x" * 301, "revision": "1", "action_key": str(handed_in.id)}
    )
    assert "at most 300 characters" in english(page)
    accepted = accept(office, handed_in)
    run_effects(office.commune.id)
    assert "Acceptance" in english(f"/ho-so/{handed_in.id}/")
    ask = call(office.handler, accepted, dossiers.Action.REQUEST_SUPPLEMENT)
    intake.ask_supplement(ask, ITEMS, "Tên chưa đủ, ảnh mờ")
    run_effects(office.commune.id)
    english(f"/ho-so/{handed_in.id}/")
    english(f"/ho-so/{handed_in.id}/bo-sung/")
    english(browser.post(f"/ho-so/{handed_in.id}/bo-sung/", {"send": "1", "child_name": "X1"}))
    english("/thong-bao/")
    english("/tien-do/")


def test_a_result_that_is_owed_for_and_one_that_is_not(signing_office):
    dossier = finish(signing_office)
    client = client_of(signing_office.commune, signing_office.citizen)
    client.post("/hien-thi/", {"ngon-ngu": "en"})
    names = (*NAMES, signing_office.commune.inner_name, signing_office.commune.address)
    for fee in (0, 8000):
        if fee:
            line = payments.ChargeLine("phi", "Phí cấp bản sao", fee)
            payments.charge(signing_office.commune.id, dossier.applicant_id, dossier.id, [line], NOW)
        page = client.get(f"/ho-so/{dossier.id}/").content.decode()
        assert "Registered and stamped" in page
        assert (
            vietnamese(page, *names, signing_office.commune.display_name, signing_office.citizen.name) == []
        )


def test_money_that_goes_back(english, office):
    draft = fill(office.citizen, office.commune.id, more=WITH_COPIES)
    dossier = intake.submit_draft(office.citizen, draft.id, commune_id=office.commune.id, now=NOW)
    stopped, cashier = stop_paid(office, dossier)
    for _ in ("waits", "given"):
        page = english(f"/ho-so/{stopped.id}/")
        english("/trang-cua-toi/")
        if "000001/2026" not in page:
            intake.refund_fees(cashier, stopped.id, 16_000, office.citizen.name, NOW)
            run_effects(office.commune.id)
    assert "000001/2026" in page


def test_the_look_up_without_login(english, browser, handed_in):
    english(browser.post("/tra-cuu/", {"ma": "", "chu": ""}))
    english(browser.post("/tra-cuu/", {"ma": handed_in.submission_code, "chu": "ZZZZ"}))
    found = english(
        browser.post(
            "/tra-cuu/", {"ma": handed_in.submission_code, "chu": dossiers.lookup_secret(handed_in.id)}
        )
    )
    assert "Acceptance" in found


NO_DRAFT = "01a1fb7b-4622-7561-ae43-a6b1c644e714"


@pytest.mark.parametrize(
    "address",
    [f"/ho-so-nhap/{NO_DRAFT}/child/", f"/ho-so/{NO_DRAFT}/", "/thu-tuc/9.999999/", "/dang-nhap/?het-phien=1",
     "/trang-cua-toi/thay-mat/", "/quyen-rieng-tu/", "/trang-cua-toi/tin-bao/", "/giup-toi/", "/xac-minh/",
     "/thu-tuc/1.001193/huong-dan/", "/thu-tuc/1.001193/", "/thu-tuc/2.000815/", "/thu-tuc/1.013225/",
     "/thu-tuc/2.000815/huong-dan/", "/tim/?q=khai+sinh", "/tim/?q=qqqq", "/su-kien/", "/van-ban/", "/cong-bo/",
     "/niem-yet/", "/tro-giup/", "/thu-tuc/?doi-tuong=nguoi-cao-tuoi"],
)  # fmt: skip
def test_refusals_and_the_other_pages(english, address):
    english(address)


def test_a_vietnamese_word_left_on_a_page_is_found():
    page = '<html lang="en"><head></head><body><p>Có {}</p><p lang="vi">Có</p><p title="Bước">x</p></body></html>'
    assert vietnamese(page.format("lỗi")) == ["Có lỗi", "Bước"]
    assert vietnamese('<html lang="en"><body><div lang="vi"><i lang="en">Chưa xong</i></div></body>') == [
        "Chưa xong"
    ]
