"""`make bench-ux`: what the product costs a citizen of 70 on a cheap phone (ROWS=1,2 some rows, SCALE=0.4 one round).

Chromium at 360 px, a line of 400 ms and 51 kB/s, a processor slowed down six times. Counts are those of one way
through; times are the median of all rounds. What is waited for and what is modelled are told apart.
"""

import signal
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from bench.people import desk, signing, ways
from bench.people.phone import LETTER_SECONDS, PHOTO_SECONDS, SYLLABLES_PER_MINUTE, TAP_SECONDS, Phone, Tally
from bench.people.ways import Way
from bench.report import Report, scaled, wanted
from tests.journeys.chromium import launch
from tests.journeys.examination import Findings, once
from tests.journeys.product import Product, running

ROUNDS = 3
SLOW = "360 px, 400 ms, 51 kB/s, CPU x6"
MODEL = (
    f"tap {TAP_SECONDS:g} s, letter {LETTER_SECONDS:g} s, photo {PHOTO_SECONDS:g} s, "
    f"{SYLLABLES_PER_MINUTE:g} syllables/min read"
)


class Run:
    """One measurement: the product, the browser, and what was found."""

    def __init__(self, browser: Browser, product: Product, folder: Path, report: Report) -> None:
        self.browser, self.product, self.folder, self.report = browser, product, folder, report
        self._auditor = browser.new_context()
        self._first = once()

    def findings(self) -> Findings:
        """Return where what is wrong is noted; a page of a shape seen before is not examined again."""
        return Findings(first=self._first)

    def go(self, row: str, name: str, way: Callable[[Phone, Path, int], Way]) -> list[Way]:
        """Go a way some times, each with a new phone; add the row of what was wrong on its pages."""
        ways_gone, findings = [], self.findings()
        for turn in range(scaled(ROUNDS)):
            print(f"[bench-ux] {name}, round {turn + 1}", file=sys.stderr, flush=True)
            phone = Phone(self.browser, self.product, findings, auditor=self._auditor)
            try:
                ways_gone.append(way(phone, self.folder, turn))
            finally:
                phone.close()
        for line in findings.lines:
            print(f"[bench-ux] {name}: {line}", file=sys.stderr)
        self.add(
            row,
            f"{name}: findings",
            len(findings.lines),
            "",
            0,
            f"axe and console on {findings.visits} pages",
        )
        return ways_gone

    def add(  # noqa: PLR0917 -- a line of the table, in its order
        self, row: str, name: str, value: float, unit: str, most: float, reference: str = SLOW
    ) -> None:
        """Add a figure that may be `most` at most."""
        self.report.add(row, name, value, unit, bar=f"<= {most:g}", holds=value <= most, reference=reference)


