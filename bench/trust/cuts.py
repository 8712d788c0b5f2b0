"""Cut line and processes at random moments while somebody fills in a form; what was typed has to be there in the end.

`python -m bench.trust.cuts --cuts 1000 --out result.json`: one product, one browser, one person with two devices.
`make trust` starts it. Nothing typed may be lost: not in a page that stays open, not in one that was reloaded,
closed, or crashed, not by a session that ended. The second device reads what the product has.
"""

import argparse
import json
import random
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import Error as BrowserError

from bench.trust.product import Product, running

_PATIENCE = 120.0
_PAGE_MS = 30_000
_CUTS_A_DRAFT = 40
_NAMES = (
    "An",
    "Bình",
    "Cường",
    "Dung",
    "Đức",
    "Hạnh",
    "Khôi",
    "Lan",
    "Ngọc",
    "Phượng",
    "Quý",
    "Thắng",
    "Yến",
)
_READ = """() => Object.fromEntries([...document.querySelectorAll("main form [name]")]
  .filter(e => e.type !== "hidden" && (e.type !== "radio" || e.checked)).map(e => [e.name, e.value]))"""


def main() -> int:
    """Run once and write what was found."""
    parser = argparse.ArgumentParser(prog="bench.trust.cuts")
    parser.add_argument("--cuts", type=int, default=1000)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--control", action="store_true", help="with a browser that keeps nothing unsaved")
    options = parser.parse_args()
    with running() as product:
        found = measure(product, options.cuts, forgetful=options.control)
    options.out.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


def measure(product: Product, cuts: int, *, forgetful: bool = False) -> dict[str, Any]:
    """Cut so often and return how often of which kind, how many fields were typed, and what was lost.

    `forgetful`: the negative control, a browser in which nothing unsaved can be kept.
    """
    import django

    django.setup()
    from bench.trust import people
    from tests.journeys.chromium import launch

    citizen = people.citizen(0, 1)
    # Made now: beside a browser that is driven there is no talking to the database.
    drafts = [_new_draft(citizen.actor) for _ in range(0, cuts, _CUTS_A_DRAFT)]
    with sync_playwright() as playwright:
        browser = launch(playwright)
        typist = Typist(product, browser, citizen.cookie, forgetful=forgetful)
        for number in range(cuts):
            if number % _CUTS_A_DRAFT == 0:
                typist.begins(drafts.pop())
            typist.fills_and_is_cut()
            if number % 100 == 99:
                print(f"[trust] {number + 1} cuts, {len(typist.lost)} lost", file=sys.stderr, flush=True)
        browser.close()
    return {"cuts": typist.cuts, "typed": typist.typed, "lost": typist.lost}


def _new_draft(actor: Any) -> UUID:
    from django.db import connections

    from bench.trust import people
    from motcua.casework.intake import api as intake
    from motcua.kernel import clock

    try:
        return intake.start_draft(actor, people.commune().id, people.PROCEDURE, now=clock.now()).id
    finally:
        connections.close_all()


