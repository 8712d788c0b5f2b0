"""PDF papers: opened for real, and refused or cleaned when they can act by themselves.

Runs in the child process. A sound paper that does nothing is kept byte for byte. One that carries a script,
an action that leaves the page, or another file loses that part; when it is signed it is refused instead,
because cleaning would break the signature.
"""

import io
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from motcua.blocks.documents.inspection.refusal import Refusal

MOST_PAGES = 300
_MOST_OBJECTS = 300_000
_MOST_NESTING = 60
_MOST_PIXELS = 220_000_000
# Bytes that all compressed streams of a paper may unfold to.
_MOST_UNFOLDED = 600 * 1024 * 1024
_LOOSE_END = 1024
_ACTIONS = {
    "/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/ResetForm", "/GoToE", "/GoToR", "/Rendition",
    "/Movie", "/Sound", "/RichMediaExecute",
}  # fmt: skip
_CARRIERS = ("/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent", "/RichMediaSettings")
_PLAYERS = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}


def keep_paper(data: bytes) -> tuple[bytes, int, list[str]]:
    """Return the bytes to keep, the number of pages and notes. Raises Refusal."""
    _refuse_polyglot(data)
    try:
        return _keep(data)
    except pikepdf.PasswordError as locked:
        raise Refusal("paper_locked") from locked
    except MemoryError as full:
        raise Refusal("paper_bomb") from full
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, RuntimeError, OverflowError) as broken:
        raise Refusal("paper_damaged") from broken


def _keep(data: bytes) -> tuple[bytes, int, list[str]]:
    try:
        paper, note = _open(data), "paper_cleaned"
    except pikepdf.PasswordError:
        raise
    except pikepdf.PdfError:
        paper, note = _repaired(data), "paper_repaired"
    with paper:
        pages = _examine(paper)
        found = list(_acting(paper))
        if not found and note == "paper_cleaned":
            return data, pages, []
        if is_signed(paper):
            raise Refusal("paper_acts_and_signed" if found else "paper_damaged")
        for part in found:
            _disarm(part)
        cleaned = io.BytesIO()
        # The metadata are left alone: mending them would mean parsing a stranger's XML.
        paper.save(cleaned, fix_metadata_version=False)
    return _proved_clean(cleaned.getvalue(), pages), pages, ["paper_cleaned" if found else note]


def _open(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True)


def _repaired(data: bytes) -> pikepdf.Pdf:
    """Open a paper with a faulty table of contents; one that arrived in part would lose pages silently."""
    if b"%%EOF" not in data[-2048:]:
        raise Refusal("paper_damaged")
    return pikepdf.open(io.BytesIO(data), suppress_warnings=True)


def _refuse_polyglot(data: bytes) -> None:
    """A file that is also something else (a PDF with an archive behind it) hides what it is."""
    end = data.rfind(b"%%EOF")
    if end < 0:
        raise Refusal("paper_damaged")
    if len(data[end + 5 :].strip(b"\0\r\n\t \x1a")) > _LOOSE_END:
        raise Refusal("polyglot")
    tail = data[-66_000:]
    if b"PK\x05\x06" in tail and data.find(b"PK\x01\x02") >= 0:
        raise Refusal("polyglot")


def _examine(paper: pikepdf.Pdf) -> int:
    pages = len(paper.pages)
    if pages == 0:
        raise Refusal("paper_damaged")
    if pages > MOST_PAGES:
        raise Refusal("paper_too_long")
    if len(paper.objects) > _MOST_OBJECTS:
        raise Refusal("paper_bomb")
    left = _MOST_UNFOLDED
    for part in paper.objects:
        if isinstance(part, Stream):
            left -= _unfolded(part, left)
    return pages


def _filters(stream: Any) -> list[str]:
    named = stream.get("/Filter")
    if named is None:
        return []
    return [str(f) for f in named] if isinstance(named, Array) else [str(named)]


def _unfolded(stream: Any, left: int) -> int:
    """Return how many bytes a stream unfolds to; Refusal when that is more than is `left`."""
    points = int(stream.get("/Width", 0)) * int(stream.get("/Height", 0))
    if stream.get("/Subtype") == Name.Image and points > _MOST_PIXELS:
        raise Refusal("paper_bomb")
    filters = _filters(stream)
    if sum(f in ("/FlateDecode", "/LZWDecode", "/Fl", "/LZW", "/RunLengthDecode") for f in filters) > 1:
        raise Refusal("paper_bomb")
    if filters[:1] not in (["/FlateDecode"], ["/Fl"]):
        return 0
    unfold, raw, size = zlib.decompressobj(), stream.read_raw_bytes(), 0
    while raw:
        try:
            size += len(unfold.decompress(raw, 1024 * 1024))
        except zlib.error:
            return size  # Viewers show what could be read; so do we.
        if size > left:
            raise Refusal("paper_bomb")
        raw = unfold.unconsumed_tail
    return size


def _dictionaries(part: Object, depth: int = 0) -> Iterator[Any]:
    """Give a part's dictionaries, its own and those written inside it (not those it refers to)."""
    if depth > _MOST_NESTING:
        raise Refusal("paper_bomb")
    inside: list[Any] = []
    if isinstance(part, (Dictionary, Stream)):
        yield part
        inside = [value for _, value in part.items()]
    elif isinstance(part, Array):
        inside = list(part)
    for value in inside:
        if isinstance(value, (Dictionary, Array)) and not value.is_indirect:
            yield from _dictionaries(value, depth + 1)


def _all_dictionaries(paper: pikepdf.Pdf) -> Iterator[Any]:
    for part in paper.objects:
        yield from _dictionaries(part)
    yield from _dictionaries(paper.trailer)


def _names(value: Any) -> str:
    return str(value) if isinstance(value, Name) else ""


def _acts(part: Any) -> bool:
    return (
        _names(part.get("/S")) in _ACTIONS
        or _names(part.get("/Subtype")) in _PLAYERS
        or _names(part.get("/Type")) == "/EmbeddedFile"
        or any(key in part for key in _CARRIERS)
    )


def _acting(paper: pikepdf.Pdf) -> Iterator[Any]:
    return (part for part in _all_dictionaries(paper) if _acts(part))


def is_signed(paper: pikepdf.Pdf) -> bool:
    """Tell whether a paper carries a signature, which any change would break."""
    return any("/ByteRange" in part and "/Contents" in part for part in _all_dictionaries(paper))


def _disarm(part: Any) -> None:
    """Take the acting part away and leave the rest of the page as it is."""
    if isinstance(part, Stream):
        # The carried file itself; nothing points to it any more once its carriers are gone.
        part.write(b"")
        del part["/Type"]
        return
    for key in _CARRIERS:
        if key in part:
            del part[key]
    if _names(part.get("/S")) in _ACTIONS:
        for key in list(part.keys()):
            del part[key]
    if _names(part.get("/Subtype")) in _PLAYERS:
        part["/Subtype"] = Name("/Square")


def _proved_clean(data: bytes, pages: int) -> bytes:
    with _open(data) as again:
        if len(again.pages) != pages or any(True for _ in _acting(again)):
            raise Refusal("paper_acts")
    return data
