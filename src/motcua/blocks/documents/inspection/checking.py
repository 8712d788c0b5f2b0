"""The check of an upload: size, kind by content, real opening, and what to keep."""

from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, cast

from motcua.blocks.documents.errors import UploadRefused
from motcua.blocks.documents.inspection.kinds import CLAIMS, ending, safe_name, sniff
from motcua.blocks.documents.inspection.parent import ask
from motcua.blocks.documents.inspection.wording import DOUBTS, NOTES, misnamed, refused, too_big

_PDF, _JPEG = "application/pdf", "image/jpeg"
_MOST_PAGES = 300


class Readable(Protocol):
    """Something with bytes to read, such as an uploaded file."""

    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True)
class Inspected:
    """A file that passed the check: `data` are the bytes to keep, `notes` what to tell the sender, `doubts` what makes
    it hard to read (codes)."""

    media_type: Literal["application/pdf", "image/jpeg"]
    pages: int
    name: str = field(repr=False)
    data: bytes = field(repr=False)
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def check(source: bytes | Readable, declared_name: str, limit: int) -> Inspected:
    """Check a file and return what to keep of it. Raises UploadRefused, NotAvailable. `limit` in bytes."""
    data = _take(source, limit)
    if not data:
        raise _refusal("empty", "")
    claimed, kind = ending(declared_name), sniff(data)
    answer = ask({"task": "inspect"}, data)
    if answer.reason is not None:
        misleads = kind is None and (claimed in CLAIMS)
        raise _refusal(answer.reason, claimed if misleads else "")
    media_type = _believed(answer.told, answer.data, kind)
    if len(answer.data) > limit:
        raise _refusal("too_heavy", "")
    notes = [NOTES[n] for n in answer.told["notes"] if n in NOTES]
    if claimed and kind is not None and CLAIMS.get(claimed) != kind:
        notes.insert(0, misnamed(claimed, kind))
    name = safe_name(declared_name, media_type)
    doubts = tuple(d for d in DOUBTS if d in answer.told.get("doubts", ()))
    return Inspected(media_type, answer.told["pages"], name, answer.data, tuple(notes), doubts)


def _take(source: bytes | Readable, limit: int) -> bytes:
    """Return the bytes, never reading more than the limit allows."""
    size: Any = len(source) if isinstance(source, bytes) else getattr(source, "size", None)
    if isinstance(size, int) and size > limit:
        raise UploadRefused("too_big", too_big(size, limit))
    data = source if isinstance(source, bytes) else source.read(limit + 1)
    if len(data) > limit:
        raise UploadRefused("too_big", too_big(None, limit))
    return data


def _refusal(reason: str, claimed: str) -> UploadRefused:
    return UploadRefused(reason, refused(reason, claimed))


def _believed(
    told: dict[str, Any], data: bytes, kind: str | None
) -> Literal["application/pdf", "image/jpeg"]:
    """Return the media type, after a look at what the child gave: the file may have taken the child over."""
    expected = _PDF if kind == "pdf" else _JPEG
    begins = b"%PDF-" if kind == "pdf" else b"\xff\xd8\xff"
    pages = told.get("pages")
    sound = told.get("kind") == kind and data.startswith(begins) and isinstance(told.get("notes"), list)
    if not (sound and isinstance(pages, int) and 1 <= pages <= _MOST_PAGES):
        raise _refusal("too_heavy", "")
    return cast(Literal["application/pdf", "image/jpeg"], expected)
