"""Hold every page of the tour against the bars: axe at two widths, no sideways scroll, title, language, no fault.

    python -m tools.examine                every page, with and without faults
    python -m tools.examine --no-scripts   the same, where citizens' browsers run no script

Exit code 1 when something was found. The product is started for it in a folder of its own.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.journeys.chromium import launch
from tests.journeys.examination import Findings
from tests.journeys.person import Person
from tests.journeys.product import shared
from tools.tour import Tour, everything


class Examiner:
    """Examines the pages of the tour."""

    def take(self, person: Person, name: str) -> None:
        """Examine the page that is shown."""
        person.examine()

    def visit(self, person: Person, pages: dict[str, str]) -> None:
        """Examine pages by address."""
        for path in pages.values():
            person.page.goto(path, wait_until="load")
            person.examine()


def main() -> int:
    """Go the tour and tell what was found."""
    findings = Findings()
    with (
        tempfile.TemporaryDirectory() as scratch,
        shared(Path(scratch)) as product,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        scripts = "--no-scripts" not in sys.argv[1:]
        everything(Tour(browser, product, Examiner(), Path(scratch), findings=findings, scripts=scripts))
        browser.close()
    told = f"{len(findings.lines)} findings on {findings.examined} different pages, {findings.visits} visits"
    sys.stdout.write("\n".join([*(f"- {line}" for line in findings.lines), told]) + "\n")
    return int(bool(findings.lines))


if __name__ == "__main__":
    sys.exit(main())
