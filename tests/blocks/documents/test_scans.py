"""A PDF of scanned pages is judged like the photos it is made of; a page of letters is not."""

import io
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from motcua.blocks.documents.inspection.binding import bind
from motcua.blocks.documents.inspection.checking import check
from motcua.blocks.documents.inspection.scans import doubts_of_scans
from tests.blocks.documents.samples import LIMIT, paper


def sheet() -> Any:
    """A page of print, as a scanner at 100 dpi sees it."""
    page = Image.new("RGB", (830, 1170), "#f0ece0")
    draw = ImageDraw.Draw(page)
    for line in range(30):
        draw.text(
            (60, 60 + 35 * line),
            "CONG HOA XA HOI CHU NGHIA VIET NAM 051192008834",
            fill="#202020",
            font_size=22,
        )
    return page


def jpeg(page: Any) -> bytes:
    out = io.BytesIO()
    page.save(out, "JPEG", quality=85)
    return out.getvalue()


def blurred() -> bytes:
    return jpeg(sheet().filter(ImageFilter.GaussianBlur(9)))


def dark() -> bytes:
    return jpeg(ImageEnhance.Brightness(sheet()).enhance(0.2))


@pytest.mark.parametrize(
    ("pages", "doubts"),
    [((sheet,), ()), ((sheet, blurred), ("blurred",)), ((blurred, dark, blurred), ("dark", "blurred"))],
)
def test_each_page_is_looked_at(pages: tuple[Any, ...], doubts: tuple[str, ...]) -> None:
    scanned = bind([make() if make is not sheet else jpeg(sheet()) for make in pages])
    assert check(scanned, "quet.pdf", LIMIT).doubts == doubts


def test_a_picture_beside_letters_is_not_judged() -> None:
    with pikepdf.open(io.BytesIO(bind([blurred()]))) as scanned:
        scanned.pages[0].Resources.Font = Dictionary(F1=Dictionary(Type=Name.Font))
        out = io.BytesIO()
        scanned.save(out)
    assert doubts_of_scans(out.getvalue()) == []
    assert doubts_of_scans(paper()) == []


def test_a_photo_that_no_viewer_shows_is_told() -> None:
    with pikepdf.open(io.BytesIO(bind([jpeg(sheet())]))) as scanned:
        (photo,) = scanned.pages[0].get_images().values()
        photo.write(b"\xff\xd8\xff\xe0 no picture", filter=Name.DCTDecode)
        out = io.BytesIO()
        scanned.save(out)
    kept = check(out.getvalue(), "quet.pdf", LIMIT)
    assert kept.doubts == ("broken",)
