"""Says sentences that were made in the code in the language of the page.

The code writes plain Vietnamese, often with values in it; the catalogue keys such a sentence with its values as
%(a)s, %(b)s, the way `marking` keys those of templates. Here a finished sentence finds its key again, and its values
come out as they went in: translated when they are known words, else as they are. So a sentence needs no marking where
it is made, and one that was stored, or joined to others, is said all the same. See docs/adr/0008.
"""

import html
import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

VIETNAMESE = re.compile(
    r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE
)
# Where one sentence ends and the next begins.
SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-ỸĐ«“%])")
PLACEHOLDER = re.compile(r"%\((\w)\)s")

_LOCALE = Path(__file__).resolve().parent / "locale"
_MOMENT = re.compile(r"(\d\d:\d\d) ngày (\d\d/\d\d/\d{4})")
# "thứ Sáu 13/02/2026", "16:00 thứ Sáu 13/02/2026", "thứ Sáu 13/02, 16:00"
_WEEKDAY = re.compile(r"(?P<before>(?:\d\d:\d\d )?)(?P<name>\D+?) (?P<after>\d\d/\d\d[\d/, :]*)")
_LISTS = (", ", " và ", " hoặc ")
_MAGIC = 0x950412DE


@dataclass(frozen=True)
class _Pattern:
    """A sentence with values: how it looks when they are in it."""

    key: str
    literal: str
    look: re.Pattern[str]


@dataclass(frozen=True)
class _Writing:
    """How words come out: those that are known, and those that stay Vietnamese."""

    known: Callable[[str], str]
    foreign: Callable[[str], str]


_PLAIN = _Writing(str, str)
_MARKED = _Writing(
    html.escape,
    lambda text: (
        f'<span lang="vi">{html.escape(text)}</span>' if VIETNAMESE.search(text) else html.escape(text)
    ),
)


def told(value: object) -> object:
    """Return words of the code for a page: in its language, with what stays Vietnamese marked as such.

    What is no known sentence comes back unchanged.
    """
    if not _is_foreign(value):
        return value
    text = str(value)
    said = _said(text, _MARKED)
    if said is None:
        return value
    safe: SafeString = mark_safe(said)  # noqa: S308  (every part of it went through html.escape)
    return safe if said != html.escape(html.unescape(said)) else html.unescape(said)


def told_plain(value: str) -> str:
    """Return words of the code in the language of the page as plain text: for JSON, and where no tag may stand."""
    said = _said(str(value), _PLAIN) if _is_foreign(value) else None
    return value if said is None else said


def told_or_marked(value: object) -> object:
    """Return words of a commune's data in the language of the page where the catalogue has them, else marked."""
    said = told(value)
    if said is not value or not _is_foreign(value):
        return said
    return mark_safe(_MARKED.foreign(str(value)))  # noqa: S308  (escaped)


def _is_foreign(value: object) -> bool:
    """Whether there is anything to translate: text, on a page that is not Vietnamese."""
    return isinstance(value, str) and bool(value.strip()) and (get_language() or "vi") != "vi"


def _said(text: str, write: _Writing) -> str | None:
    """Return the text said in the language of the page, or None when nothing in it is known."""
    lines = text.splitlines()
    if len(lines) > 1:
        return _joined("\n", lines, write)
    text = text.strip()
    sentences = SENTENCES.split(text)
    return (
        _exact(text, write)
        or (_joined(" ", sentences, write, whole=True) if len(sentences) > 1 else None)
        or _fitting(text, write)
        or (_joined(" ", sentences, write) if len(sentences) > 1 else None)
        or _labelled(text, write)
    )


def _exact(text: str, write: _Writing) -> str | None:
    said = gettext(text) if text else text
    return write.known(said) if said != text else _dated(text, write)


def _fitting(text: str, write: _Writing) -> str | None:
    """Return the text by the sentence with values that it fits."""
    for pattern in _patterns(get_language() or ""):
        found = pattern.look.fullmatch(text) if pattern.literal in text else None
        if found:
            values = {name: _value(value, write) for name, value in found.groupdict().items()}
            return _filled(gettext(pattern.key), values, write)
    return None


def _dated(text: str, write: _Writing) -> str | None:
    moment, weekday = _MOMENT.fullmatch(text), _WEEKDAY.fullmatch(text)
    if moment is not None:
        written = gettext("%H:%M ngày %d/%m/%Y").replace("%H:%M", moment[1]).replace("%d/%m/%Y", moment[2])
        return write.known(written)
    name = gettext(weekday["name"]) if weekday is not None else ""
    if weekday is None or name == weekday["name"]:
        return None
    return write.known(f"{weekday['before']}{name} {weekday['after']}")


def _filled(sentence: str, values: dict[str, str], write: _Writing) -> str:
    pieces = PLACEHOLDER.split(sentence)
    return "".join(
        values[piece] if number % 2 else write.known(piece.replace("%%", "%"))
        for number, piece in enumerate(pieces)
    )


def _value(value: str, write: _Writing) -> str:
    """Return a value within a sentence; one that lists words is said word by word."""
    said = _said(value, write)
    if said is not None:
        before, after = value[: len(value) - len(value.lstrip())], value[len(value.rstrip()) :]
        return f"{before}{said}{after}"
    for between in _LISTS:
        words = [_exact(word, write) for word in value.split(between)]
        if len(words) > 1 and all(words):
            joint = between.replace(between.strip(), gettext(between.strip()))
            return joint.join(word for word in words if word)
    return write.foreign(value)


def _joined(between: str, parts: list[str], write: _Writing, *, whole: bool = False) -> str | None:
    """Return the parts said one by one, or None when none is known (`whole`: when any is not)."""
    said = [_said(part, write) for part in parts]
    if not (all(said) if whole else any(said)):
        return None
    return between.join(
        one if one is not None else write.foreign(part) for one, part in zip(said, parts, strict=True)
    )


def _labelled(text: str, write: _Writing) -> str | None:
    """Return "label: sentence", whose label may be the name of a field, which stays as the form has it."""
    label, colon, rest = text.partition(": ")
    said = _said(rest, write) if colon else None
    return None if said is None else f"{_value(label, write)}: {said}"


@cache
def _patterns(language: str) -> tuple[_Pattern, ...]:
    """Return the sentences with values in the catalogue of a language, those with most words of their own first."""
    path = _LOCALE / language / "LC_MESSAGES" / "django.mo"
    keys = [key for key in _keys(path) if PLACEHOLDER.search(key)] if path.exists() else []
    return tuple(sorted((_pattern(key) for key in keys), key=lambda one: -len(PLACEHOLDER.sub("", one.key))))


def _pattern(key: str) -> _Pattern:
    pieces = PLACEHOLDER.split(key)
    texts = [piece.replace("%%", "%") for piece in pieces[::2]]
    look, seen = re.escape(texts[0]), set()
    for name, text in zip(pieces[1::2], texts[1:], strict=True):
        look += f"(?P={name})" if name in seen else f"(?P<{name}>.+?)"
        look += re.escape(text)
        seen.add(name)
    return _Pattern(key, max(texts, key=len), re.compile(look, re.DOTALL))


def _keys(path: Path) -> Iterator[str]:
    """Yield the keys of a compiled catalogue (the format of GNU gettext, little-endian as we write it)."""
    content = path.read_bytes()
    magic, _, count, table = struct.unpack_from("<4I", content)
    if magic != _MAGIC:
        raise ValueError(f"{path} is no compiled catalogue")
    for number in range(count):
        length, offset = struct.unpack_from("<2I", content, table + 8 * number)
        yield content[offset : offset + length].decode()
