"""Look at every page: pictures of the portal and the counter at two widths, after a seeded journey.

    python -m tools.screenshots                 all pages into var/screenshots, with contact sheets
    python -m tools.screenshots --only=dossier  pages whose name holds this word
    python -m tools.screenshots --overview      docs/images/overview.png alone

The product is started for it in a folder of its own. `MOTCUA_JOURNEYS` names one that runs already.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import sync_playwright

from tests.journeys import birth
from tests.journeys.birth import Child
from tests.journeys.chromium import ROOT, launch
from tests.journeys.examination import SIZES, sized
from tests.journeys.person import Person
from tests.journeys.product import shared
from tools.tour import MOTHER, Tour, everything

OVERVIEW = ROOT / "docs" / "images" / "overview.png"
_THUMB, _COLUMNS, _SHEET = (260, 360), 6, 24


@dataclass
class Camera:
    """Takes a page in both widths."""

    folder: Path
    only: str
    taken: list[Path] = field(default_factory=list)

    def take(self, person: Person, name: str) -> None:
        """Keep the page that is shown under this name."""
        if self.only and self.only not in name:
            return
        for size in SIZES:
            with sized(person.page, size):
                path = self.folder / f"{len(self.taken) // 2 + 1:02d}-{name}-{size['width']}.png"
                person.page.screenshot(path=path, full_page=True)
                self.taken.append(path)

    def visit(self, person: Person, pages: dict[str, str]) -> None:
        """Take pages by name and address."""
        for name, path in pages.items():
            if not self.only or self.only in name:
                person.page.goto(path, wait_until="load")
                self.take(person, name)

    def sheets(self) -> list[Path]:
        """Lay all pictures out on contact sheets."""
        made = []
        for start in range(0, len(self.taken), _SHEET):
            made.append(
                _sheet(self.taken[start : start + _SHEET], self.folder / f"sheet-{start // _SHEET + 1}.png")
            )
        return made


def _sheet(pictures: list[Path], target: Path) -> Path:
    rows = -(-len(pictures) // _COLUMNS)
    width, height = _THUMB
    sheet = Image.new("RGB", (_COLUMNS * (width + 12), rows * (height + 30)), "#d8d4cc")
    draw = ImageDraw.Draw(sheet)
    for place, path in enumerate(pictures):
        left, top = place % _COLUMNS * (width + 12), place // _COLUMNS * (height + 30)
        with Image.open(path) as opened:
            picture = opened.convert("RGB")
        scale = width / picture.width
        picture = picture.resize((width, max(1, round(picture.height * scale))))
        sheet.paste(picture.crop((0, 0, width, min(height, picture.height))), (left, top + 20))
        draw.text((left + 2, top + 4), path.stem, fill="#202020")
    sheet.save(target)
    return target


def _overview(tour: Tour) -> None:
    """The picture of the README: a page on a telephone beside the officer's page."""
    citizen, desk = tour.meet(), tour.officer("tiepnhan")
    sent = birth.submit(citizen, Child("Nguyễn Minh Khôi", relation="Mẹ"), tour.photo, MOTHER)
    citizen.page.set_viewport_size({"width": 360, "height": 760})
    citizen.page.goto(f"/thu-tuc/{birth.CODE}/")
    desk.page.set_viewport_size({"width": 1280, "height": 1160})
    desk.page.goto(birth.at_counter(sent))
    desk.page.wait_for_load_state("networkidle")
    left = Image.open(io.BytesIO(citizen.page.screenshot())).convert("RGB")
    right = Image.open(io.BytesIO(desk.page.screenshot())).convert("RGB")
    right = right.resize((round(right.width * 760 / right.height), 760))
    joined = Image.new("RGB", (360 + right.width + 3 * 12, 760 + 24), "#cfc8bb")
    joined.paste(left, (12, 12))
    joined.paste(right, (384, 12))
    OVERVIEW.parent.mkdir(parents=True, exist_ok=True)
    joined.quantize(128).save(OVERVIEW, optimize=True)


def _run(work: Callable[[Tour], None], only: str) -> list[Path]:
    folder = ROOT / "var" / "screenshots"
    if not only:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    camera = Camera(folder, only)
    with (
        tempfile.TemporaryDirectory() as scratch,
        shared(Path(scratch)) as product,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        work(Tour(browser, product, camera, Path(scratch)))
        browser.close()
    return camera.sheets()


def main() -> int:
    """Take the pictures that were asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="", help="take pages whose name holds this word")
    parser.add_argument("--overview", action="store_true", help="take docs/images/overview.png alone")
    options = parser.parse_args()
    made = _run(_overview if options.overview else everything, options.only)
    sys.stdout.write("\n".join(str(path) for path in made or [OVERVIEW]) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
