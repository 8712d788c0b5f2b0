from dataclasses import dataclass

import pytest

from motcua.blocks.signatures.api import Box, layout_from_marks, seal_box
from motcua.blocks.signatures.rules.appearance import A4_HEIGHT, POINTS_PER_MM

SIGNATURE = Box(page=1, left=360, bottom=200, right=480, top=260)


@dataclass(frozen=True)
class Mark:
    name: str
    page: int
    x: float
    y: float
    width: float
    height: float


def test_the_seal_covers_a_third_of_the_signature_from_its_left() -> None:
    seal = seal_box(SIGNATURE)
    assert (seal.right - SIGNATURE.left) / SIGNATURE.width == pytest.approx(1 / 3)
    assert seal.left < SIGNATURE.left
    assert (seal.bottom + seal.top) / 2 == pytest.approx((SIGNATURE.bottom + SIGNATURE.top) / 2)


def test_the_seal_has_its_real_size() -> None:
    seal = seal_box(SIGNATURE, diameter_mm=36)
    assert seal.width == seal.height == pytest.approx(36 * POINTS_PER_MM)


def test_the_seal_stays_on_the_page() -> None:
    seal = seal_box(Box(page=1, left=20, bottom=10, right=140, top=70))
    assert (seal.left, seal.bottom) == (0, 0)


def test_marks_from_the_top_become_boxes_from_the_bottom() -> None:
    marks = [
        Mark("person", 2, 300, 500, 119, 57),
        Mark("number", 1, 100, 80, 108, 15),
        Mark("date", 1, 300, 80, 153, 15),
    ]
    layout = layout_from_marks(marks)
    assert layout.person == Box(2, 300, A4_HEIGHT - 557, 419, A4_HEIGHT - 500)
    assert layout.agency == seal_box(layout.person)
    assert layout.number is not None
    assert layout.number.height == pytest.approx(15)


def test_a_paper_may_have_its_number_already() -> None:
    layout = layout_from_marks([Mark("person", 1, 300, 500, 119, 57), Mark("date", 1, 300, 80, 153, 15)])
    assert layout.number is None
    assert layout.date is not None


def test_a_template_without_places_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        layout_from_marks([Mark("number", 1, 0, 0, 1, 1)])
