"""How dossier codes are written, as data with dates of validity.

Legal basis: Circular 01/2018/TT-VPCP Art 19; Circular 03/2025/TT-VPCP Art 13.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

TOP_LEVEL = r"[AGH][0-9]{2}"
"""The first level of an agency: A and G are ministries, H provinces (Decision 20/2020/QD-TTg)."""


@dataclass(frozen=True, slots=True)
class CodePattern:
    """How codes are written from a day on.

    `level_widths` are the digits of the levels below the top (a province or ministry): a fixed list, or
    None for up to four levels of two or three digits. `number_widths`: the next is used when the
    numbers of a day no longer fit the one before.
    """

    key: str
    valid_from: date
    valid_to: date | None
    top_down: bool
    level_widths: tuple[int, ...] | None
    number_widths: tuple[int, ...]
    regex: str
    legal_basis: str

    def covers(self, on: date) -> bool:
        """Whether dossiers accepted on `on` are coded by this pattern."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


DEFAULT_PATTERNS: tuple[CodePattern, ...] = (
    CodePattern(
        key="circular-01-2018",
        valid_from=date(2019, 1, 8),
        valid_to=date(2025, 9, 14),
        top_down=False,
        level_widths=(2, 2, 3),
        number_widths=(4,),
        regex=rf"[0-9]{{3}}\.[0-9]{{2}}\.[0-9]{{2}}\.{TOP_LEVEL}-[0-9]{{6}}-[0-9]{{4}}",
        legal_basis="Thông tư 01/2018/TT-VPCP, Điều 19",
    ),
    CodePattern(
        key="circular-03-2025",
        valid_from=date(2025, 9, 15),
        valid_to=None,
        top_down=True,
        level_widths=None,
        number_widths=(4, 6),
        regex=rf"{TOP_LEVEL}(\.[0-9]{{2,3}}){{0,4}}-[0-9]{{6}}-([0-9]{{4}}|[0-9]{{6}})",
        legal_basis="Thông tư 03/2025/TT-VPCP, Điều 13",
    ),
)


def pattern_on(on: date, patterns: Sequence[CodePattern] = DEFAULT_PATTERNS) -> CodePattern:
    """The one pattern of that day. LookupError when there is none or more than one."""
    found = [pattern for pattern in patterns if pattern.covers(on)]
    if len(found) != 1:
        raise LookupError(f"{len(found)} code patterns cover {on}")
    return found[0]
