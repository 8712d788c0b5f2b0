"""Dossier codes: agency, day of acceptance, number of the day.

The pattern follows the day of acceptance and is data. A code is read back from what a person types:
small letters, spaces, dots left out, as long as only one reading is possible.
Legal basis: Circular 01/2018/TT-VPCP Art 19 (agency written from the bottom up); Circular
03/2025/TT-VPCP Art 13 (from the top down); Decision 20/2020/QD-TTg (agency identifiers).
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise, product

from motcua.casework.dossiers.rules.code_patterns import (
    DEFAULT_PATTERNS,
    TOP_LEVEL,
    CodePattern,
    pattern_on,
)
from motcua.casework.dossiers.rules.lookup_secrets import (
    LOOKUP_SECRET_ALPHABET,
    LOOKUP_SECRET_COUNT,
    LOOKUP_SECRET_LENGTH,
    lookup_secret_from_number,
    normalise_lookup_secret,
    valid_lookup_secret,
)

__all__ = [
    "DEFAULT_PATTERNS",
    "LOOKUP_SECRET_ALPHABET",
    "LOOKUP_SECRET_COUNT",
    "LOOKUP_SECRET_LENGTH",
    "CodePattern",
    "DossierCode",
    "UnreadableCode",
    "agency_identifier",
    "format_code",
    "lookup_secret_from_number",
    "normalise_lookup_secret",
    "parse_code",
    "pattern_on",
    "valid",
    "valid_lookup_secret",
]

_THREE_DIGIT_LEVEL = re.compile(r"\.[0-9]{3}(?![0-9])")
# Every way to write up to four levels of two or three digits.
_ANY_LEVELS = tuple(widths for count in range(5) for widths in product((2, 3), repeat=count))
# Letters typed for digits; harmless, since a code has no letter but the first of its agency.
_DIGITS_MEANT = str.maketrans("OIL", "011")


class UnreadableCode(ValueError):
    """What was typed is no dossier code, or could be several."""


@dataclass(frozen=True, slots=True)
class DossierCode:
    """A code read back. `agency` is as written in the code; `number` counts from 1 each day."""

    text: str
    agency: str
    on: date
    number: int
    pattern_key: str


def agency_identifier(
    current: str, old: str, on: date, patterns: Sequence[CodePattern] = DEFAULT_PATTERNS
) -> str:
    """The identifier as codes of that day write it: `old` (may be empty) for patterns from the bottom up."""
    pattern = pattern_on(on, patterns)
    return _arranged(current if pattern.top_down else old or current, pattern)


def format_code(
    agency: str, on: date, number: int, patterns: Sequence[CodePattern] = DEFAULT_PATTERNS
) -> str:
    """The code of the `number`-th dossier (from 1) the agency accepted on `on`.

    `agency` may be written in either direction. ValueError when it, or the number, does not fit.
    """
    pattern = pattern_on(on, patterns)
    width = next((width for width in pattern.number_widths if 0 < number < 10**width), None)
    if width is None:
        raise ValueError(f"number {number} does not fit a code of {pattern.key}")
    code = f"{_arranged(agency, pattern)}-{on:%y%m%d}-{number:0{width}d}"
    if not re.fullmatch(pattern.regex, code):
        raise ValueError(f"{code} is not a code of {pattern.key}")
    return code


def valid(code: str, patterns: Sequence[CodePattern] = DEFAULT_PATTERNS) -> bool:
    """Whether `code` is written exactly as a pattern has it, with a real day and a number from 1."""
    return any(_exact(code, pattern) is not None for pattern in patterns)


def parse_code(
    text: str, patterns: Sequence[CodePattern] = DEFAULT_PATTERNS, agencies: Iterable[str] = ()
) -> DossierCode:
    """The dossier code in what a person typed; UnreadableCode when there is none or several.

    Separators may be missing. Readings are narrowed to `agencies` when any of them fits, then to days
    on which their pattern was in force, then to levels of two digits (Decision 20/2020).
    """
    signs, separators = _signs_and_separators(text)
    readings = [
        reading
        for pattern in patterns
        for reading in _readings(signs, pattern)
        if separators <= _separators_of(reading.text)
    ]
    in_force = {pattern.key: pattern for pattern in patterns}
    known = frozenset(agencies)
    preferences: tuple[Callable[[DossierCode], bool], ...] = (
        lambda reading: reading.agency in known,
        lambda reading: in_force[reading.pattern_key].covers(reading.on),
        lambda reading: not _THREE_DIGIT_LEVEL.search(reading.agency),
    )
    for preferred in preferences:
        readings = list(filter(preferred, readings)) or readings
    if len(readings) != 1:
        raise UnreadableCode(f"{len(readings)} readings as a dossier code")
    return readings[0]


def _arranged(agency: str, pattern: CodePattern) -> str:
    """`agency`, written in either direction, as `pattern` writes it."""
    levels = agency.split(".")
    if not re.fullmatch(TOP_LEVEL, levels[0]):
        levels.reverse()
    top, *below = levels
    if not re.fullmatch(TOP_LEVEL, top) or not all(re.fullmatch(r"[0-9]{2,3}", level) for level in below):
        raise ValueError(f"{agency!r} is not an agency identifier")
    if pattern.level_widths is not None:
        below = _fitted(below, pattern.level_widths, agency)
    written = [top, *below]
    return ".".join(written if pattern.top_down else reversed(written))


def _fitted(levels: list[str], widths: tuple[int, ...], agency: str) -> list[str]:
    """Levels of fixed widths; missing ones are zeros."""
    given = levels + ["0"] * (len(widths) - len(levels))
    if len(given) != len(widths):
        raise ValueError(f"{agency} has more than {len(widths)} levels")
    fitted = [level.lstrip("0").zfill(width) for level, width in zip(given, widths, strict=True)]
    if any(len(level) != width for level, width in zip(fitted, widths, strict=True)):
        raise ValueError(f"a level of {agency} is wider than {widths}")
    return fitted


def _exact(code: str, pattern: CodePattern) -> DossierCode | None:
    if not re.fullmatch(pattern.regex, code):
        return None
    agency, day, number = code.split("-")
    year, month, day_of_month = 2000 + int(day[:2]), int(day[2:4]), int(day[4:])
    if not 1 <= month <= 12 or not 1 <= day_of_month <= monthrange(year, month)[1] or int(number) < 1:
        return None
    return DossierCode(code, agency, date(year, month, day_of_month), int(number), pattern.key)


def _readings(signs: str, pattern: CodePattern) -> Iterator[DossierCode]:
    """Every code of the pattern that has exactly these signs when its separators are left out."""
    splits = _ANY_LEVELS if pattern.level_widths is None else (pattern.level_widths,)
    for levels, number_width in product(splits, pattern.number_widths):
        agency = (3, *levels) if pattern.top_down else (*reversed(levels), 3)
        ends = list(accumulate((*agency, 6, number_width)))
        if ends[-1] != len(signs):
            continue
        parts = [signs[start:end] for start, end in pairwise((0, *ends))]
        reading = _exact("-".join((".".join(parts[:-2]), *parts[-2:])), pattern)
        if reading is not None:
            yield reading


def _signs_and_separators(text: str) -> tuple[str, frozenset[int]]:
    """The letters and digits typed, and after how many of them a dot or hyphen stood."""
    signs: list[str] = []
    separators: set[int] = set()
    for sign in unicodedata.normalize("NFKC", text).upper():
        if sign.isalnum():
            signs.append(sign.translate(_DIGITS_MEANT))
        elif unicodedata.category(sign) == "Pd" or sign in "./_":
            separators.add(len(signs))
        elif not sign.isspace() and unicodedata.category(sign) != "Cf":
            raise UnreadableCode(f"{sign!r} is not a sign of a dossier code")
    return "".join(signs), frozenset(separators - {0, len(signs)})


def _separators_of(code: str) -> frozenset[int]:
    return _signs_and_separators(code)[1]
