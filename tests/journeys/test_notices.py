"""Notices on a device: from the desk's press through queue and push service to the browser, and what it does there.

A headless Chromium gets no address without the push service of its maker, so the way is walked in two halves that meet
at the message: the product sends to a browser whose keys the test holds, and the real service worker is handed a
message by the browser's own tools.
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from tests.factories.push_browser import PushBrowser
from tests.journeys import birth
from tests.journeys.conftest import Meet
from tests.journeys.person import Person

pytestmark = pytest.mark.journey

PAGE = "/trang-cua-toi/tin-bao/"
_SWITCH = """async ([url, what]) => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
  return (await fetch(url, { method: "POST", headers, body: JSON.stringify(what) })).status;
}"""
_SHOWN = """async () => {
  const ready = await navigator.serviceWorker.ready;
  return (await ready.getNotifications()).map(({ title, body, tag, data, lang }) => ({ title, body, tag, data, lang }));
}"""
# A press on a notice needs a hand; the worker gets the same event, and its doors are watched instead of opened.
_PRESS = """async () => {
  const opened = [];
  self.clients.openWindow = async (url) => void opened.push(url);
  const [notification] = await self.registration.getNotifications();
  const event = new NotificationEvent("notificationclick", { notification });
  const lasting = [];
  event.waitUntil = (work) => lasting.push(work);
  self.dispatchEvent(event);
  await Promise.all(lasting);
  return { opened, left: (await self.registration.getNotifications()).length };
}"""


def push_service(person: Person) -> str:
    """Return the address of the demonstration's push service."""
    return f"http://127.0.0.1:{int(person.product.url.rsplit(':', 1)[1]) + 5}"


def test_the_desk_accepts_and_the_browser_of_the_citizen_is_told(
    meet: Meet, officer: Callable[..., Person], mother: str, photo: Path
) -> None:
    citizen = meet()
    sent = birth.submit(citizen, birth.Child("Nguyễn Minh Khôi", relation="Mẹ"), photo, mother)
    citizen.opens(PAGE)
    citizen.sees("Nhận tin báo trên máy này")
    key = citizen.page.locator("[data-push-key]").get_attribute("data-push-key")
    browser = PushBrowser(push_service(citizen), key or "")
    url = f"{PAGE}may/"
    citizen.allowed = {422}
    forged = {**asdict(browser.address), "endpoint": f"{citizen.product.url}/trang-cua-toi/"}
    assert citizen.page.evaluate(_SWITCH, [url, forged]) == 422
    assert citizen.page.evaluate(_SWITCH, [url, asdict(browser.address)]) == 200
    birth.accept(officer("tiepnhan"), sent)
    path = sent.path.removeprefix(citizen.product.url)
    told = _await(citizen, browser, path)
    assert told["title"].startswith("Hồ sơ H") and told["title"].endswith("có thông báo mới")
    assert "Khôi" not in json.dumps(told, ensure_ascii=False)
    citizen.opens(PAGE)
    citizen.sees("Đang bật trên 1 máy")
    citizen.presses("Tắt trên mọi máy")
    citizen.misses("Đang bật trên")


def _await(person: Person, browser: PushBrowser, path: str) -> dict[str, str]:
    """Return the first notice of the dossier under its code; those of other dossiers may come late, before it."""
    # Long: the worker stands behind whatever else the machine does.
    for _ in range(300):
        for came in browser.arrived():
            told: dict[str, str] = came["told"]
            if told["url"] == path and not told["title"].startswith("Hồ sơ TT"):
                return told
        person.page.wait_for_timeout(300)
    raise AssertionError(f"nothing arrived, but: {browser.arrived()}")


