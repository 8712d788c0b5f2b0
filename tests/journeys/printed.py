"""Look at a PDF the way a telephone's camera does: drawn as a picture, QR code read."""

import io
from pathlib import Path

import typst
import zxingcpp
from PIL import Image

_SHEET = """#set page(width: 210mm, height: 297mm, margin: 0pt)
#image("/sheet.pdf", width: 100%, page: {page})
"""


def picture(pdf: bytes, folder: Path, *, page: int = 1, ppi: int = 150) -> Image.Image:
    """Draw a page of a PDF in A4 size."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sheet.pdf").write_bytes(pdf)
    (folder / "sheet.typ").write_text(_SHEET.format(page=page))
    drawn = typst.compile(str(folder / "sheet.typ"), root=str(folder), format="png", ppi=float(ppi))
    return Image.open(io.BytesIO(drawn))


def codes(pdf: bytes, folder: Path) -> list[str]:
    """Return what the QR codes on the first page say."""
    return [code.text for code in zxingcpp.read_barcodes(picture(pdf, folder))]
