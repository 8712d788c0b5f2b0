"""A page of paper weighs 250 kB at most and can still be read; what came light is never made heavier."""

import io
from functools import cache
from typing import Any

import pytest
import segno
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

from motcua.blocks.documents.inspection.checking import Inspected, check
from motcua.blocks.documents.inspection.light import LIGHT
from motcua.blocks.documents.inspection.parent import ask
from tests.blocks.documents.samples import LIMIT

pytestmark = pytest.mark.slow

# A point of these codes is as fine as a stroke of small print: whoever reads the one reads the other.
CODES = ("051192008834|Tran Thi Binh", "So: 12/2026 - quyen 01")


@cache
def photo(grain: int) -> Any:
    """Write a page full of small print, as a telephone of 12 megapixels takes it, with grain."""
    table = Image.effect_noise((3000, 4000), grain).filter(ImageFilter.GaussianBlur(1)).convert("RGB")
    paper = Image.new("RGB", (2600, 3600), "#f3efe4")
    draw = ImageDraw.Draw(paper)
    for line in range(48):
        text = "CONG HOA XA HOI CHU NGHIA VIET NAM, Doc lap - Tu do - Hanh phuc, so 051192008834, ngay 13/11/2026"
        draw.text((160, 700 + 58 * line), text, fill="#202020", font_size=44)
    for number, code in enumerate(CODES):
        drawn = io.BytesIO()
        segno.make(code, error="m").save(drawn, kind="png", scale=4 + number, border=4)
        with Image.open(drawn) as picture:
            paper.paste(picture.convert("RGB"), (200 + 1200 * number, 200))
    table.paste(Image.blend(paper, table.crop((0, 0, 2600, 3600)), 0.2), (200, 200))
    return table


def written(picture: Any, form: str, **how: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **how)
    return out.getvalue()


def read(data: bytes) -> set[str]:
    with Image.open(io.BytesIO(data)) as picture:
        return {found.text for found in zxingcpp.read_barcodes(picture)}


def kept(data: bytes, name: str = "giay.jpg") -> Inspected:
    return check(data, name, LIMIT)


@pytest.mark.parametrize(
    ("form", "grain", "how"),
    [
        ("JPEG", 24, {"quality": 98}),
        ("JPEG", 8, {"quality": 92}),
        # To write such a file takes long; how well it is packed is nothing to us.
        ("HEIF", 24, {"enc_params": {"preset": "ultrafast"}}),
    ],
)
def test_a_heavy_photo_becomes_a_light_page_that_can_be_read(
    form: str, grain: int, how: dict[str, Any]
) -> None:
    sent = written(photo(grain), form, **how)
    assert len(sent) > 4 * LIGHT
    page = kept(sent, f"giay.{form.lower()}")
    assert len(page.data) <= LIGHT
    assert read(page.data) == set(CODES)
    assert page.doubts == ()


@pytest.mark.parametrize(
    "how", [{"quality": 45}, {"quality": 38, "subsampling": 0}, {"quality": 60, "exif": True}]
)
def test_what_a_telephone_made_light_is_not_made_heavier(how: dict[str, Any]) -> None:
    small = photo(8).copy()
    small.thumbnail((1600, 1600))
    if "exif" in how:
        small.thumbnail((1300, 1300))
        exif = Image.Exif()
        exif[0x0112] = 6
        how = {**how, "exif": exif}
    sent = written(small, "JPEG", **how)
    assert len(sent) <= LIGHT
    page = kept(sent)
    assert len(page.data) <= len(sent)
    with Image.open(io.BytesIO(page.data)) as picture:
        assert sorted(picture.size) == sorted(small.size)
    assert CODES[1] in read(page.data)


def test_turning_a_light_photo_does_not_make_it_heavier() -> None:
    page = kept(written(photo(8), "JPEG", quality=92))
    turned = ask({"task": "turn"}, page.data)
    assert turned.reason is None
    assert len(turned.data) <= len(page.data)
    assert read(turned.data) == set(CODES)


def test_a_light_picture_keeps_all_its_colour() -> None:
    stamp = Image.new("RGB", (400, 400), "white")
    ImageDraw.Draw(stamp).text((40, 150), "MAU DO", fill="#d01010", font_size=60)
    with Image.open(io.BytesIO(kept(written(stamp, "PNG"), "dau.png").data)) as picture:
        assert picture.layer[1][1:3] == (1, 1), "the colour of a stamp has every point"  # type: ignore[attr-defined]