class Typist:
    """Somebody who fills in the first page of a form on a telephone, and looks at it on another."""

    def __init__(self, product: Product, browser: Browser, cookie: str, *, forgetful: bool) -> None:
        self._product, self._cookie = product, cookie
        self._phone, self._other = self._device(browser, scripts=True), self._device(browser, scripts=False)
        if forgetful:
            self._phone.add_init_script("Storage.prototype.setItem = () => { throw new Error(); }")
        self._page, self._reader = self._phone.new_page(), self._other.new_page()
        self._path = ""
        self._expected: dict[str, str] = {}
        self.typed = 0
        self.cuts: dict[str, int] = dict.fromkeys(_CUTS, 0)
        self.lost: list[str] = []

    def _device(self, browser: Browser, *, scripts: bool) -> BrowserContext:
        device = browser.new_context(viewport={"width": 360, "height": 780}, java_script_enabled=scripts)
        device.set_default_timeout(_PAGE_MS)
        self._log_in(device)
        return device

    def _log_in(self, device: BrowserContext) -> None:
        device.add_cookies([{"name": "motcua", "value": self._cookie, "url": self._product.url}])

    def begins(self, draft: UUID) -> None:
        """Open the first page of a draft."""
        self._path = f"/ho-so-nhap/{draft}/child/"
        self._expected = {}
        self._opens(self._page)

    def fills_and_is_cut(self) -> None:
        """Type into some fields; at a random moment meanwhile something is cut; then all must be there."""
        kind = random.choices(list(_CUTS), [weight for weight, _ in _CUTS.values()])[0]
        self.cuts[kind] += 1
        cut = _CUTS[kind][1]
        moment, count = random.randrange(4), random.randint(1, 4)
        heal: Callable[[], None] | None = None
        for number in range(count):
            if number == min(moment, count - 1):
                heal = cut(self)
            self._types()
            time.sleep(random.choice((0.0, 0.05, 0.3, 1.0)))
        assert heal is not None
        heal()
        self._compares(kind)

    def _types(self) -> None:
        name, value = random.choice(list(_ANSWERS.items()))
        text = value()
        box = self._page.locator(f"main form [name='{name}']")
        if box.first.get_attribute("type") == "radio":
            self._page.locator(f"main form [name='{name}'][value='{text}']").check(force=True)
        else:
            box.fill(text)
        self._expected[name] = text
        self.typed += 1

    # -- cuts: each begins one and returns how it ends --------------------------------------------------------

    def line(self) -> Callable[[], None]:
        """The line is gone for a while; the page stays open."""
        self._phone.set_offline(True)

        def back() -> None:
            time.sleep(random.uniform(0.0, 1.5))
            self._phone.set_offline(False)

        return back

    def line_and_page(self) -> Callable[[], None]:
        """The line is gone, and the page is reloaded when it is back."""
        back = self.line()

        def reloaded() -> None:
            back()
            self._opens(self._page)

        return reloaded

    def tab(self) -> Callable[[], None]:
        """The tab is closed, and the page opened again."""

        def again() -> None:
            self._page.close()
            self._page = self._phone.new_page()
            self._opens(self._page)

        return again

    def crash(self) -> Callable[[], None]:
        """The page crashes, as it does on a telephone that is short of memory."""

        def again() -> None:
            with suppress(BrowserError):
                self._page.goto("chrome://crash")
            self._page.close()
            self._page = self._phone.new_page()
            self._opens(self._page)

        return again

    def session(self) -> Callable[[], None]:
        """The session ends; the person notices nothing and goes on typing, logs in and finds the page."""
        self._phone.clear_cookies(name="motcua")

        def again() -> None:
            with suppress(BrowserError):
                self._page.get_by_role("button", name="Tiếp tục").click()
            self._page.wait_for_url("**/dang-nhap/**")
            self._log_in(self._phone)
            self._opens(self._page)

        return again

    def web(self) -> Callable[[], None]:
        """A process of the web server, or all of it, dies."""
        return self._killed("web")

    def database(self) -> Callable[[], None]:
        """The database dies."""
        return self._killed("database")

    def _killed(self, part: str) -> Callable[[], None]:
        # From a thread of its own the kill falls while somebody types; the children follow the death of the
        # thread that started them, so what is started anew is started after it.
        killer = threading.Timer(random.uniform(0.0, 0.5), self._product.strike, [part])
        killer.start()

        def back() -> None:
            killer.join()
            self._product.mend(part)

        return back

    # -- what is there ----------------------------------------------------------------------------------------

    def _opens(self, page: Page) -> None:
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                answer = page.goto(self._product.url + self._path, wait_until="load")
                if answer is not None and answer.status < 500:
                    assert page.url.endswith(self._path), page.url
                    return
            except BrowserError:
                if time.monotonic() > deadline:
                    raise
            time.sleep(0.2)

    def _compares(self, kind: str) -> None:
        """Wait until the other device has all that was typed; what is not there in time is lost."""
        deadline, missing = time.monotonic() + _PATIENCE, dict(self._expected)
        while missing and time.monotonic() < deadline:
            self._opens(self._reader)
            there = self._reader.evaluate(_READ)
            missing = {key: text for key, text in self._expected.items() if there.get(key, "") != text}
            if missing:
                time.sleep(0.2)
        for key, text in missing.items():
            self.lost.append(f"{kind}: {key} should be {text!r} and is {there.get(key)!r}")
            print(f"[trust] after {self.typed} typed: {self.lost[-1]}", file=sys.stderr, flush=True)
            self._expected.pop(key)


def _day() -> str:
    return str(random.randint(1, 28))


def _name() -> str:
    return " ".join(("Nguyễn", *random.sample(_NAMES, 2)))


_ANSWERS: dict[str, Callable[[], str]] = {
    "child_name": _name,
    "child_birth_date-day": _day,
    "child_birth_date-year": lambda: random.choice(("2025", "2026")),
    "child_sex": lambda: random.choice(("male", "female")),
    "relation": lambda: random.choice(("mother", "grandparent", "relative")),
    "parents": lambda: random.choice(("married", "unmarried")),
}
_CUTS: dict[str, tuple[int, Callable[[Typist], Callable[[], None]]]] = {
    "line": (30, Typist.line),
    "line and reload": (20, Typist.line_and_page),
    "tab closed": (15, Typist.tab),
    "page crashed": (10, Typist.crash),
    "session ended": (10, Typist.session),
    "web killed": (10, Typist.web),
    "database killed": (5, Typist.database),
}


if __name__ == "__main__":
    sys.exit(main())
