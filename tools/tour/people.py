"""The people of a seeded journey, and who looks at the pages they come to."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import Protocol

from playwright.sync_api import Browser

from tests.journeys import birth, printed
from tests.journeys.examination import Findings
from tests.journeys.person import Person
from tests.journeys.product import Product

CITIZEN, MOTHER, WEAK = "Nguyễn Văn An", "Trần Thị Bình", "Lê Minh Tâm"
_PAGE = (
    "<!DOCTYPE html><html lang=vi><title>PDF</title><body style='margin:0;background:#777'>{}</body></html>"
)


class Looker(Protocol):
    """Whoever looks at the pages of the tour."""

    def take(self, person: Person, name: str) -> None:
        """Look at the page that is shown, under this name."""

    def visit(self, person: Person, pages: dict[str, str]) -> None:
        """Look at pages by name and address."""


class Tour:
    """The people of a seeded journey, and what they bring."""

    def __init__(
        self, browser: Browser, product: Product, camera: Looker, scratch: Path, *,
        findings: Findings | None = None, scripts: bool = True,
    ) -> None:  # fmt: skip
        """With `findings` each page is held against the bars; `scripts` says whether citizens' browsers run any."""
        self.browser, self.product, self.camera, self.scratch = browser, product, camera, scratch
        self.findings, self.scripts = findings, scripts
        self.auditor = browser.new_context()
        self.photo = birth.paper(scratch / "giay-chung-sinh.jpg", "GIẤY CHỨNG SINH")

    def meet(self, *, officer: bool = False) -> Person:
        """Bring a person in; the pages of officers are made for browsers with scripts."""
        person = Person(
            self.browser, self.product, self.findings or Findings(), auditor=self.auditor,
            scripts=self.scripts or officer, examines=self.findings is not None,
        )  # fmt: skip
        person.allowed = {400, 403, 404, 409, 422}
        person.stand_in = self.drawn
        return person

    def drawn(self, pdf: bytes) -> str:
        """Return a page that shows the first page of a PDF."""
        buffer = io.BytesIO()
        printed.picture(pdf, self.scratch, ppi=90).convert("RGB").save(buffer, "PNG")
        code = base64.b64encode(buffer.getvalue()).decode()
        return _PAGE.format(f"<img alt='' style='width:100%' src='data:image/png;base64,{code}'>")

    def officer(self, username: str) -> Person:
        """Bring an officer in, logged in."""
        person = self.meet(officer=True)
        person.enters_as_officer(username)
        return person
