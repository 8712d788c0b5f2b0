"""Where the visible signature, the seal, the number and the date stand on the page.

Legal basis: Decree 30/2020/NĐ-CP, Annex I, section II, parts 7 and 8: the image of the person's signature,
blue, centred between title and name; the image of the agency's red seal, in real size, over about a third of
the signature, on its left.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

POINTS_PER_MM = 72 / 25.4
A4_HEIGHT = 297 * POINTS_PER_MM
SEAL_DIAMETER_MM = 36.0
SEAL_COVERS = 1 / 3


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page: `page` from 1; the rest in points from the lower left corner of the page."""

    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Return the width in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Return the height in points."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class SignatureLayout:
    """The places of a paper that a person signs and the agency seals. `number` and `date` are there when the
    clerk writes them after the signature."""

    person: Box
    agency: Box
    number: Box | None = None
    date: Box | None = None


class Mark(Protocol):
    """A place reserved by the template (see `documents`): points from the upper left corner."""

    @property
    def name(self) -> str: ...
    @property
    def page(self) -> int: ...
    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...


def seal_box(signature: Box, *, diameter_mm: float = SEAL_DIAMETER_MM, page_edge: float = 0.0) -> Box:
    """Return the square of the seal: its right edge lies a third into the signature, its centre on the centre
    line of the signature; never left of `page_edge` (points)."""
    diameter = diameter_mm * POINTS_PER_MM
    left = max(signature.left + signature.width * SEAL_COVERS - diameter, page_edge)
    bottom = max((signature.bottom + signature.top - diameter) / 2, 0.0)
    return Box(signature.page, left, bottom, left + diameter, bottom + diameter)


def layout_from_marks(
    marks: Iterable[Mark], *, page_height: float = A4_HEIGHT, seal_diameter_mm: float = SEAL_DIAMETER_MM
) -> SignatureLayout:
    """Return the layout of a paper whose template marked "person" and, when the clerk writes them, "number"
    and "date"; the seal follows from the person's place. Raises ValueError when nobody signs."""
    boxes = {
        mark.name: Box(
            mark.page,
            mark.x,
            page_height - mark.y - mark.height,
            mark.x + mark.width,
            page_height - mark.y,
        )
        for mark in marks
    }
    person = boxes.get("person")
    if person is None:
        raise ValueError("the template marks no place for the person who signs")
    seal = seal_box(person, diameter_mm=seal_diameter_mm)
    return SignatureLayout(person, seal, boxes.get("number"), boxes.get("date"))
