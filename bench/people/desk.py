"""The officer by keys alone, on a LAN: a dossier received by its QR code, a walk-in, filter and open the next."""

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.journeys import birth
from tests.journeys.birth import Child, Sent
from tests.journeys.examination import Findings
from tests.journeys.person import Person
from tests.journeys.product import Product

CARD = "051192004522||Trần Thị Bình|20051992|Nữ|Thôn Làng Rêu, Xã Ba Tô, Tỉnh Quảng Ngãi|25042021"
PROCEDURE = "sao tu ban chinh"
PHONE = "0912345678"
# A key, the scan of a card, a paper laid under the scanner and its file chosen; people who know their work.
KEY_SECONDS, SCAN_SECONDS, PAPER_SECONDS = 0.28, 2.0, 12.0


@dataclass
class Hands:
    """What a piece of work cost: keys, letters typed, seconds and kilobytes of each page."""

    keys: int = 0
    letters: int = 0
    scans: int = 0
    papers: int = 0
    seconds: list[float] = field(default_factory=list)
    kilobytes: list[float] = field(default_factory=list)

    @property
    def modelled(self) -> float:
        """Seconds with the hands' part."""
        hands = (self.keys + self.letters) * KEY_SECONDS + self.scans * SCAN_SECONDS
        return sum(self.seconds) + hands + self.papers * PAPER_SECONDS


class Desk:
    """An officer at a keyboard; what comes over the line is counted."""

    def __init__(self, browser: Browser, product: Product, findings: Findings) -> None:
        self.person = Person(browser, product, findings)
        self.page = self.person.page
        self.page.set_viewport_size({"width": 1366, "height": 768})
        # Routes would put the browser's cache out of use.
        self.person.context.unroute_all()
        self.hands = Hands()
        self._bytes = 0
        line = self.person.context.new_cdp_session(self.page)
        line.on("Network.loadingFinished", self._arrived)
        line.send("Network.enable")

    def _arrived(self, event: dict[str, Any]) -> None:
        self._bytes += event["encodedDataLength"]

    def press(self, key: str) -> None:
        """Press a key that changes nothing but the page's focus."""
        self.page.keyboard.press(key)
        self.hands.keys += 1

    def leads(self, key: str) -> None:
        """Press a key and wait for the page that it leads to."""
        began, self._bytes = time.monotonic(), 0
        with self.page.expect_navigation(wait_until="load"):
            self.press(key)
        self._note(began)

    def answers(self, key: str, address: str) -> None:
        """Press a key and wait for the part of the page that it draws anew."""
        began, self._bytes = time.monotonic(), 0
        with self.page.expect_response(lambda answer: address in answer.url) as coming:
            self.press(key)
        coming.value.finished()
        self.page.wait_for_selector("[data-row]")
        self._note(began)

    def _note(self, began: float) -> None:
        self.hands.seconds.append(time.monotonic() - began)
        self.page.wait_for_load_state("networkidle")
        self.hands.kilobytes.append(self._bytes / 1000)
        self.person.examine()


def handed_in(browser: Browser, product: Product, findings: Findings, place: Path, count: int) -> list[Sent]:
    """Have a citizen hand in dossiers online."""
    photo = birth.paper(place / "giay-chung-sinh.jpg", "GIẤY CHỨNG SINH")
    citizen = Person(browser, product, findings)
    try:
        return [
            birth.submit(citizen, Child(f"Nguyễn Bàn Phím {one}", relation="Mẹ"), photo, birth.MOTHERS[0])
            for one in ("Một", "Hai", "Ba")[:count]
        ]
    finally:
        citizen.close()


def receive(desk: Desk, sent: Sent) -> Hands:
    """Receive what was handed in online, by the QR code on the citizen's telephone."""
    desk.hands = Hands(scans=1)
    desk.page.goto("/mot-cua/")
    desk.press("/")
    desk.page.keyboard.type(f"{desk.person.product.url}/tra-cuu/{sent.code}/{sent.letters}/")
    desk.leads("Enter")
    desk.leads("t")
    desk.leads("Enter")
    desk.person.sees("Đã tiếp nhận. Mã hồ sơ:")
    return desk.hands


def walk_in(desk: Desk, paper: Path) -> Hands:
    """Receive a person with a citizen card and a paper."""
    desk.hands = Hands(scans=1, papers=1)
    desk.page.goto("/mot-cua/tiep-nhan/")
    # The browser puts the cursor there a moment after the page stands; nobody scans before they see it.
    desk.page.wait_for_selector("[name=card]:focus")
    desk.page.keyboard.type(CARD)
    desk.leads("Enter")
    desk.page.keyboard.type(PROCEDURE)
    desk.leads("Enter")
    desk.leads("Enter")
    desk.page.set_input_files("input[name=tep-to_khai]", paper)
    desk.page.keyboard.type(PHONE)
    desk.leads("Enter")
    desk.person.sees("Đã tiếp nhận", "Hẹn trả kết quả")
    desk.hands.letters = len(PROCEDURE) + len(PHONE)
    return desk.hands


def next_one(desk: Desk) -> Hands:
    """Filter the list and open the first, then the next."""
    desk.page.goto("/mot-cua/?xem=done")
    desk.hands = Hands()
    desk.answers("1", "/mot-cua/?xem=todo")
    desk.press("j")
    desk.leads("Enter")
    desk.leads("n")
    return desk.hands
