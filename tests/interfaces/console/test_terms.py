"""The page of terms: a share looked at, published with exceptions, taken back, ended; and single shorter terms."""

from datetime import timedelta

import pytest
import time_machine
from lxml import html

from motcua.casework.catalogue import api as catalogue
from motcua.casework.catalogue.models import TermPolicy
from motcua.kernel import tenancy
from tests.factories.organisation import NOW, TODAY
from tests.interfaces.console.test_form_builder import Admin
from tests.interfaces.counter.conftest import enter
from tests.interfaces.portal.conftest import client_of

PLACE, OWN = "/dieu-hanh/thoi-han/", "/dieu-hanh/thoi-han/rieng/"
TOMORROW = TODAY + timedelta(days=1)
CODE, JOINT = "1.001699", "2.000986"
BASIS = "Quyết định 20/QĐ-UBND"


@pytest.fixture
def admin(office):
    return Admin(office.commune)


def begin_today(commune_id) -> None:
    """Let what was decided for tomorrow hold from today: a session does not live until tomorrow."""
    with tenancy.scope(communes=[commune_id]):
        TermPolicy.objects.filter(withdrawn_at=None).update(valid_from=TODAY)
    catalogue.forget_cached()


def rows(page) -> dict[str, str]:
    """Return the online term of each procedure as the preview tells it."""
    found = html.fromstring(page).xpath("//table//tr[td[@data-label='Khi áp dụng']]")
    return {
        row.xpath(".//input/@value")[0]: row.xpath("./td[@data-label='Khi áp dụng']")[0]
        .text_content()
        .strip()
        for row in found
    }


def sent(**changes):
    return {"percent": "20", "on": TOMORROW.isoformat(), "basis": BASIS, "what": "publish", **changes}


def test_what_is_looked_at_is_what_citizens_read_from_that_day_on(admin, office):
    seen = rows(admin.page(f"{PLACE}?percent=20&on={TOMORROW}"))
    assert seen[CODE] == "20 ngày làm việc" and seen[JOINT] == "16 ngày"
    again = admin.browser.post(PLACE, sent(what="preview", chon=[JOINT])).content.decode()
    assert rows(again)[JOINT] == "20 ngày" and not catalogue.list_term_policies(admin.actor, TODAY)
    done = admin.browser.post(PLACE, sent(chon=[JOINT], reason="Còn cơ quan khác làm"))
    assert done.headers["Location"] == f"{PLACE}?xong=cong-bo"
    anyone = client_of(office.commune)
    page = f"/thu-tuc/{CODE}/"
    assert "20 ngày làm việc" not in anyone.get(page).content.decode()
    with time_machine.travel(NOW + timedelta(days=1)):
        told = anyone.get(page).content.decode()
        assert "20 ngày làm việc" in told and "25 ngày làm việc" in told
        assert "20 ngày làm việc" in anyone.get(f"/thu-tuc/{CODE}/huong-dan/").content.decode()
    begin_today(office.commune.id)
    assert "Đang giảm <strong>20%</strong>" in admin.page(PLACE)


def test_it_is_taken_back_and_ended_by_its_buttons(admin, office):
    admin.browser.post(PLACE, sent())
    [back] = html.fromstring(admin.page(PLACE)).xpath("//form[contains(@action, 'thu-hoi')]/@action")
    assert admin.browser.get(back).status_code == 405
    assert admin.browser.post(back).status_code == 302
    assert admin.browser.post(back).status_code == 409
    admin.browser.post(PLACE, sent())
    begin_today(office.commune.id)
    [end] = html.fromstring(admin.page(PLACE)).xpath("//form[contains(@action, 'ket-thuc')]/@action")
    wrong = admin.browser.post(end, {"end_on": TODAY.isoformat(), "end_basis": "QĐ"})
    page = html.fromstring(wrong.content.decode())
    assert wrong.status_code == 422 and page.get_element_by_id("end_on").get("aria-invalid") == "true"
    assert page.get_element_by_id("end_basis").text_content().strip() == "QĐ"
    last = {"end_on": (TODAY + timedelta(days=9)).isoformat(), "end_basis": BASIS}
    assert admin.browser.post(end, last).status_code == 302
    assert "Ghi ngày thôi" not in admin.page(PLACE)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"on": TODAY.isoformat()}, "on"), ({"basis": ""}, "basis"), ({"chon": [JOINT]}, "reason")],
)
def test_what_does_not_fit_is_told_at_its_field_and_nothing_typed_is_lost(admin, changes, field):
    answer = admin.browser.post(PLACE, sent(**changes))
    page = html.fromstring(answer.content.decode())
    assert answer.status_code == 422 and page.get_element_by_id(field).get("aria-invalid") == "true"
    assert page.xpath("//input[@name='chon']/@checked") == (["checked"] if "chon" in changes else [])
    assert not catalogue.list_term_policies(admin.actor, TODAY)


@pytest.mark.parametrize("percent", ["0", "91", "hai", "²"])
def test_a_share_that_is_none_is_told(admin, percent):
    assert "ghi một số từ 1 đến 90" in admin.page(f"{PLACE}?percent={percent}")


def test_a_single_term_is_set_on_its_page(admin):
    boxes = {"code": CODE, "channel": "online", "value": "9", "unit": "working_day",
             "on": TOMORROW.isoformat(), "basis": BASIS}  # fmt: skip
    assert admin.browser.post(OWN, boxes).status_code == 302
    assert "9 ngày làm việc" in admin.page(PLACE)
    for wrong, field in (({"value": "99"}, "value"), ({"value": "x"}, "value"), ({"code": "1.9"}, "code"),
                         ({"on": ""}, "on"), ({"on": TODAY.isoformat()}, "on"), ({"basis": ""}, "basis"),
                         ({"unit": "year"}, "unit")):  # fmt: skip
        answer = admin.browser.post(OWN, {**boxes, **wrong})
        page = html.fromstring(answer.content.decode())
        assert answer.status_code == 422, wrong
        assert page.get_element_by_id(field).get("aria-invalid") == "true", wrong


def test_a_single_term_is_ended_from_a_later_day(admin):
    catalogue.set_local_term(
        admin.actor, CODE, catalogue.Term(9, "working_day"), basis=BASIS, valid_from=TODAY
    )
    [end] = html.fromstring(admin.page(PLACE)).xpath("//a[contains(@href, '/thoi/')]/@href")
    assert "9 ngày làm việc" in admin.page(end)
    wrong = admin.browser.post(end, {"on": TODAY.isoformat()})
    assert wrong.status_code == 422 and "một ngày sau hôm nay" in wrong.content.decode()
    assert admin.browser.post(end, {"on": TOMORROW.isoformat()}).status_code == 302
    assert admin.browser.post(end, {"on": (TOMORROW + timedelta(days=9)).isoformat()}).status_code == 409
    told = catalogue.current_version(CODE, TODAY).content.terms
    assert [set(catalogue.local_terms(CODE, told, admin.actor.home, on)) for on in (TODAY, TOMORROW)] == [
        {"online", "counter", "post"}, set(),
    ]  # fmt: skip
    strange = PLACE + "rieng/01a20049-855e-70ec-adf1-0312376cbfc9/thoi/"
    assert admin.browser.get(strange).status_code == 404


@pytest.mark.parametrize("role", ["receptionist", "chair"])
def test_only_who_configures_sees_it(office, role):
    browser = enter(office.commune.id, role)[1]
    browser.defaults["HTTP_HOST"] = f"{office.commune.code}.example.vn"
    assert browser.get(PLACE).status_code == 403 and browser.post(OWN, {}).status_code == 403
