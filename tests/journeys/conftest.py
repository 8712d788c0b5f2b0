"""The running product, a browser, and people in it."""

import fcntl
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TextIO

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.journeys import quiet
from tests.journeys.birth import GRANDMOTHERS, MOTHERS, Child, open_form, paper
from tests.journeys.chromium import NoBrowser, launch
from tests.journeys.examination import Findings, First, once_among_all
from tests.journeys.person import Person
from tests.journeys.product import Product, shared
from tests.journeys.sending import Line

Meet = Callable[..., Person]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "alone: breaks the shared product for a moment, so no other journey runs"
    )
    config.addinivalue_line(
        "markers",
        "whole_browser: needs more than pages, such as notices of the system; skipped where none is installed",
    )


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Product]:
    base = tmp_path_factory.getbasetemp()
    # Test processes of one run share the folder above their own, and so the product.
    place = base if worker_id == "master" else base.parent
    with shared(place / "journeys") as one:
        yield one


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    return getattr(request.config, "workerinput", {}).get("workerid", "master")


@pytest.fixture(scope="package")
def driver() -> Iterator[Playwright]:
    """What drives browsers; gone before other tests follow in this process, for it leaves an event loop running."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def chromium(driver: Playwright) -> Iterator[Browser]:
    try:
        browser = launch(driver)
    except NoBrowser as missing:
        pytest.fail(str(missing), pytrace=False)
    yield browser
    browser.close()


@pytest.fixture(scope="package")
def whole_chromium(driver: Playwright) -> Iterator[Browser]:
    try:
        browser = launch(driver, whole=True)
    except NoBrowser:
        pytest.skip("no Chromium is installed, and the packed one draws pages only")
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def first(product: Product) -> First:
    """Tell which shapes of pages are to be examined: once a run is enough, whichever test process met them."""
    return once_among_all(Path(product.folder, "examined"))


@pytest.fixture(autouse=True)
def _quiet_or_alone(request: pytest.FixtureRequest, product: Product) -> Iterator[None]:
    """Keep the others away from the one journey that breaks something."""
    alone = request.node.get_closest_marker("alone") is not None
    with Path(product.folder, "quiet.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield


@pytest.fixture
def findings(first: First) -> Iterator[Findings]:
    """Everything wrong on the pages of a journey, told together when it is over."""
    found = Findings(first=first)
    yield found
    if found.lines:
        told = "\n".join(f"- {line}" for line in found.lines)
        pytest.fail(f"{len(found.lines)} finding(s) on {found.visits} page visits:\n{told}", pytrace=False)


@pytest.fixture
def meet(
    request: pytest.FixtureRequest, product: Product, findings: Findings, tmp_path: Path
) -> Iterator[Meet]:
    """Bring a person into the journey; their last page is kept as a picture when it fails."""
    whole = request.node.get_closest_marker("whole_browser") is not None
    browser: Browser = request.getfixturevalue("whole_chromium" if whole else "chromium")
    people: list[Person] = []
    auditor = browser.new_context()

    def bring(**options: Any) -> Person:
        person = Person(browser, product, findings, auditor=auditor, **options)
        people.append(person)
        return person

    yield bring
    failed = getattr(request.node, "failed", False)
    for number, person in enumerate(people):
        if failed:
            picture = tmp_path / f"person-{number}.png"
            person.page.screenshot(path=picture, full_page=True)
            request.node.add_report_section("call", "pictures", f"{person.page.url}: {picture}")
        person.close()
    auditor.close()


@pytest.fixture
def citizen(meet: Meet) -> Person:
    return meet()


@contextmanager
def reserved(product: Product, names: Sequence[str]) -> Iterator[str]:
    """Take a citizen whom no other test process uses now: their drafts would get into each other's way."""
    with ExitStack() as locks:
        opened = [(name, locks.enter_context(_lock_of(product, name))) for name in names]
        for name, lock in opened:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield name
            return
        name, lock = opened[0]
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield name


def _lock_of(product: Product, name: str) -> TextIO:
    return Path(product.folder, f"citizen-{hashlib.sha256(name.encode()).hexdigest()[:12]}.lock").open("w")


@pytest.fixture
def mother(product: Product) -> Iterator[str]:
    with reserved(product, MOTHERS) as name:
        yield name


@pytest.fixture
def grandmother(product: Product) -> Iterator[str]:
    with reserved(product, GRANDMOTHERS) as name:
        yield name


@pytest.fixture
def officer(meet: Meet, product: Product) -> Callable[..., Person]:
    """Bring an officer who has logged in; a login serves all journeys, since a code serves one login."""

    def bring(username: str, **options: Any) -> Person:
        kept = Path(product.folder, f"officer-{username}.json")
        with Path(product.folder, f"officer-{username}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if kept.exists():
                return meet(state=json.loads(kept.read_text()), **options)
            person = meet(**options)
            person.enters_as_officer(username)
            kept.write_text(json.dumps(person.context.storage_state()))
            return person

    return bring


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo of a paper, as a telephone takes it."""
    return paper(tmp_path / "giay-chung-sinh.jpg", "GIẤY CHỨNG SINH")


@pytest.fixture
def at_papers(meet: Meet, mother: str) -> Person:
    """A citizen at the page of papers; the form before it is left open."""
    citizen = meet()
    draft = open_form(citizen, mother)
    quiet.begin(citizen, draft, Child("Nguyễn Ảnh Chụp", relation="Mẹ"), "giay-to")
    return citizen


@pytest.fixture
def line(at_papers: Person) -> Line:
    return Line(at_papers)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    report = yield
    if report.failed:
        item.failed = True  # type: ignore[attr-defined]
        running = getattr(item, "funcargs", {}).get("product")
        if running is not None and call.when == "call":
            report.sections.append(("logs of the product", running.logs()))
    return report
