"""A cheap phone on a slow line, in the hands of somebody who is slow too: every tap, letter and wait is counted."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator

from tests.journeys.examination import sized
from tests.journeys.person import Person

WIDTH = 360
_SLOW_LINE = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 51 * 1024,
    "uploadThroughput": 51 * 1024,
}
_FAST_LINE = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
_SLOW_PROCESSOR = 6
# A measurement waits for what nobody would wait for: the figure tells.
_PATIENCE_MS = 180_000

# What a person of 70 takes: the keystroke-level model with its times about doubled, and slow reading aloud.
TAP_SECONDS = 2.0
LETTER_SECONDS = 1.0
PHOTO_SECONDS = 20.0
SYLLABLES_PER_MINUTE = 200.0

# Not what stands folded in a list of choices.
_TEXT = """() => [...document.querySelectorAll("main")].flatMap(main => {
  const choices = new Set([...main.querySelectorAll("select")].flatMap(e => e.innerText.split("\\n")));
  const unseen = new Set([...main.querySelectorAll(".visually-hidden")].map(e => e.innerText.trim()));
  return main.innerText.split("\\n").filter(line => !choices.has(line) && !unseen.has(line.trim()));
})"""
# The browser tells the largest paint only to those who ask for it.
_LARGEST_PAINT = """() => new Promise(answer => {
  let last = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) last = entry.startTime; })
    .observe({type: "largest-contentful-paint", buffered: true});
  setTimeout(() => answer(last), 300);
})"""
# What a finger must hit: not links within a sentence; a box together with the label that presses it.
_SMALL_TARGETS = """() => {
  const shown = e => e.checkVisibility({visibilityProperty: true, opacityProperty: false});
  // A link whose ::after is laid over its card is as large as the card.
  const stretched = e => getComputedStyle(e, "::after").position === "absolute"
    && getComputedStyle(e, "::after").inset === "0px";
  const size = e => (stretched(e) ? e.offsetParent : e).getBoundingClientRect();
  const inSentence = e => e.tagName === "A" && getComputedStyle(e).display === "inline"
    && [...e.parentElement.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  const big = r => r.width >= 43.5 && r.height >= 43.5;
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter(e => e.type !== "hidden" && shown(e) && !inSentence(e) && !big(size(e)))
    .filter(e => !(e.labels && [...e.labels].some(l => big(size(l)))))
    .filter(e => size(e).right > 0 && size(e).bottom > 0 && size(e).width > 1)
    .map(e => `${e.tagName.toLowerCase()} «${(e.innerText || e.name || "").trim().slice(0, 30)}» ` +
      `${Math.round(size(e).width)}x${Math.round(size(e).height)}`);
}"""
_ANSWERS = """() => Object.fromEntries(
  [...document.querySelectorAll("main form [name]")]
    .filter(e => e.type !== "hidden" && e.type !== "file" && (e.type !== "radio" || e.checked))
    .map(e => [e.name, e.type === "checkbox" ? String(e.checked) : e.value]))"""
_TOO_WIDE_AT_DOUBLE = """() => {
  document.documentElement.style.fontSize = "200%";
  const html = document.documentElement, wide = html.scrollWidth - html.clientWidth;
  document.documentElement.style.fontSize = "";
  return Math.max(0, wide);
}"""


@dataclass(frozen=True)
class Visit:
    """One page that came: seconds until it stood, bytes over the line, milliseconds to its largest paint."""

    url: str
    ours: bool
    seconds: float
    kilobytes: float
    paint_seconds: float
    syllables: int


@dataclass
class Tally:
    """What it cost the person."""

    visits: list[Visit] = field(default_factory=list)
    read: set[str] = field(default_factory=set)
    taps: int = 0
    letters: int = 0
    photos: int = 0

    def reads(self, lines: list[str]) -> int:
        """Return how many syllables a person reads. A line that stood on an earlier page is known at a glance."""
        new = {line.strip() for line in lines} - self.read
        self.read |= new
        return sum(len(line.split()) for line in new)

    @property
    def pages(self) -> list[Visit]:
        """The pages of the product; those of the provider of identities are another's."""
        return [visit for visit in self.visits if visit.ours]

    @property
    def waiting(self) -> float:
        """Seconds spent waiting for pages, the provider's too."""
        return sum(visit.seconds for visit in self.visits)

    @property
    def seconds(self) -> float:
        """Modelled seconds in all: waiting, reading, tapping, typing, taking photos, until the last page stands."""
        return self.waiting + _reading(self.visits[:-1]) + self._hands

    @property
    def seconds_with_last_page(self) -> float:
        """The same until the last page is read, too."""
        return self.waiting + _reading(self.visits) + self._hands

    @property
    def _hands(self) -> float:
        return self.taps * TAP_SECONDS + self.letters * LETTER_SECONDS + self.photos * PHOTO_SECONDS


def _reading(visits: list[Visit]) -> float:
    return sum(visit.syllables for visit in visits) / SYLLABLES_PER_MINUTE * 60


class Phone(Person):
    """A person whose browser is slow and counts."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.context.set_default_timeout(_PATIENCE_MS)
        # Routes would put the browser's cache out of use.
        self.context.unroute_all()
        self.tally = Tally()
        self._began = 0.0
        self._bytes = 0
        self._hurries = False
        self._line = self.context.new_cdp_session(self.page)
        self._line.on("Network.loadingFinished", self._arrived)
        self._line.on("Network.requestWillBeSent", self._redirected)
        self._line.send("Network.enable")
        self._slow(on=True)

    @contextmanager
    def hurrying(self) -> Iterator[None]:
        """Go at full speed, and examine nothing: what happens meanwhile is not measured."""
        examines, self.examines, self._hurries = self.examines, False, True
        self._slow(on=False)
        yield
        self.examines, self._hurries = examines, False
        self._slow(on=True)

    def largest_paint(self) -> float:
        """Return the seconds from asking for the page to its largest paint."""
        return float(self.page.evaluate(_LARGEST_PAINT)) / 1000

    def empties_cache(self) -> None:
        """Keep who one is, and nothing else."""
        self._line.send("Network.clearBrowserCache")

    def forgets(self) -> None:
        """Be another phone: no cookie, nothing in the cache."""
        self.context.clear_cookies()
        self._line.send("Network.clearBrowserCache")

    def answers(self) -> dict[str, str]:
        """Return what stands in the boxes of the page, by name."""
        found: dict[str, str] = self.page.evaluate(_ANSWERS)
        return found

    def _slow(self, *, on: bool) -> None:
        self._line.send("Network.emulateNetworkConditions", _SLOW_LINE if on else _FAST_LINE)
        self._line.send("Emulation.setCPUThrottlingRate", {"rate": _SLOW_PROCESSOR if on else 1})

    def _arrived(self, event: dict[str, Any]) -> None:
        self._bytes += event["encodedDataLength"]

    def _redirected(self, event: dict[str, Any]) -> None:
        self._bytes += event.get("redirectResponse", {}).get("encodedDataLength", 0)

    def restart(self) -> Tally:
        """Begin a new tally, and return it."""
        self.tally = Tally()
        return self.tally

    def opens(self, path: str, *, answer: int = 200) -> "Phone":
        """Go to an address."""
        self._begin()
        super().opens(path, answer=answer)
        return self

    def presses(self, name: str, *, exact: bool = False, answer: int = 200) -> "Phone":
        """Tap what leads to a page."""
        self.tally.taps += 1
        self._begin()
        super().presses(name, exact=exact, answer=answer)
        return self

    def unfolds(self, name: str) -> None:
        """Tap what is folded."""
        self.tally.taps += 1
        super().unfolds(name)

    def writes(self, label: str, text: str) -> None:
        """Tap a box and type."""
        self._type(text)
        super().writes(label, text)

    def picks(self, label: str, text: str) -> None:
        """Tap a text that is offered."""
        if self.chip(label, text).is_visible():
            self.tally.taps += 1
        super().picks(label, text)

    def chooses(self, question: str, answer: str) -> None:
        """Tap an answer; one that stands already costs nothing."""
        if not self.group(question).get_by_label(answer, exact=True).is_checked():
            self.tally.taps += 1
            super().chooses(question, answer)

    def dates(self, question: str, day: str) -> None:
        """Type a date, with a tap for each of its boxes."""
        for part in day.split("/"):
            self._type(part)
        super().dates(question, day)

    def ticks(self, label: str) -> None:
        """Tap a box that is to be ticked."""
        self.tally.taps += 1
        super().ticks(label)

    def lays(self, label: str, *files: Path) -> None:
        """Take photos."""
        self.tally.taps += 1
        self.tally.photos += len(files)
        super().lays(label, *files)

    def taps(self, target: Locator) -> None:
        """Tap something on the page."""
        self.tally.taps += 1
        target.click()

    def _type(self, text: str) -> None:
        self.tally.taps += 1
        self.tally.letters += len(text)

    def _begin(self) -> None:
        self._began, self._bytes = time.monotonic(), 0

    def examine(self) -> None:
        """Note what the page cost; then hold it against the bars at full speed, which costs the person nothing."""
        if self._hurries:
            return
        seconds = time.monotonic() - self._began
        ours = self.page.url.startswith(self.product.url)
        paint = self.largest_paint()
        # What the provider of identities says is another's, and the demonstration's list of people nobody's.
        syllables = self.tally.reads(self.page.evaluate(_TEXT)) if ours else 0
        visit = Visit(self.page.url, ours, seconds, self._bytes / 1000, paint, syllables)
        self.tally.visits.append(visit)
        if self.examines:
            self._slow(on=False)
            super().examine()
            self._slow(on=True)

    def small_targets(self) -> list[str]:
        """Return what is too small for a finger: under 44 px in either direction."""
        found: list[str] = self.page.evaluate(_SMALL_TARGETS)
        return found

    def too_wide_at_double(self) -> int:
        """Return by how many px the page is too wide for the screen when text has double its size."""
        with sized(self.page, {"width": WIDTH, "height": 800}):
            return int(self.page.evaluate(_TOO_WIDE_AT_DOUBLE))
