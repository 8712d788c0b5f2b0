"""Turn a Typst template and plain data into a PDF: same input, same bytes.

Data reach the template as the file `/data.json`, so a value can never become source. A template sees four
things only: itself, its data, the shared layout as `/official.typ`, and the given files as `/files/<name>`;
its root on disk is empty.
"""

import json
import os
import re
import tempfile
import threading
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, cast

import segno
import typst

_LAYOUTS = Path(__file__).parent / "typst"
_FONT_FOLDER = Path("node_modules", "@expo-google-fonts", "tinos")
_DARK_RUN = re.compile(rb"\x01+")
_local = threading.local()


class TypesettingError(Exception):
    """The template cannot be compiled, or the fonts are not there: a fault of ours, not of the person."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that the template reserved with `mark(...)`.

    `page` counts from 1; the other values are points (1/72 inch) from the top left corner of the page.
    """

    name: str
    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Typeset:
    """A PDF and the places reserved in it."""

    pdf: bytes
    marks: tuple[Mark, ...]


def typeset(
    template: str | Path,
    data: Mapping[str, Any],
    *,
    files: Mapping[str, bytes] | None = None,
    created_at: datetime,
) -> bytes:
    """Return the PDF of `template` filled with `data` (values that JSON knows).

    `template` is a path (a Path, or a str that ends in ".typ") or the source itself. `files` are images for
    the template, `image("/files/<name>")`. `created_at` (aware) is the creation date written into the PDF.
    Raises TypesettingError.
    """
    sources = _sources(template, data, files)
    return cast(bytes, _compile(sources, format="pdf", timestamp=int(created_at.timestamp())))


def typeset_marked(
    template: str | Path,
    data: Mapping[str, Any],
    *,
    files: Mapping[str, bytes] | None = None,
    created_at: datetime,
) -> Typeset:
    """Like `typeset`, and also return where the template put its marks (about twice the work)."""
    sources = _sources(template, data, files)
    pdf = cast(bytes, _compile(sources, format="pdf", timestamp=int(created_at.timestamp())))
    try:
        found = typst.query(
            cast(Any, sources),
            "<mark>",
            field="value",
            root=_empty_root(),
            font_paths=_fonts(),
            ignore_system_fonts=True,
        )
    except typst.TypstError as error:
        raise TypesettingError(error.diagnostic) from error
    return Typeset(pdf, tuple(Mark(**mark) for mark in json.loads(found)))


def typeset_pages(
    template: str | Path,
    data: Mapping[str, Any],
    *,
    files: Mapping[str, bytes] | None = None,
    ppi: float = 96,
) -> tuple[bytes, ...]:
    """Return each page as a PNG of `ppi` pixels per inch, for previews and tests."""
    pages = _compile(_sources(template, data, files), format="png", ppi=ppi)
    return (pages,) if isinstance(pages, bytes) else tuple(pages)


def qr_svg(text: str) -> bytes:
    """Return `text` as a QR code (SVG, error correction M, quiet zone of 4 modules).

    The mask is fixed: choosing the best of eight costs three times as much as the rest of the code, and every
    mask is valid.
    """
    rows = segno.make_qr(text, error="m", mask=3, boost_error=False).matrix
    side = len(rows) + 8
    runs = "".join(
        f"M{run.start() + 4} {y}h{len(run[0])}v1H{run.start() + 4}z"
        for y, row in enumerate(rows, start=4)
        for run in _DARK_RUN.finditer(bytes(row))
    )
    size = f'viewBox="0 0 {side} {side}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><path d="{runs}"/></svg>'.encode()


def font_folder() -> Path:
    """Return the folder with the Tinos fonts: MOTCUA_FONTS, or the one npm installed above this file."""
    named = os.environ.get("MOTCUA_FONTS")
    candidates: Iterable[Path] = (
        [Path(named)] if named else (parent / _FONT_FOLDER for parent in Path(__file__).resolve().parents)
    )
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise TypesettingError(f"the Tinos fonts are not installed ({named or _FONT_FOLDER}): run npm ci")


def _compile(sources: dict[str, bytes], **options: Any) -> bytes | list[bytes]:
    try:
        made = _compiler().compile(input=cast(Any, sources), **options)
    except typst.TypstError as error:
        raise TypesettingError(error.diagnostic) from error
    return cast("bytes | list[bytes]", made)


def _sources(
    template: str | Path, data: Mapping[str, Any], files: Mapping[str, bytes] | None
) -> dict[str, bytes]:
    is_path = isinstance(template, Path) or template.endswith(".typ")
    main = Path(template).read_bytes() if is_path else cast(str, template).encode()
    sources = {"main.typ": main, "data.json": _data_file(data), **_layouts()}
    sources.update({f"files/{name}": content for name, content in (files or {}).items()})
    return sources


def _data_file(data: Mapping[str, Any]) -> bytes:
    """Composed letters only (a decomposed accent would be set beside its letter); no lone surrogates."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return unicodedata.normalize("NFC", text).encode("utf-8", "replace")


@cache
def _layouts() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(_LAYOUTS.glob("*.typ"))}


@cache
def _fonts() -> typst.Fonts:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder())]
    )
    if "Tinos" not in fonts.families():
        raise TypesettingError(f"{font_folder()} does not hold Tinos")
    return fonts


@cache
def _root() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="motcua-typst-")


def _empty_root() -> str:
    return _root().name


def _compiler() -> typst.Compiler:
    """One compiler a thread: it keeps the parsed layout and the fonts from one paper to the next."""
    if not hasattr(_local, "compiler"):
        root = _empty_root()
        _local.compiler = typst.Compiler(
            root=root,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            package_path=root,
            package_cache_path=root,
        )
    return cast(typst.Compiler, _local.compiler)