def main() -> int:
    """Measure the rows asked for, print the table, and return the exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    report = Report("bench-ux")
    chosen = [(row, name, measure) for row, name, measure in ROWS if wanted(row, name)]
    if not chosen:
        raise SystemExit(f"ROWS names none of {', '.join(row for row, _, _ in ROWS)}")
    with (
        TemporaryDirectory(prefix="motcua-bench-ux-") as place,
        running(Path(place) / "var") as product,
        sync_playwright() as playwright,
    ):
        run = Run(launch(playwright), product, Path(place), report)
        for row, name, measure in chosen:
            measure(run, row, name)
    return report.close()


def _register(run: Run, row: str, name: str) -> None:
    gone = run.go(row, name, ways.register)
    tally = gone[-1].tally
    run.add(
        row, f"{name}: pages", len(tally.pages), "pages", 9, "; ".join(_short(v.url) for v in tally.pages)
    )
    run.add(row, f"{name}: taps", tally.taps, "taps", 30, "with those at the provider of identities")
    run.add(row, f"{name}: typed", tally.letters, "characters", 60)
    run.add(row, f"{name}: photos", tally.photos, "photos", 2, f"{gone[-1].notes}")
    slowest = max(tally.visits, key=lambda visit: visit.seconds)
    worst = f"longest {slowest.seconds:.1f} s for {_short(slowest.url)}"
    run.add(row, f"{name}: waiting", _median(gone, lambda t: t.waiting), "s", 25, f"{SLOW}; {worst}")
    read = f"{_median(gone, lambda t: t.seconds_with_last_page):.0f} s when the receipt is read to its end"
    run.add(row, f"{name}: modelled total", _median(gone, lambda t: t.seconds), "s", 300, f"{MODEL}; {read}")
    run.add(row, f"{name}: first page", gone[-1].first, "kB", 60, "the procedure, nothing in the cache")
    heaviest = max(tally.pages, key=lambda visit: visit.kilobytes)
    run.add(row, f"{name}: heaviest next page", heaviest.kilobytes, "kB", 15, _short(heaviest.url))


def _find(run: Run, row: str, name: str) -> None:
    gone = run.go(row, name, ways.find)
    tally = gone[-1].tally
    run.add(row, f"{name}: taps", tally.taps, "taps", 3)
    run.add(
        row,
        f"{name}: largest paint",
        _median(gone, lambda t: max(v.paint_seconds for v in t.pages)),
        "s",
        2.5,
    )
    run.add(row, f"{name}: first page", tally.pages[0].kilobytes, "kB", 60, "nothing in the cache")
    run.add(row, f"{name}: heaviest next page", max(v.kilobytes for v in tally.pages[1:]), "kB", 15)
    small = gone[-1].small
    run.add(row, f"{name}: targets under 44 px", len(small), "", 0, "; ".join(small[:4]))
    run.add(row, f"{name}: too wide at 200 % text", gone[-1].wide, "px", 0)


def _look_up(run: Run, row: str, name: str) -> None:
    for kind, way in (("QR", ways.look_up_by_code), ("by hand", ways.look_up_by_hand)):
        gone = run.go(row, f"{name}, {kind}", way)
        tally = gone[-1].tally
        run.add(row, f"{name}, {kind}: fields", gone[-1].fields, "", 1)
        answer = tally.pages[-1]
        run.add(row, f"{name}, {kind}: answer", _median(gone, lambda t: t.pages[-1].seconds), "s", 2)
        run.add(
            row,
            f"{name}, {kind}: weight",
            answer.kilobytes,
            "kB",
            40,
            "nothing in the cache" if kind == "QR" else "",
        )


def _resume(run: Run, row: str, name: str) -> None:
    gone = run.go(row, name, ways.resume)
    run.add(row, f"{name}: taps after login", gone[-1].tally.taps, "taps", 2)
    run.add(
        row,
        f"{name}: fields lost",
        len(gone[-1].wrong),
        "",
        0,
        f"of {gone[-1].fields} {'; '.join(gone[-1].wrong)}",
    )
    run.add(row, f"{name}: the form stands", _median(gone, lambda t: t.pages[-1].seconds), "s", 2)


def _correct(run: Run, row: str, name: str) -> None:
    gone = run.go(row, name, ways.correct)
    last = gone[-1]
    run.add(row, f"{name}: round trips", len(last.tally.pages), "", 1, "from the faulty page to the next")
    run.add(
        row, f"{name}: things wrong with the page of errors", len(last.wrong), "", 0, "; ".join(last.wrong)
    )


def _desk(run: Run, row: str, name: str) -> None:
    findings = run.findings()
    sent = desk.handed_in(run.browser, run.product, findings, run.folder, 3)
    officer = desk.Desk(run.browser, run.product, findings)
    officer.person.enters_as_officer("tiepnhan")
    try:
        if row == "6":
            _receive(run, row, name, desk.receive(officer, sent[0]))
            walked = desk.walk_in(officer, run.folder / "giay-chung-sinh.jpg")
            _receive(run, row, f"{name}, a walk-in", walked)
            told = f"with {walked.letters} letters typed; key {desk.KEY_SECONDS} s, paper {desk.PAPER_SECONDS:g} s"
            run.add(row, f"{name}, a walk-in: modelled total", walked.modelled, "s", 60, told)
        else:
            done = desk.next_one(officer)
            run.add(row, f"{name}: keys", done.keys, "keys", 4, "no mouse")
            run.add(row, f"{name}: answer of the filter", done.seconds[0] * 1000, "ms", 300, "on a LAN")
            run.add(row, f"{name}: weight of the answer", done.kilobytes[0], "kB", 5, "")
    finally:
        officer.person.close()
    for line in findings.lines:
        print(f"[bench-ux] {name}: {line}", file=sys.stderr)
    run.add(row, f"{name}: findings", len(findings.lines), "", 0, "axe and console")


def _receive(run: Run, row: str, name: str, hands: desk.Hands) -> None:
    run.add(row, f"{name}: keys", hands.keys, "keys", 12, "and a scan; no mouse")
    run.add(row, f"{name}: slowest page", max(hands.seconds), "s", 1, "on a LAN")
    run.add(row, f"{name}: heaviest page", max(hands.kilobytes), "kB", 300, "")


def _sign_many(run: Run, row: str, name: str) -> None:
    signing.prepare(run.product)
    findings = run.findings()
    done = signing.sign(run.browser, run.product, findings)
    for line in findings.lines:
        print(f"[bench-ux] {name}: {line}", file=sys.stderr)
    run.add(row, f"{name}: findings", len(findings.lines), "", 0, "axe and console")
    run.add(
        row,
        f"{name}: actions before the confirmation",
        done.actions,
        "keys",
        6,
        "and 1 confirmation; no mouse",
    )
    run.add(row, f"{name}: all signed", done.seconds, "s", 5, f"answer after {done.answer:.1f} s; on a LAN")
    run.add(
        row, f"{name}: without a result", signing.COUNT - done.results, "dossiers", 0, "a result for each"
    )


def _median(gone: list[Way], of: Callable[[Tally], float]) -> float:
    return median(of(way.tally) for way in gone)


def _short(url: str) -> str:
    """Return the path without its identifiers."""
    return "/".join(part for part in url.partition("?")[0].split("/")[3:] if len(part) < 30)


ROWS = (
    ("1", "birth registration", _register),
    ("2", "find a procedure", _find),
    ("3", "look up", _look_up),
    ("4", "resume a draft", _resume),
    ("5", "correct three errors", _correct),
    ("6", "receive at the desk", _desk),
    ("7", "filter and open the next", _desk),
    ("8", "sign many at once", _sign_many),
)

if __name__ == "__main__":
    sys.exit(main())
