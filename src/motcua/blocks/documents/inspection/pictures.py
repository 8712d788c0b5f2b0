"""Pictures: opened for real, turned upright, made no larger than needed, and written anew.

Runs in the child process. What is kept is a JPEG of at most 2,400 pixels on the longer side (an A4 sheet at
200 dpi) and, where small print allows it, 250 kB, without any metadata: the place where a photo was taken is nobody's
business here.
"""

import io
from typing import Any

import pillow_heif

# The two plugins are those that Pillow would load at first need; the child may open no file by then.
from PIL import (
    Image,
    ImageFile,
    ImageOps,
    MpoImagePlugin,  # noqa: F401
    TiffImagePlugin,  # noqa: F401
    UnidentifiedImageError,
)

from motcua.blocks.documents.inspection.kinds import Kind
from motcua.blocks.documents.inspection.legibility import doubts_of
from motcua.blocks.documents.inspection.light import as_jpeg
from motcua.blocks.documents.inspection.refusal import Refusal

LONGEST = 2400
# JPEG is decoded at a fraction of its size, so the cameras with the most pixels are welcome.
_MOST_PIXELS = {"jpeg": 220_000_000, "png": 64_000_000, "webp": 64_000_000, "heic": 64_000_000}
_FORMATS = {"jpeg": ["JPEG"], "png": ["PNG"], "webp": ["WEBP"], "heic": ["HEIF"]}

Image.init()
Image.MAX_IMAGE_PIXELS = None  # Our own limits follow, by kind.
ImageFile.LOAD_TRUNCATED_IMAGES = False
pillow_heif.options.DECODE_THREADS = 1
pillow_heif.register_heif_opener(thumbnails=False)


def keep_picture(data: bytes, kind: Kind) -> tuple[bytes, list[str], list[str]]:
    """Return the JPEG to keep, notes on what was changed, and what makes it hard to read. Raises Refusal."""
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS[kind]) as picture:
            return _keep(picture, kind, len(data))
    except MemoryError as full:
        raise Refusal("picture_too_large") from full
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, RuntimeError) as broken:
        raise Refusal("picture_damaged") from broken


def _keep(picture: Any, kind: Kind, size: int) -> tuple[bytes, list[str], list[str]]:
    width, height = picture.size
    if width * height > _MOST_PIXELS[kind]:
        raise Refusal("picture_too_large")
    picture.draft("RGB", (LONGEST, LONGEST))
    upright = ImageOps.exif_transpose(picture)
    notes = ["picture_reduced"] if max(width, height) > LONGEST else []
    if max(upright.size) > LONGEST:
        upright.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    flat = _flat(upright)
    return as_jpeg(flat, picture if kind == "jpeg" else None, size), notes, doubts_of(flat)


def _flat(picture: Any) -> Any:
    """Return the picture in RGB; what was transparent becomes white paper."""
    if picture.mode.startswith(("I", "F")):
        # 16 bits a point, from some scanners: conversion alone would cut off all but black.
        picture = picture.convert("I").point(lambda v: v * (1 / 256)).convert("L")
    if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        paper.alpha_composite(seen)
        picture = paper
    return picture.convert("RGB")


def shrink(data: bytes, width: int) -> bytes:
    """Return a JPEG of ours reduced to a width, for a preview."""
    with Image.open(io.BytesIO(data), formats=["JPEG"]) as picture:
        picture.draft("RGB", (width, width))
        picture.thumbnail((width, width * 4))
        return as_jpeg(picture.convert("RGB"), quality=78)