@pytest.mark.whole_browser
def test_the_worker_shows_a_notice_and_opens_the_dossier(meet: Meet, grandmother: str) -> None:
    citizen = meet()
    birth.open_form(citizen, grandmother)
    citizen.context.grant_permissions(["notifications"])
    citizen.opens(PAGE)
    citizen.page.evaluate("() => navigator.serviceWorker.register('/sw.js').then(() => true)")
    citizen.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    told = {
        "title": "Hồ sơ H48 có thông báo mới",
        "body": "Bấm vào đây để xem.",
        "url": "/ho-so/1/",
        "tag": "a",
    }
    deliver(citizen, json.dumps(told))
    [shown] = _shown(citizen, 1)
    place = f"{citizen.product.url}/ho-so/1/"
    assert shown == {"title": told["title"], "body": told["body"], "tag": "a", "data": place, "lang": "vi"}
    # The same news again replaces itself; an address elsewhere and no message at all lead home.
    deliver(citizen, json.dumps({**told, "body": "Bấm vào đây để xem tiếp."}))
    for _ in range(50):
        [shown] = _shown(citizen, 1)
        if shown["body"].endswith("tiếp."):
            break
        citizen.page.wait_for_timeout(100)
    assert shown["body"].endswith("tiếp.")
    worker = citizen.context.service_workers[0]
    assert worker.evaluate(_PRESS) == {"opened": [place], "left": 0}
    deliver(citizen, json.dumps({"title": "x", "url": "https://evil.example/", "tag": "b"}))
    _shown(citizen, 1)
    assert worker.evaluate(_PRESS) == {"opened": [f"{citizen.product.url}/"], "left": 0}
    deliver(citizen, "không phải JSON")
    [plain] = _shown(citizen, 1)
    assert plain["title"] == "Hồ sơ của ông/bà có thông báo mới"


def deliver(person: Person, data: str) -> None:
    """Hand the page's service worker a message, as the browser does when one comes from its push service."""
    tools = person.context.new_cdp_session(person.page)
    found: list[dict[str, Any]] = []
    tools.on("ServiceWorker.workerRegistrationUpdated", lambda told: found.extend(told["registrations"]))
    tools.send("ServiceWorker.enable")
    for _ in range(50):
        if found:
            break
        person.page.wait_for_timeout(100)
    where = {"origin": person.product.url, "registrationId": found[-1]["registrationId"]}
    tools.send("ServiceWorker.deliverPushMessage", {**where, "data": data})
    tools.detach()


def _shown(person: Person, count: int) -> list[dict[str, str]]:
    for _ in range(150):
        shown: list[dict[str, str]] = person.page.evaluate(_SHOWN)
        if len(shown) >= count:
            return shown
        person.page.wait_for_timeout(100)
    raise AssertionError("no notice is shown")


@pytest.mark.whole_browser
def test_a_browser_that_gets_no_address_says_so_and_nothing_else_changes(
    meet: Meet, grandmother: str
) -> None:
    citizen = meet()
    birth.open_form(citizen, grandmother)
    citizen.opens(PAGE)
    citizen.sees("Máy này chưa bật tin báo.")
    citizen.context.grant_permissions(["notifications"])
    # A page that is not watched: the browser itself writes of its refusal on the console.
    page = citizen.context.new_page()
    page.goto(PAGE)
    page.get_by_role("button", name="Bật tin báo trên máy này").click()
    page.get_by_text("Chưa làm được. Ông/bà thử lại sau; thông báo vẫn có ở Trang của tôi.").wait_for()
    assert page.get_by_role("button", name="Bật tin báo trên máy này").is_enabled()
    citizen.opens("/trang-cua-toi/")
    citizen.sees("Hồ sơ đã nộp")


def test_without_scripts_the_page_says_so(meet: Meet, grandmother: str) -> None:
    citizen = meet(scripts=False)
    birth.open_form(citizen, grandmother)
    citizen.opens(PAGE)
    citizen.sees("Máy hoặc trình duyệt này chưa nhận tin báo được")
    assert citizen.page.get_by_role("button", name="Bật tin báo trên máy này").count() == 0
