"""What must hold on every page that a person meets: axe at two widths, no sideways scroll, a title, a language."""

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Route

from tests.journeys.chromium import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SIZES = ({"width": 360, "height": 800}, {"width": 1366, "height": 768})
NARROW = {"width": 320, "height": 640}
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[HG]\d{2}[\d.A-Z-]{6,}")
_DRAWN = """() => {
  const html = document.documentElement;
  return {
    lang: html.lang, title: document.title, path: location.pathname,
    shape: [...new Set([...document.querySelectorAll("body *")].map(e => e.tagName + "." + e.className))].sort(),
  };
}"""
_TOO_WIDE = """() => {
  const html = document.documentElement;
  if (html.scrollWidth <= html.clientWidth) return [];
  const held = e => { for (let p = e.parentElement; p; p = p.parentElement)
    if (["auto", "scroll", "hidden"].includes(getComputedStyle(p).overflowX)) return true; return false; };
  const wide = [...document.querySelectorAll("body *")].filter(
    e => e.getBoundingClientRect().right > html.clientWidth + 1 && !held(e));
  const told = e => `${e.tagName.toLowerCase()}.${e.className} «${(e.textContent || "").trim().slice(0, 40)}»`;
  return wide.length ? wide.slice(-3).map(told) : ["something unseen"];
}"""
_AXE = """() => {
  const why = node => node.any.concat(node.all, node.none).map(c => c.message).join("; ").slice(0, 240);
  const where = node => `${node.html.slice(0, 160)} (${why(node)})`;
  const told = v => `${v.id}: ${v.help} ${v.nodes.slice(0, 3).map(where).join(" | ")}`;
  const options = {
    iframes: false, selectors: false, resultTypes: ["violations"], rules: {"target-size": {enabled: true}},
  };
  return axe.run(document, options).then(found => found.violations.map(told));
}"""


First = Callable[[str], bool]


def once() -> First:
    """Return what tells whether a shape of page is met for the first time."""
    seen: set[str] = set()

    def first(shape: str) -> bool:
        new = shape not in seen
        seen.add(shape)
        return new

    return first


def once_among_all(folder: Path) -> First:
    """As `once`, for all processes that share this folder."""
    folder.mkdir(exist_ok=True)

    def first(shape: str) -> bool:
        try:
            (folder / shape).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    return first


@dataclass
class Findings:
    """Everything that was wrong on the way, told together at the end; `first` tells what to examine."""

    lines: list[str] = field(default_factory=list)
    first: First = field(default_factory=once)
    visits: int = 0
    examined: int = 0

    def add(self, where: str, what: str) -> None:
        """Note a finding once."""
        line = f"{where}: {what}"
        if line not in self.lines:
            self.lines.append(line)


@contextmanager
def sized(page: Page, size: Any) -> Iterator[None]:
    """Draw the page in another size for a while."""
    before = page.viewport_size
    page.set_viewport_size(size)
    yield
    if before:
        page.set_viewport_size(before)


def examine(
    page: Page, findings: Findings, *, scripts: bool, auditor: BrowserContext, language: str = "vi"
) -> None:
    """Hold a page against all bars; a page of a shape that was seen before is not examined again.

    Of one shape are pages of one address and title that are made of the same kinds of elements, however many.
    """
    findings.visits += 1
    drawn = page.evaluate(_DRAWN)
    where = _ID.sub("…", drawn["path"]) + f" «{_ID.sub('…', drawn['title'])}»"
    if drawn["lang"] != language:
        findings.add(where, f"lang is {drawn['lang']!r}")
    if not drawn["title"].strip():
        findings.add(where, "the title is empty")
    shape = hashlib.sha256(f"{where}{drawn['shape']}{scripts}".encode()).hexdigest()
    if not findings.first(shape):
        return
    findings.examined += 1
    if scripts:
        with sized(page, NARROW):
            _measure(page, where, findings)
    else:
        with _copied(page, auditor) as copy:
            _measure(copy, where, findings)


def _measure(page: Page, where: str, findings: Findings) -> None:
    page.evaluate(f"{AXE.read_text()};0")
    for size in (NARROW, *SIZES):
        page.set_viewport_size(size)
        # Whatever was focused last: what lies under a bar that stays in sight depends on how far a page is scrolled.
        page.evaluate("scrollTo(0, 0)")
        for wide in page.evaluate(_TOO_WIDE):
            findings.add(where, f"scrolls sideways at {size['width']} px because of {wide}")
        for violation in page.evaluate(_AXE) if size in SIZES else ():
            findings.add(where, f"axe at {size['width']} px: {violation}")


@contextmanager
def _copied(page: Page, auditor: BrowserContext) -> Iterator[Page]:
    """Show the same HTML where axe can run, without the page's own scripts."""
    html, copy = page.content(), auditor.new_page()

    def answer(route: Route) -> None:
        if route.request.resource_type == "document":
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif route.request.resource_type == "script":
            route.abort()
        else:
            route.continue_()

    copy.route("**/*", answer)
    copy.goto(page.url)
    yield copy
    copy.close()
