"""Pictures written as JPEG, as light as a page may be and no heavier than they came. Runs in the child process."""

import io
from collections.abc import Iterator
from typing import Any

from PIL import Image, JpegImagePlugin

# Bytes of a page: what a telephone makes of a photo before it sends it, too.
LIGHT = 250_000
# Longer side in pixels and quality, tried in turn until a page is light; from less than the last small print is hard
# to read, so a page that is heavier even then stays so.
_TRIES = ((2400, 75), (2200, 65), (2000, 60), (1800, 55), (1600, 50), (1600, 40))
# How much coarser than it came a picture is written when it grew.
_COARSER = (1.0, 1.06, 1.15, 1.3)
_FULL_COLOUR, _HALF_COLOUR = 0, 2


def as_jpeg(picture: Any, came: Any = None, size: int = 0, quality: int = 85) -> bytes:
    """Return the picture as a JPEG without metadata: with full colour resolution (red stamps over text) when it is
    light so, else as heavy as a page may be.

    `came`: the JPEG, of `size` bytes, that it was; one that is light is written as finely as it came, no larger.
    """
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    if came is not None and size <= LIGHT:
        for data in _as_it_came(bare, came):
            if len(data) <= size:
                return data
    data = _written(bare, quality=quality, subsampling=_FULL_COLOUR)
    tries = iter(_TRIES)
    while len(data) > LIGHT and (following := next(tries, None)):
        data = _smaller(bare, *following)
    return data


def _as_it_came(bare: Any, came: Any) -> Iterator[bytes]:
    """Yield the picture written with the tables that it came with, then coarser ones."""
    tables = getattr(came, "quantization", {})
    if came.mode != "RGB" or sorted(came.size) != sorted(bare.size) or not tables:
        return
    sampling = JpegImagePlugin.get_sampling(came)
    for coarser in _COARSER:
        fine = [[min(255, max(1, round(step * coarser))) for step in table] for table in tables.values()]
        yield _written(bare, qtables=fine, subsampling=sampling if sampling >= 0 else _HALF_COLOUR)


def _smaller(bare: Any, side: int, quality: int) -> bytes:
    small = bare.copy()
    # Softer than Lanczos: less of the grain is left, which costs bytes and says nothing.
    small.thumbnail((side, side), Image.Resampling.HAMMING)
    return _written(small, quality=quality, subsampling=_HALF_COLOUR)


def _written(picture: Any, **how: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", optimize=True, **how)
    return out.getvalue()
