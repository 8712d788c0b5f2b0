"""Papers that a person lays, the list of them, and the line that they go over in pieces."""

import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import Route, expect

from tests.journeys.person import Person

PAPER = "Giấy chứng sinh"
# With what a form adds around the photo.
LIGHT_ENOUGH = 255_000
# The first piece of a file.
PIECE = 65_536


def rows(person: Person) -> list[str]:
    """Return what the box lists, once every file was sent, refused, or waits for a word."""
    listed = person.page.locator("[data-upload-list]")
    on_the_way = re.compile("Đang chuẩn bị|Chờ gửi|Đang gửi|Mất mạng")
    expect(listed.get_by_text(on_the_way)).to_have_count(0, timeout=20_000)
    return [re.sub(r"\s+", " ", text) for text in listed.locator("li").all_inner_texts()]


def laid(person: Person) -> list[str]:
    """Return what lies with the paper, once nothing is on its way."""
    rows(person)
    return [re.sub(r"\s+", " ", text) for text in person.page.locator("[data-laid] li").all_inner_texts()]


class Line:
    """What goes over the line of a person in pieces, and where it is cut."""

    def __init__(self, person: Person) -> None:
        self.person, self.cut_from, self.pieces = person, None, []
        person.context.route("**/gui/*/", self._pass)

    def _pass(self, route: Route) -> None:
        request = route.request
        at = int(request.headers.get("upload-offset", 0))
        if self.cut_from is not None and (request.method == "HEAD" or at >= self.cut_from):
            route.abort("connectionreset")
            return
        if request.method == "PATCH":
            self.pieces.append((at, len(request.post_data_buffer or b"")))
        route.continue_()

    def cuts(self, at: int) -> None:
        """Cut every piece that begins at so many bytes or later."""
        self.person.cut = self.person.was_cut = True
        self.cut_from = at

    def mends(self) -> None:
        """Let everything through again."""
        self.person.cut, self.cut_from = False, None

    @property
    def sent(self) -> int:
        """Bytes that went over."""
        return sum(size for _, size in self.pieces)

    def is_seamless(self) -> bool:
        """Whether each piece begins where the last one ended."""
        ends = [at + size for at, size in self.pieces]
        return [at for at, _ in self.pieces] == [0, *ends[:-1]]


def of_250_kilobytes(target: Path) -> Path:
    """Write a photo that is light enough to go as it is, in three pieces."""
    page = Image.new("L", (680, 880), "white")
    page.paste(Image.effect_noise((600, 800), 100), (40, 40))
    page.save(target, quality=65)
    assert 230_000 < target.stat().st_size <= 250_000, target.stat().st_size
    return target
