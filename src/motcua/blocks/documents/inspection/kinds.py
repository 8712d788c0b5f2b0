"""What a file is, judged by its content; its name is only a claim."""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Literal

Kind = Literal["pdf", "jpeg", "png", "webp", "heic"]

_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xce\xfa\xed\xfe", "program"),
    (b"#!", "program"),
    (b"dex\n", "program"),
    (b"PK", "archive"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"\xd0\xcf\x11\xe0", "office"),
    (b"{\\rtf", "office"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"8BPS", "picture"),
)
_MARKUP = re.compile(rb"\s*(<\?xml|<!doctype|<html|<svg|<script|<!--)", re.IGNORECASE)
# Names of the parts that office files pack into their archive.
_OFFICE_PARTS = re.compile(rb"\[Content_Types\]\.xml|word/|xl/|ppt/|mimetypeapplication/vnd\.oasis")
# Endings that puremagic may name, by what they mean for the sender.
_BY_ENDING: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys((".docx", ".doc", ".xlsx", ".xls", ".pptx", ".odt", ".ods", ".rtf"), "office"),
        **dict.fromkeys((".mp4", ".mov", ".avi", ".mkv", ".webm", ".3gp", ".m4v"), "video"),
        **dict.fromkeys((".mp3", ".wav", ".m4a", ".ogg", ".amr", ".flac"), "sound"),
        **dict.fromkeys((".gif", ".bmp", ".tif", ".tiff", ".psd", ".avif", ".ico", ".jp2"), "picture"),
        **dict.fromkeys((".exe", ".dll", ".msi", ".apk", ".jar", ".class", ".elf"), "program"),
        **dict.fromkeys((".zip", ".rar", ".7z", ".gz", ".tar", ".bz2", ".xz", ".cab", ".iso"), "archive"),
        **dict.fromkeys((".html", ".htm", ".svg", ".xml", ".xhtml"), "web"),
    }
)
MEDIA_TYPES: Mapping[Kind, str] = MappingProxyType(
    {
        "pdf": "application/pdf",
        "jpeg": "image/jpeg",
        "png": "image/png",
        "webp": "image/webp",
        "heic": "image/heic",
    }
)
# What a name may claim, by its ending.
CLAIMS: Mapping[str, Kind] = MappingProxyType(
    {
        ".pdf": "pdf",
        ".jpg": "jpeg",
        ".jpeg": "jpeg",
        ".jfif": "jpeg",
        ".png": "png",
        ".webp": "webp",
        ".heic": "heic",
        ".heif": "heic",
    }
)


def sniff(data: bytes) -> Kind | None:
    """Return which of the accepted kinds the bytes begin like, or None."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return "heic"
    return None


def describe(data: bytes, guesses: tuple[str, ...] = ()) -> str:
    """Return what a file is that is none of the accepted kinds: program, archive, office, web, and so on.

    `guesses` are endings that a wider catalogue of formats proposes, best first.
    """
    named = next((_BY_ENDING[g] for g in guesses if g in _BY_ENDING), None)
    if data.startswith(b"PK"):
        return "office" if _OFFICE_PARTS.search(data[:65_536]) else "archive"
    begun = next((what for start, what in _BEGINNINGS if data.startswith(start)), None)
    if begun is not None:
        return begun
    if _MARKUP.match(data[:1024]):
        return "web"
    return named or "unknown"


def ending(name: str) -> str:
    """Return the ending of a name in lower case, with its dot, or an empty text."""
    found = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    return found if re.fullmatch(r"\.[a-z0-9]{1,8}", found) else ""


def safe_name(name: str, media_type: str) -> str:
    """Return a name fit to be shown and offered for download, with the ending of the content.

    Folders, control characters and marks that turn the writing direction are left out.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(c for c in last if unicodedata.category(c)[0] != "C" and c not in '<>:"|?*')
    known = ending(clean)
    stem = " ".join(clean[: len(clean) - len(known)].split()).strip(". ")[:120]
    return f"{stem or 'giay-to'}{'.pdf' if media_type == MEDIA_TYPES['pdf'] else '.jpg'}"
