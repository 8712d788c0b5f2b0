"""Read the text of a PDF that Typst made, with pikepdf alone: glyph codes through the ToUnicode maps."""

import io
import re
from typing import Any

import pikepdf

_PAIRS = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page in the order it is drawn, white space squeezed to single blanks."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [_squeeze(_text_of(page.obj, page.obj)) for page in document.pages]


def document_text(pdf: bytes) -> str:
    """Return the text of all pages."""
    return " ".join(page_texts(pdf))


def font_names(pdf: bytes) -> set[str]:
    """Return the names of the embedded fonts without their subset prefix."""
    names = set()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
                names.add(str(thing["/FontName"]).lstrip("/").split("+")[-1])
    return names


def appearance_text(pdf: bytes, field: str) -> str:
    """Return the text drawn by the normal appearance of the form field `field`."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for widget in document.Root.AcroForm.Fields:  # type: ignore[attr-defined]
            if str(widget.T) == field and "/AP" in widget:
                return _squeeze(_text_of(widget.AP.N, widget.AP.N))
    return ""


def _text_of(source: Any, holder: Any) -> str:
    fonts = {name: _glyph_map(font) for name, font in holder.get("/Resources", {}).get("/Font", {}).items()}
    xobjects = holder.get("/Resources", {}).get("/XObject", {})
    glyphs: dict[bytes, str] = {}
    out: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(source):
        name = str(operator)
        if name == "Tf":
            glyphs = fonts[str(operands[0])]
        elif name == "Tj":
            out.append(_decode(bytes(operands[0]), glyphs))
        elif name == "TJ":
            out += [_decode(bytes(part), glyphs) for part in operands[0] if isinstance(part, pikepdf.String)]
        elif name in ("ET", "Td", "Tm", "T*"):
            out.append(" ")
        elif name == "Do" and xobjects[str(operands[0])].get("/Subtype") == "/Form":
            out.append(_text_of(xobjects[str(operands[0])], xobjects[str(operands[0])]))
    return "".join(out)


def _glyph_map(font: Any) -> dict[bytes, str]:
    """Typst writes two-byte codes, and one `bfchar` pair for each; ranges do not occur."""
    cmap = font["/ToUnicode"].read_bytes()
    assert b"beginbfrange" not in cmap
    body = cmap[cmap.index(b"beginbfchar") :]
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be")
        for code, text in _PAIRS.findall(body)
    }


def _decode(raw: bytes, glyphs: dict[bytes, str]) -> str:
    return "".join(glyphs.get(raw[at : at + 2], "\ufffd") for at in range(0, len(raw), 2))


def _squeeze(text: str) -> str:
    return " ".join(text.split())
