"""A person with a browser of their own: reads what stands on the page, types, presses, and watches for faults."""

import copy
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    Route,
)
from playwright.sync_api import Error as BrowserError

from tests.journeys.examination import Findings, examine
from tests.journeys.product import Product

PASSWORD = re.compile(r"Mật khẩu của mọi vai: (\S+?)\. ")
CODE = re.compile(r"Mã lúc này là (\d{6})")
_PATIENCE_MS = 20_000
_SESSION = "motcua"
# What the browser says when a page went away while it was looked at.
_LED_ON = ("Execution context was destroyed", "net::ERR_ABORTED")
_SHEETS = re.compile(r"/mot-cua/ho-so/.+/(ket-qua|phieu|tep|xem-thu)/")
_STAND_IN = "<!DOCTYPE html><html lang=vi><title>PDF</title><main><h1>PDF</h1></main></html>"


class Person:
    """One person, one browser context."""

    def __init__(
        self, browser: Browser, product: Product, findings: Findings, *,
        scripts: bool = True, examines: bool = True, state: Mapping[str, Any] | None = None,
        auditor: BrowserContext | None = None,
    ) -> None:  # fmt: skip
        self.product, self.findings = product, findings
        self.scripts, self.examines = scripts, examines
        self.context = browser.new_context(
            base_url=product.url, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", java_script_enabled=scripts,
            viewport={"width": 360, "height": 800}, accept_downloads=True, storage_state=state,
        )  # fmt: skip
        self.context.set_default_timeout(_PATIENCE_MS)
        self.auditor = auditor or browser.new_context()
        self.page = self.context.new_page()
        self.context.route(_SHEETS, self._sheet)
        # What is drawn where a page holds a PDF.
        self.stand_in: Callable[[bytes], str] = lambda _pdf: _STAND_IN
        self.language = "vi"
        self.status = 0
        self.allowed: set[int] = set()
        # Whether the line is cut, and whether it ever was.
        self.cut = self.was_cut = False
        self.watch(self.page)

    def watch(self, page: Page) -> None:
        """Note faults that a page reports by itself."""
        # Not the bare methods: Playwright keeps a wrapper on their owner, which a copy of it would inherit.
        page.on("console", partial(Person._console, self))
        page.on("pageerror", lambda error: self._note(f"script fault: {error}"))
        page.on("response", partial(Person._response, self))
        page.on("requestfailed", partial(Person._failed, self))

    def _sheet(self, route: Route) -> None:
        """Fetch a PDF shown within a page, and draw a stand-in: the browser's own viewer is not our page."""
        inside = route.request.is_navigation_request() and route.request.frame != self.page.main_frame
        if not inside:
            route.continue_()
            return
        answer = route.fetch()
        if "pdf" not in answer.headers.get("content-type", ""):
            route.fulfill(response=answer)
            return
        if not answer.body().startswith(b"%PDF"):
            self._note(f"{route.request.url} is no PDF")
        route.fulfill(body=self.stand_in(answer.body()), content_type="text/html; charset=utf-8")

    def _note(self, what: str) -> None:
        self.findings.add(re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", self.page.url), what)

    def _console(self, message: ConsoleMessage) -> None:
        # What failed to load is noted with its status below.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self._note(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        document = response.request.is_navigation_request() and response.frame == self.page.main_frame
        if document:
            self.status = response.status
        # A piece of a file that was still on its way when its page was left may come first; the sender asks anew.
        overtaken = response.request.method == "PATCH" and response.status == 409
        if response.status >= 400 and response.status not in self.allowed and not overtaken:
            self._note(f"{response.request.method} {response.url} answered {response.status}")

    def _failed(self, request: Request) -> None:
        # A download and a page left before it was whole end so too.
        expected = ["net::ERR_ABORTED", None]
        if self.was_cut:
            # Asked on a connection that died with the line, and asked anew by the sender.
            expected.append("net::ERR_CONNECTION_RESET")
        if not self.cut and request.failure not in expected:
            self._note(f"{request.method} {request.url} failed: {request.failure}")

    @contextmanager
    def meeting(self, status: int) -> Iterator[None]:
        """Expect a page with this status."""
        self.status, before = 0, self.allowed
        self.allowed = {*before, status}
        yield
        self.allowed = before
        if self.page.url.startswith(self.product.url):
            assert self.status == status, f"answered {self.status} instead of {status}: {self.text()[:3000]}"

    def examine(self) -> None:
        """Hold the page that is shown against the bars."""
        if self.examines and self.page.url.startswith(self.product.url):
            self._standing(
                lambda: examine(
                    self.page,
                    self.findings,
                    scripts=self.scripts,
                    auditor=self.auditor,
                    language=self.language,
                )
            )

    def _standing(self, look: Callable[[], None]) -> None:
        """Look at the page; when it was led on or loaded itself anew in between, look again at what stands then."""
        for tries_left in (2, 1, 0):
            try:
                look()
                return
            except BrowserError as error:
                if not tries_left or not any(sign in str(error) for sign in _LED_ON):
                    raise
                self.page.wait_for_load_state("load")

    def opens(self, path: str, *, answer: int = 200) -> "Person":
        """Go to an address and look at the page; `answer` is the status it comes with."""
        with self.meeting(answer):
            self.page.goto(path)
        self.examine()
        return self

    def text(self) -> str:
        """Return the visible text."""
        return re.sub(r"\s+", " ", self.page.inner_text("body"))

    def sees(self, *texts: str) -> None:
        """Assert that the page says all this."""
        shown = self.text()
        for text in texts:
            assert text in shown, f"«{text}» is not on {self.page.url}: {shown[:3000]}"

    def sees_soon(self, *texts: str, seconds: float = 30) -> None:
        """Wait until the page says all this: a job in the background makes it so. Loads it anew meanwhile."""
        deadline = time.monotonic() + seconds
        while not all(text in self.text() for text in texts) and time.monotonic() < deadline:
            self.page.wait_for_timeout(400)
            self._reload()
        self.sees(*texts)
        self.examine()

    def _reload(self) -> None:
        try:
            self.page.reload()
        except BrowserError as error:
            # A page that just loads itself anew will do as well.
            if not any(sign in str(error) for sign in _LED_ON):
                raise
            self.page.wait_for_load_state("load")

    def misses(self, *texts: str) -> None:
        """Assert that the page says nothing of this."""
        shown = self.text()
        for text in texts:
            assert text not in shown, f"«{text}» is on {self.page.url}: {shown[:3000]}"

    def button(self, name: str, *, exact: bool = False) -> Locator:
        """Return the buttons and links whose name begins so, or is just this."""
        called = re.compile(rf"^{re.escape(name)}{'$' if exact else ''}")
        return self.page.get_by_role("button", name=called).or_(self.page.get_by_role("link", name=called))

    def presses(self, name: str, *, exact: bool = False, answer: int = 200) -> "Person":
        """Press a button or link that leads to a page, and look at it; `answer` is the status it comes with."""
        target = self.button(name, exact=exact).first
        assert target.count(), f"nothing to press is called «{name}» on {self.page.url}: {self.text()[:3000]}"
        with self.meeting(answer), self.page.expect_navigation(wait_until="load"):
            target.click()
        self.examine()
        return self

    def unfolds(self, name: str) -> None:
        """Open what is folded under these words."""
        self.page.locator("summary").filter(has_text=name).first.click()

    def writes(self, label: str, text: str) -> None:
        """Fill the box with this label."""
        self.box(label).fill(text)

    def picks(self, label: str, text: str) -> None:
        """Take a text that is offered below a box; without scripts it is written."""
        if self.chip(label, text).is_visible():
            self.chip(label, text).click()
        else:
            self.writes(label, text)

    def chip(self, label: str, text: str) -> Locator:
        """Return the button below a box that offers this text."""
        field = self.page.locator(".field").filter(has=self.box(label))
        return field.locator(".chip").get_by_text(text, exact=True)

    def box(self, label: str) -> Locator:
        """Return the box with this label; marks that follow the label ("không bắt buộc") may be left out."""
        named = self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*(\(|$)"))
        return self.page.locator("input, select, textarea").and_(named).first

    def group(self, question: str) -> Locator:
        """Return the boxes under one question."""
        return self.page.get_by_role("group", name=question)

    def chooses(self, question: str, answer: str) -> None:
        """Take an answer of a question."""
        self.group(question).get_by_label(answer, exact=True).check()

    def dates(self, question: str, day: str) -> None:
        """Fill a date written 21/11/2025."""
        for part, text in zip(("Ngày", "Tháng", "Năm"), day.split("/"), strict=True):
            self.group(question).get_by_label(part, exact=True).fill(text)

    def ticks(self, label: str) -> None:
        """Tick a box."""
        self.box(label).check()

    def lays(self, label: str, *files: Path) -> None:
        """Choose files for a paper."""
        self.box(label).set_input_files(files)

    def downloads(self, name: str) -> bytes:
        """Press a link that gives a file, and return it."""
        address = self.button(name).first.get_attribute("href")
        answer = self.context.request.get(address or "")
        assert answer.ok, f"{address} answered {answer.status}"
        return answer.body()

    @property
    def is_known(self) -> bool:
        """Whether this browser holds a session of the product."""
        return any(cookie["name"] == _SESSION for cookie in self.context.cookies(self.product.url))

    def enters_as_citizen(self, name: str = "Nguyễn Văn An") -> None:
        """Choose a person at the provider of identities; the login page stands before it."""
        self.presses("Đăng nhập bằng VNeID")
        if not self.button(name).first.is_visible():
            self.unfolds("Trường hợp đặc biệt")
        self.presses(name)

    def enters_as_officer(self, username: str) -> None:
        """Log in with the password and the code that the demonstration shows on its pages."""
        self.opens("/can-bo/dang-nhap/")
        self.unfolds("Bản dùng thử: vào bằng vai nào?")
        password = PASSWORD.search(self.text())
        assert password, self.text()
        self.writes("Tên đăng nhập", username)
        self.writes("Mật khẩu", password[1])
        self.presses("Tiếp tục")
        self.writes("Mã xác thực trên điện thoại", self._code())
        self.presses("Đăng nhập", exact=True)

    def _code(self) -> str:
        """Read the code; one that was used a moment ago is followed by the next within half a minute."""
        deadline = time.monotonic() + 40
        while not (code := CODE.search(self.text())):
            assert time.monotonic() < deadline, self.text()
            self.page.wait_for_timeout(1000)
            self.page.reload()
        return code[1]

    def tab(self) -> "Person":
        """Open a second window of the same browser, at the page that is shown."""
        other = copy.copy(self)
        other.page, other.allowed = self.context.new_page(), set()
        other.watch(other.page)
        other.page.goto(self.page.url)
        return other

    def loses_line(self) -> None:
        """Have no connection; what fails meanwhile is no finding."""
        self.cut = True
        self.context.set_offline(True)

    def finds_line(self) -> None:
        """Have a connection again."""
        self.context.set_offline(False)
        self.cut = False

    def loses_session(self) -> None:
        """Be logged out behind one's back, as after hours."""
        self.context.clear_cookies(name="motcua")

    def goes_back(self) -> None:
        """Press the back button of the browser."""
        self.page.go_back(wait_until="load")
        self.examine()

    def close(self) -> None:
        """Leave."""
        self.context.close()
