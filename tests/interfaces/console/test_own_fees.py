"""The page of what a procedure costs here: the procedure first, then its fee; and the end of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from lxml import html

from motcua.blocks.audit.models import AuditEntry
from motcua.casework.catalogue import api as catalogue
from motcua.kernel import tenancy
from tests.factories.organisation import TODAY
from tests.interfaces.console.test_form_builder import Admin
from tests.interfaces.counter.conftest import enter

LOCAL = "/dieu-hanh/danh-muc/rieng/"
FEE = LOCAL + "muc-thu/"
TOMORROW, LATER = TODAY + timedelta(days=1), TODAY + timedelta(days=9)
# The province decides the one fee of the first; the law sets that of the second, 2,000 đồng a page.
CODE, BY_LAW = "1.001266", "2.000815"
BASIS = "Nghị quyết 12/2026/NQ-HĐND"


@pytest.fixture
def admin(office):
    return Admin(office.commune)


def sent(**changes):
    boxes = {"code": CODE, "amount": "7.000 đồng", "on": TOMORROW.isoformat(), "basis": BASIS}
    return {**boxes, **changes}


def amounts(office, on, channel="counter") -> list[int | None]:
    version = catalogue.current_version(CODE, on)
    return [line.amount for line in catalogue.fees_of(version, office.commune.id, channel, on)]


def test_a_fee_set_on_the_page_is_what_dossiers_cost_from_that_day(admin, office):
    before = amounts(office, TODAY)
    asked = admin.page(f"{FEE}?code={CODE}")
    fees = html.fromstring(asked).xpath("//select[@name='fee']/option/@value")
    assert fees[0] == "" and len(fees) == 1 + len(catalogue.current_version(CODE, TODAY).content.fees)
    done = admin.browser.post(FEE, sent(), follow=True)
    assert done.redirect_chain[-1][0] == f"{LOCAL}?xong=muc-thu" and "7.000 đồng" in done.content.decode()
    assert amounts(office, TODAY) == before
    assert set(amounts(office, TOMORROW)) == {7000} == set(amounts(office, TOMORROW, "online"))
    with tenancy.scope(communes=[office.commune.id]):
        [entry] = AuditEntry.objects.filter(action="fees.set")
    assert "7000 đồng" in entry.purpose and BASIS in entry.purpose


def test_all_that_is_wrong_is_told_at_once(admin, office):
    before = amounts(office, LATER)
    refused = admin.browser.post(FEE, sent(amount="8.50", on="", basis=""))
    told = html.fromstring(refused.content.decode()).xpath("//a[starts-with(@href, '#')]/@href")
    assert refused.status_code == 422 and {"#amount", "#on", "#basis"} <= set(told)
    assert amounts(office, LATER) == before


def test_a_higher_fee_takes_the_place_of_the_lower_one_before(admin, office):
    admin.browser.post(FEE, sent(amount="1000"))
    admin.browser.post(FEE, sent(amount="1500", on=LATER.isoformat()))
    assert set(amounts(office, LATER - timedelta(days=1))) == {1000}
    assert set(amounts(office, LATER)) == {1500}
    page = html.fromstring(admin.page(LOCAL))
    assert "khi mức sau bắt đầu" in page.text_content()
    first, _ = page.xpath("//a[contains(@href, '/thoi/')]/@href")
    admin.browser.post(first, {"on": TOMORROW.isoformat()})
    # Taken back before its day it never holds, and the one after it stays.
    assert 1000 not in amounts(office, TOMORROW) and set(amounts(office, LATER)) == {1500}


def test_a_fee_written_again_for_its_day_keeps_its_end(admin, office):
    common = amounts(office, TODAY)
    admin.browser.post(FEE, sent())
    [end] = html.fromstring(admin.page(LOCAL)).xpath("//a[contains(@href, '/thoi/')]/@href")
    admin.browser.post(end, {"on": LATER.isoformat()})
    admin.browser.post(FEE, sent(amount="6500"))
    assert set(amounts(office, LATER - timedelta(days=1))) == {6500}
    assert amounts(office, LATER) == common
    # An end that was typed too late may be brought forward.
    [end] = html.fromstring(admin.page(LOCAL)).xpath("//a[contains(@href, '/thoi/')]/@href")
    admin.browser.post(end, {"on": (LATER - timedelta(days=1)).isoformat()})
    assert amounts(office, LATER - timedelta(days=1)) == common


def test_an_ended_fee_falls_back_to_the_common_one(admin, office):
    common = amounts(office, TODAY)
    admin.browser.post(FEE, sent())
    [end] = html.fromstring(admin.page(LOCAL)).xpath("//a[contains(@href, '/thoi/')]/@href")
    assert "7.000 đồng" in admin.page(end)
    assert admin.browser.post(end, {"on": TODAY.isoformat()}).status_code == 422
    done = admin.browser.post(end, {"on": LATER.isoformat()}, follow=True)
    assert "Đã ghi ngày thôi áp dụng" in done.content.decode()
    assert set(amounts(office, LATER - timedelta(days=1))) == {7000}
    assert amounts(office, LATER) == common
    assert admin.browser.post(end, {"on": (LATER + timedelta(days=9)).isoformat()}).status_code == 409


@pytest.mark.parametrize(
    ("changes", "box", "told"),
    [
        ({"amount": "tám nghìn"}, "amount", "ghi số tiền bằng chữ số"),
        ({"amount": "-5"}, "amount", "ghi số tiền bằng chữ số"),
        ({"amount": "8.50"}, "amount", "số nguyên đồng"),
        ({"basis": "a" * 201}, "basis", "nhiều nhất 200 ký tự"),
        ({"on": TODAY.isoformat()}, "on", "một ngày sau hôm nay"),
        ({"on": ""}, "on", "chọn một ngày"),
        ({"basis": " "}, "basis", "số nghị quyết"),
        ({"fee": "khong-co"}, "fee", "không có trong thủ tục này"),
        ({"channel": "xe-om"}, "channel", "Cách nộp"),
        ({"code": BY_LAW, "amount": "5000"}, "amount", "Mức chung của thủ tục là 2.000 đồng mỗi trang"),
    ],
)
def test_bad_input_is_told_at_its_box_and_kept(admin, office, changes, box, told):
    page = admin.browser.post(FEE, sent(**changes))
    assert page.status_code == 422
    tree = html.fromstring(page.content.decode())
    [wrong] = tree.xpath(f"//*[@name='{box}'][@aria-invalid='true']")
    assert told in tree.text_content()
    if box != "basis" and wrong.tag == "input":
        assert wrong.get("value") == changes[box]
    assert catalogue.local_amounts(admin.actor, TODAY) == []


def test_a_fee_counted_by_page_says_so(admin):
    page = html.fromstring(admin.page(f"{FEE}?code={BY_LAW}"))
    assert page.xpath("//select[@name='fee']/option[2]")[0].text.strip().endswith("(mỗi trang)")
    assert "ghi mức của một trang" in page.text_content()
    assert "của một trang" not in html.fromstring(admin.page(f"{FEE}?code={CODE}")).text_content()


def test_the_page_that_ends_a_coming_fee_says_what_holds_then(admin, office):
    admin.browser.post(FEE, sent())
    admin.browser.post(FEE, sent(amount="9000", on=LATER.isoformat()))
    ends = html.fromstring(admin.page(LOCAL)).xpath("//a[contains(@href, '/thoi/')]/@href")
    assert len(ends) == 2 and "mức đặt trước nó, nếu có, áp dụng tiếp" in admin.page(ends[1])
    admin.browser.post(ends[1], {"on": LATER.isoformat()})
    assert set(amounts(office, LATER)) == {7000}


def test_a_procedure_that_is_not_there_or_has_no_fees_is_told_at_once(admin, monkeypatch):
    page = admin.browser.get(f"{FEE}?code=9.999999")
    assert page.status_code == 422 and "Không tìm thấy thủ tục" in page.content.decode()
    version = catalogue.current_version(CODE, TODAY)
    free = replace(version, content=replace(version.content, fees=()))
    monkeypatch.setattr(catalogue, "current_version", lambda *_: free)
    assert "không có khoản phí" in admin.page(f"{FEE}?code={CODE}", 422)


def test_who_does_not_configure_sets_nothing(office):
    _, browser = enter(office.commune.id, "receptionist")
    browser.defaults["HTTP_HOST"] = f"{office.commune.code}.example.vn"
    assert browser.post(FEE, sent()).status_code == 403
    assert browser.get(FEE).status_code == 403
