"""Row 5: the first page of a form on a slow phone, with nothing in the cache; a bare page of one box beside it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from playwright.sync_api import Browser, sync_playwright

from bench.machine.cells import interleave
from bench.machine.run import Run
from bench.people import ways
from bench.people.phone import Phone, Visit
from tests.journeys.chromium import launch
from tests.journeys.examination import Findings
from tests.journeys.product import Product, running

SECONDS, KIBIBYTES = 1.2, 50
_BARE = b"<!doctype html><title>Bare</title><main><form><label>Name <input name=a></label></form></main>"


class _Bare(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer with the bare page."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(_BARE)))
        self.end_headers()
        self.wfile.write(_BARE)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def measure(run: Run) -> None:
    """Open the form and the bare page in turn, each with a new phone."""
    with TemporaryDirectory(prefix="motcua-bench-") as place, _bare_server() as bare_url:
        folder = Path(place)
        with running(folder / "var") as product, sync_playwright() as playwright:
            browser, turns = launch(playwright), count()
            seen: list[Visit] = []
            cells: dict[str, Callable[[], float]] = {
                "form s": partial(_form, browser, product, folder, turns, seen),
                "bare page s": partial(_bare, browser, product, bare_url),
            }
            form, bare = interleave(run.calibration, cells).values()
    weight = max(visit.kilobytes for visit in seen) / 1.024
    run.report.add(
        "5",
        "form usable on a slow phone",
        round(form.value, 2),
        "s",
        bar=f"<= {SECONDS} s",
        holds=form.value <= SECONDS,
        reference=f"bare page {bare.value:.2f} s{bare.mark}{form.mark}; 360 px, 400 ms, 51 kB/s, CPU x6",
    )
    run.report.add(
        "5",
        "form usable on a slow phone: weight",
        round(weight, 1),
        "KiB",
        bar=f"<= {KIBIBYTES} KiB",
        holds=weight <= KIBIBYTES,
        reference=f"bare page {len(_BARE) / 1024:.1f} KiB; nothing in the cache, all that the page loads",
    )


@contextmanager
def _bare_server() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Bare)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def _form(browser: Browser, product: Product, folder: Path, turns: "count[int]", seen: list[Visit]) -> float:
    """Return the seconds until everything of the form's first page was painted; it needs no script to be filled in."""
    phone = Phone(browser, product, Findings(first=lambda _shape: False))
    try:
        way = ways.open_form(phone, folder, next(turns))
    finally:
        phone.close()
    if not way.fields:
        raise AssertionError("the form has no box")
    seen.append(way.tally.visits[-1])
    return seen[-1].paint_seconds


def _bare(browser: Browser, product: Product, url: str) -> float:
    phone = Phone(browser, product, Findings(first=lambda _shape: False))
    try:
        phone.page.goto(url)
        return phone.largest_paint()
    finally:
        phone.close()
