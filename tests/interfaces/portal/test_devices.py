"""The page of notices on a device: plain words without support, switched by the press only, checked by the server."""

import json

import pytest
from django.urls import resolve

from motcua.blocks.messaging import api as messaging
from motcua.blocks.messaging.rules import place
from motcua.interfaces.portal.views import dossier, messages
from motcua.kernel import ports
from motcua.kernel.identifiers import new_id
from tests.interfaces.portal.conftest import client_of

PAGE, SWITCH = "/trang-cua-toi/tin-bao/", "/trang-cua-toi/tin-bao/may/"
POINT = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
ADDRESS = {
    "endpoint": "https://fcm.googleapis.com/fcm/send/x",
    "p256dh": POINT,
    "auth": "BTBZMqHH6r4Tts7J_aSIgg",
}


def press(client, what):
    body = what if isinstance(what, str) else json.dumps(what)
    return client.post(SWITCH, body, content_type="application/json")


def test_without_support_the_page_says_so_and_asks_nothing(office, browser):
    assert PAGE in browser.get("/trang-cua-toi/").content.decode()
    page = browser.get(PAGE).content.decode()
    assert "chưa nhận tin báo được" in page and "data-push-button hidden" in page
    key = ports.get(messaging.PushService).public_key()
    assert f'data-push-key="{key}"' in page and len(key) == 87
    assert messaging.count_devices(office.citizen) == 0


def test_switched_on_by_the_press_and_off_by_another(office, browser):
    assert press(browser, ADDRESS).json() == {"on": True}
    assert "Đang bật trên 1 máy" in browser.get(PAGE).content.decode()
    assert press(browser, {"endpoint": ADDRESS["endpoint"], "off": True}).json() == {"on": False}
    assert "Đang bật trên" not in browser.get(PAGE).content.decode()


def test_all_are_switched_off_without_a_script(office, browser):
    press(browser, ADDRESS)
    assert browser.post(f"{PAGE}tat-het/")["Location"] == PAGE
    assert messaging.count_devices(office.citizen) == 0


@pytest.mark.parametrize(
    "change",
    [
        {"endpoint": "http://127.0.0.1:5432/"},
        {"endpoint": "https://10.0.0.1/x"},
        {"p256dh": "x"},
        {"auth": ""},
    ],
)
def test_a_forged_address_is_refused_in_plain_words(office, browser, change):
    answer = press(browser, {**ADDRESS, **change})
    assert answer.status_code == 422 and "danh sách được phép" in answer.json()["message"]
    assert messaging.count_devices(office.citizen) == 0


@pytest.mark.parametrize("body", ["", "[]", "{", '{"endpoint": 7}', "null"])
def test_what_cannot_be_read_changes_nothing(browser, body):
    assert press(browser, body).status_code == 422


def test_without_a_login_nothing_is_kept(anyone, office):
    assert press(anyone, ADDRESS).status_code == 401
    assert anyone.get(PAGE).status_code == 302
    assert press(client_of(office.commune), {**ADDRESS, "off": True}).status_code == 401


def test_a_press_from_another_site_is_refused(office):
    careful = client_of(office.commune, office.citizen, enforce_csrf_checks=True)
    assert press(careful, ADDRESS).status_code == 403


def test_a_notice_leads_to_pages_that_exist():
    about, message = new_id(), new_id()
    assert resolve(place(about, message)).func is dossier.dossier
    assert resolve(place(None, message)).func is messages.message
