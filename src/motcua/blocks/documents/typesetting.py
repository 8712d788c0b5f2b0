"""Turn a Typst template and plain data into a PDF: same input, same bytes.

Data reach the template as the file `/data.json`, so a value can never become source. A template sees four
things only: itself, its data, the shared layout as `/official.typ`, and the given files as `/files/<name>`;
nothing else lies under its root.
"""

import json
import os
import re
import tempfile
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
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
_FILE_NAME = re.compile(r"[A-Za-z0-9_-]+\.[a-z0-9]+")
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
    job = _Job(template, data, files)
    return cast(bytes, job.compile(format="pdf", timestamp=int(created_at.timestamp())))


def typeset_marked(
    template: str | Path,
    data: Mapping[str, Any],
    *,
    files: Mapping[str, bytes] | None = None,
    created_at: datetime,
) -> Typeset:
    """Like `typeset`, and also return where the template put its marks (about twice the work)."""
    job = _Job(template, data, files)
    pdf = cast(bytes, job.compile(format="pdf", timestamp=int(created_at.timestamp())))
    found = job.query("<mark>")
    return Typeset(pdf, tuple(Mark(**mark) for mark in json.loads(found)))


def typeset_pages(
    template: str | Path,
    data: Mapping[str, Any],
    *,
    files: Mapping[str, bytes] | None = None,
    ppi: float = 96,
) -> tuple[bytes, ...]:
    """Return each page as a PNG of `ppi` pixels per inch, for previews and tests."""
    pages = _Job(template, data, files).compile(format="png", ppi=ppi)
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


class _Job:
    """One paper to set. The binding takes text files from memory; others lie on the disk while it works."""

    def __init__(
        self, template: str | Path, data: Mapping[str, Any], files: Mapping[str, bytes] | None
    ) -> None:
        is_path = isinstance(template, Path) or template.endswith(".typ")
        main = Path(template).read_bytes() if is_path else cast(str, template).encode()
        self._texts = {"main.typ": main, "data.json": _data_file(data), **_layouts()}
        self._binaries: dict[str, bytes] = {}
        for name, content in (files or {}).items():
            if not _FILE_NAME.fullmatch(name):
                raise TypesettingError(f"{name!r} is no name for a file of a template")
            if name.endswith(".svg"):
                self._texts[f"files/{name}"] = content
            else:
                self._binaries[name] = content

    def compile(self, **options: Any) -> bytes | list[bytes]:
        """Return what the compiler makes of it."""
        with self._laid_out():
            made = _bench().compiler.compile(input=cast(Any, self._texts), **options)
        return cast("bytes | list[bytes]", made)

    def query(self, selector: str) -> str:
        """Return the values of the elements that `selector` finds, as JSON."""
        with self._laid_out():
            return typst.query(
                cast(Any, self._texts),
                selector,
                field="value",
                root=_bench().root.name,
                font_paths=_fonts(),
                ignore_system_fonts=True,
            )

    @contextmanager
    def _laid_out(self) -> Iterator[None]:
        folder = Path(_bench().root.name, "files")
        try:
            for name, content in self._binaries.items():
                folder.mkdir(exist_ok=True)
                (folder / name).write_bytes(content)
            yield
        except typst.TypstError as error:
            raise TypesettingError(error.diagnostic) from error
        finally:
            for name in self._binaries:
                (folder / name).unlink(missing_ok=True)


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


@dataclass(frozen=True)
class _Bench:
    """A compiler and its root, one a thread: it keeps the parsed layout and the fonts between papers."""

    root: tempfile.TemporaryDirectory[str]
    compiler: typst.Compiler


def _bench() -> _Bench:
    if not hasattr(_local, "bench"):
        root = tempfile.TemporaryDirectory(prefix="motcua-typst-")
        compiler = typst.Compiler(
            root=root.name,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            package_path=root.name,
            package_cache_path=root.name,
        )
        _local.bench = _Bench(root, compiler)
    return cast(_Bench, _local.bench)
