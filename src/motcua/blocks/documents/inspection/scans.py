"""Whether the scanned pages of a PDF paper can be read. Runs in the child process, on a paper that passed the check.

Only pages that are one photo and nothing else are judged: what is written with fonts can always be read.
"""

import io
from itertools import islice

import pikepdf
from pikepdf import Array, Name
from PIL import Image, UnidentifiedImageError

from motcua.blocks.documents.inspection.legibility import SIDE, doubts_of

# The first pages tell how a paper was scanned; a long one would take the time of the check.
_MOST_JUDGED = 20


def doubts_of_scans(data: bytes) -> list[str]:
    """Return what makes pages hard to read: "dark", "blurred", "broken", each once."""
    found: list[str] = []
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as paper:
        for page in islice(paper.pages, _MOST_JUDGED):
            found += [doubt for doubt in _doubts_of(page) if doubt not in found]
    return found


def _doubts_of(page: pikepdf.Page) -> list[str]:
    try:
        photo = _only_photo(page)
        return [] if photo is None else _judged(photo)
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, RuntimeError, OverflowError):
        # A viewer would stumble there too, whatever it shows of the rest.
        return ["broken"]


def _only_photo(page: pikepdf.Page) -> bytes | None:
    """Return the photo of a page that shows one and no text."""
    if "/Resources" not in page or "/Font" in page.Resources:
        return None
    images = list(page.get_images(recursive=False).values())
    return images[0].read_raw_bytes() if len(images) == 1 and _is_photo(images[0]) else None


def _is_photo(image: pikepdf.Object) -> bool:
    packed = image.get("/Filter")
    return packed == Name.DCTDecode or (isinstance(packed, Array) and list(packed) == [Name.DCTDecode])


def _judged(photo: bytes) -> list[str]:
    try:
        with Image.open(io.BytesIO(photo), formats=["JPEG"]) as picture:
            picture.draft("L", (SIDE, SIDE))
            return doubts_of(picture)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return ["broken"]
