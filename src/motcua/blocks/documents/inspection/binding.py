"""Kept files turned, or bound into one paper. Runs in the child process, on files that passed the check before."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from motcua.blocks.documents.inspection.light import as_jpeg
from motcua.blocks.documents.inspection.papers import MOST_PAGES, is_signed
from motcua.blocks.documents.inspection.refusal import Refusal

# Points (1/72 inch): A4, with a margin that every printer leaves white.
_A4 = (595.276, 841.89)
_MARGIN = 14.0
_PDF = b"%PDF-"


def turn(data: bytes) -> bytes:
    """Return the file turned a quarter to the right. Raises Refusal for a signed paper."""
    if not data.startswith(_PDF):
        with Image.open(io.BytesIO(data), formats=["JPEG"]) as picture:
            return as_jpeg(picture.transpose(Image.Transpose.ROTATE_270), picture, len(data))
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as paper:
        if is_signed(paper):
            raise Refusal("paper_signed")
        for page in paper.pages:
            page.rotate(90, relative=True)
        return _saved(paper)


def bind(files: list[bytes]) -> bytes:
    """Return one paper with the pages of all files in their order. Raises Refusal."""
    bound = pikepdf.new()
    for data in files:
        if data.startswith(_PDF):
            with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as paper:
                if is_signed(paper):
                    raise Refusal("paper_signed")
                bound.pages.extend(paper.pages)
        else:
            _add_photo(bound, data)
        if len(bound.pages) > MOST_PAGES:
            raise Refusal("paper_too_long")
    return _saved(bound)


def _add_photo(bound: pikepdf.Pdf, data: bytes) -> None:
    """Lay a photo on a sheet of A4, lying when it is wider than high; not a dot of it is lost."""
    with Image.open(io.BytesIO(data), formats=["JPEG"]) as picture:
        width, height = picture.size
    paper = _A4 if height >= width else (_A4[1], _A4[0])
    scale = min((paper[0] - 2 * _MARGIN) / width, (paper[1] - 2 * _MARGIN) / height)
    shown = (width * scale, height * scale)
    left, low = (paper[0] - shown[0]) / 2, (paper[1] - shown[1]) / 2
    photo = pikepdf.Stream(bound, data)
    photo.stream_dict.update(
        Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height,
            ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.DCTDecode,
        )
    )  # fmt: skip
    drawing = f"q {shown[0]:.3f} 0 0 {shown[1]:.3f} {left:.3f} {low:.3f} cm /Photo Do Q".encode()
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, *paper]),
        Resources=Dictionary(XObject=Dictionary(Photo=bound.make_indirect(photo))),
        Contents=bound.make_indirect(pikepdf.Stream(bound, drawing)),
    )
    bound.pages.append(pikepdf.Page(bound.make_indirect(page)))


def _saved(paper: pikepdf.Pdf) -> bytes:
    # The same files give the same bytes, so that a repeated press makes no second file.
    out = io.BytesIO()
    paper.save(out, deterministic_id=True, fix_metadata_version=False)
    return out.getvalue()
