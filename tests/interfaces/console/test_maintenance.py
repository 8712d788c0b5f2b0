"""An administrator announces maintenance on a page, sees it, and ends it early."""

from datetime import timedelta

import pytest
import time_machine
from lxml import html

from tests.factories.organisation import NOW
from tests.interfaces.console.test_form_builder import Admin
from tests.interfaces.counter.conftest import enter
from tests.interfaces.portal.conftest import client_of

PLACE = "/dieu-hanh/bao-tri/"


@pytest.fixture
def admin(office):
    return Admin(office.commune)


def offered(admin) -> dict[str, str]:
    form = html.fromstring(admin.page(PLACE)).xpath("//main//form[.//textarea]")[0]
    return dict(form.form_values())


def test_what_is_offered_fits_and_every_citizen_reads_it_until_it_is_ended(admin, office):
    sent = offered(admin)
    assert sent["starts_at"].endswith("T22:00") and "vẫn được lưu" in sent["text"]
    assert admin.browser.post(PLACE, sent).status_code == 302
    anyone = client_of(office.commune)
    assert "Sắp bảo trì" in anyone.get("/").content.decode()
    with time_machine.travel(NOW.replace(hour=15, minute=30)):  # 22:30 in Vietnam
        assert "Đang bảo trì" in anyone.get("/").content.decode()
    [ends] = html.fromstring(admin.page(PLACE)).xpath("//main//form/@action")
    assert admin.browser.get(ends).status_code == 405
    assert admin.browser.post(ends).status_code == 302
    assert "bảo trì" not in anyone.get("/").content.decode()
    assert admin.browser.post(ends).status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"starts_at": "30/02"}, "starts_at"), ({"ends_at": ""}, "ends_at"), ({"text": " "}, "text"),
     ({"ends_at": f"{NOW - timedelta(days=1):%Y-%m-%dT%H:%M}"}, "ends_at")],
)  # fmt: skip
def test_what_does_not_fit_is_told_at_its_field_and_nothing_typed_is_lost(admin, changes, field):
    sent = {**offered(admin), "text": "Thay ổ cứng.", **changes}
    answer = admin.browser.post(PLACE, sent)
    page = html.fromstring(answer.content.decode())
    assert answer.status_code == 422
    assert page.get_element_by_id(field).get("aria-invalid") == "true"
    assert page.get_element_by_id("text").text_content().strip() == sent["text"].strip()


def test_only_who_configures_and_only_in_the_own_commune(admin, office):
    browser = enter(office.commune.id, "chair")[1]
    browser.defaults["HTTP_HOST"] = f"{office.commune.code}.example.vn"
    assert browser.get(PLACE).status_code == 403 and browser.post(PLACE, {}).status_code == 403
