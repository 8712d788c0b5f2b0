"""The head signs many dossiers at once, by keys alone; the clock runs from the confirmation to the last result."""

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass

from playwright.sync_api import Browser

from tests.journeys.chromium import ROOT
from tests.journeys.examination import Findings
from tests.journeys.person import Person
from tests.journeys.product import Product

COUNT = 20
_PATIENCE_MS = 120_000


@dataclass(frozen=True)
class Signed:
    """What it cost: actions before the confirmation, seconds to the answer and to the last signature, results shown."""

    actions: int
    answer: float
    seconds: float
    results: int


def prepare(product: Product) -> None:
    """Have dossiers wait for the head, made in a process of its own upon the running product."""
    port = product.url.rsplit(":", 1)[1]
    given = {"MOTCUA_MODE": "demo", "MOTCUA_VAR": product.folder, "MOTCUA_PORT": port}
    command = [sys.executable, "-m", "bench.people.proposals", str(COUNT)]
    subprocess.run(command, env={**os.environ, **given}, cwd=ROOT, check=True, stdout=sys.stderr)


def _pin(product: Product) -> str:
    """Return the PIN that the demonstration tells at its start."""
    told = re.search(r"Mã PIN ký số[^:]*: (\d+)", product.said.read_text())
    assert told, product.said.read_text()
    return told[1]


def sign(browser: Browser, product: Product, findings: Findings) -> Signed:
    """Open what waits, choose all, give the PIN, confirm, and wait for a result for each."""
    desk = Person(browser, product, findings)
    desk.page.set_viewport_size({"width": 1366, "height": 768})
    try:
        desk.enters_as_officer("chutich")
        desk.opens("/mot-cua/")
        keys, page = desk.page.keyboard, desk.page
        with page.expect_navigation(wait_until="load"):
            keys.press("s")
        keys.press("X")
        keys.press(".")
        keys.type(_pin(product))
        began = time.monotonic()
        with page.expect_navigation(wait_until="load"):
            keys.press("Enter")
        answer = time.monotonic() - began
        page.wait_for_selector(f"text=/đã ký {COUNT}\\./", timeout=_PATIENCE_MS)
        seconds = time.monotonic() - began
        results = page.locator("[data-row] .tag--success").count()
        desk.examine()
    finally:
        desk.context.close()
    # The key to the page, the key for all, the key to the PIN, the PIN; then the confirmation.
    return Signed(4, answer, seconds, results)
