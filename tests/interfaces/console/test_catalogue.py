"""The catalogue in the console, through its pages as a browser without scripts uses them."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from motcua.casework.catalogue import api as catalogue
from motcua.casework.catalogue import jobs
from motcua.casework.catalogue.models import ImportRun
from tests.casework.catalogue.small_records import record
from tests.factories.organisation import TODAY
from tests.interfaces.console.test_form_builder import Admin
from tests.interfaces.counter.conftest import enter

pytestmark = pytest.mark.slow

PLACE = "/dieu-hanh/danh-muc/"
CODE, HAND, BASIS = "9.000001", "1.001193", "Quyết định 15/QĐ-UBND"
LATER = TODAY + timedelta(days=9)


@pytest.fixture
def admin(office):
    return Admin(office.commune)


def brings(admin, *records, status=302, raw=None, **more):
    """Upload a file and have the worker compare it; return the address of the run."""
    text = raw if raw is not None else json.dumps(records).encode()
    sent = {
        "file": SimpleUploadedFile("cong.json", text, "application/json"),
        "on": TODAY.isoformat(),
        **more,
    }
    answer = admin.browser.post(f"{PLACE}nhap/", sent)
    assert answer.status_code == status, answer.content.decode()[:2000]
    if status != 302:
        return answer.content.decode()
    jobs.go_on(ImportRun.objects.latest("started_at").id)
    return answer.headers["Location"]


def ticked(admin, address, **sent):
    """Tick every row of a page and press a button."""
    boxes = html.fromstring(admin.page(address)).xpath("//main//input[@name='chon']/@value")
    assert boxes
    return admin.browser.post(address.partition("?")[0], {"chon": boxes, **sent})


@pytest.mark.parametrize("role", ["receptionist", "chair"])
def test_only_who_configures_sees_it(office, role):
    browser = enter(office.commune.id, role)[1]
    browser.defaults["HTTP_HOST"] = f"{office.commune.code}.example.vn"
    one = uuid4()
    for rest in ("", "de-xuat/", "nhap/", f"nhap/{one}/", "rieng/", "danh-sach/group_82/", f"danh-sach/ra/{one}/",
                 f"thu-tuc/{HAND}/", f"cong-bo/{one}.pdf"):  # fmt: skip
        assert browser.get(PLACE + rest).status_code == 403, rest


def test_from_the_file_to_the_notice(admin):
    place = brings(admin, record(), record("x"))
    page = admin.page(place)
    assert "1 thủ tục mới" in page and "Thủ tục xác nhận nguồn gốc cây trồng" in page
    assert "bản ghi 2" in admin.page(f"{place}?loai=refused")
    wrong = ticked(admin, place, what="accept", loai="new", on=LATER.isoformat(), basis="")
    assert wrong.status_code == 422
    kept = html.fromstring(wrong.content.decode())
    assert kept.xpath("//input[@name='chon']/@checked") and kept.xpath("//input[@name='on']/@value") == [
        str(LATER)
    ]
    done = ticked(admin, place, what="accept", loai="new", on=LATER.isoformat(), basis=BASIS)
    assert done.status_code == 302
    assert "Đang ghi" in admin.page(place)
    jobs.go_on(ImportRun.objects.get().id)
    [notice] = html.fromstring(admin.page(place)).xpath("//main//a[contains(@href, 'cong-bo')]/@href")
    answer = admin.browser.get(notice)
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")
    assert BASIS in admin.page(PLACE)


def test_while_it_runs_the_page_follows_and_then_draws_itself_anew(admin):
    place = brings(admin, record())
    ImportRun.objects.update(state="reading", done=1, total=9)
    page = html.fromstring(admin.page(place))
    assert page.get_element_by_id("tien-do").get("hx-get") == place and "1/9" in page.text_content()
    ImportRun.objects.update(state="waiting")
    assert admin.browser.get(place, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


@pytest.mark.parametrize(
    ("raw", "told"), [(b"", "tệp rỗng"), (b"[{", "bị cụt"), (b"\xff\xfe[]", "UTF-8"), (b'{"a": 1}', "danh sách")]
)  # fmt: skip
def test_what_is_no_file_of_the_portal_is_told_at_the_field(admin, raw, told):
    assert told in brings(admin, raw=raw, status=422)
    assert not ImportRun.objects.exists()


def test_all_of_a_kind_at_once(admin):
    records = [record(f"9.{number:06d}", name=f"Việc số {number}") for number in range(1, 61)]
    place = brings(admin, *records)
    assert admin.page(place).count('name="chon"') == 50
    admin.browser.post(place, {"what": "accept-all", "loai": "new", "on": TODAY.isoformat(), "basis": BASIS})
    jobs.go_on(ImportRun.objects.get().id)
    catalogue.forget_cached()
    assert sum(one.code.startswith("9.") for one in catalogue.list_summaries(TODAY)) == 60
    assert ImportRun.objects.get().state == "done"


def test_proposals_are_read_in_words_and_decided(admin):
    brings(admin, record(HAND, name="Thủ tục đăng ký khai sinh"))
    page = admin.page(f"{PLACE}de-xuat/")
    assert "Thời hạn trực tuyến" in page and "→ 3 ngày làm việc" in page
    empty = admin.browser.post(f"{PLACE}de-xuat/", {"what": "accept", "on": str(TODAY), "basis": BASIS})
    assert empty.status_code == 422 and "Chọn ít nhất một" in empty.content.decode()
    done = ticked(
        admin, f"{PLACE}de-xuat/?loai=terms", what="accept", loai="terms", on=str(TODAY), basis=BASIS
    )
    assert done.status_code == 302 and "nhan=" in done.headers["Location"]
    catalogue.forget_cached()
    assert catalogue.current_version(HAND, TODAY).content.terms["online"].value == 3


def test_a_procedure_gets_its_level_and_its_lists_by_date(admin):
    place = f"{PLACE}thu-tuc/{HAND}/"
    level = catalogue.current_version(HAND, TODAY).content.level
    other = {"full_online": "partial_online", "partial_online": "full_online"}[level]
    sent = {"level": other, "on": str(LATER), "basis": BASIS}
    assert admin.browser.post(place, {**sent, "basis": ""}).status_code == 422
    assert admin.browser.post(place, sent).status_code == 302
    assert BASIS in admin.page(place)
    members = f"{PLACE}danh-sach/group_82/"
    added = {"code": HAND, "group": "Hộ tịch", "on": str(TODAY), "basis": BASIS}
    assert admin.browser.post(members, {**added, "code": "9.9"}).status_code == 422
    assert admin.browser.post(members, added).status_code == 302
    [leave] = html.fromstring(admin.page(members)).xpath("//main//a[contains(@href, '/ra/')]/@href")
    assert admin.browser.post(leave, {"on": "30/02", "basis": BASIS}).status_code == 422
    assert admin.browser.post(leave, {"on": str(LATER), "basis": "Quyết định 20"}).status_code == 302
    assert "Quyết định 20" in admin.page(place)
