"""Old names of communes: reading the list of mergers, and finding the commune of today by an old name.

Legal basis: Resolution 202/2025/QH15 and the resolutions of 16 June 2025 on the communes of each province.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from motcua.blocks.organisation.rules.place_names import place_kind, province_key, province_name, with_kind
from motcua.kernel.vietnamese import fold

_WITHIN = re.compile(r"\s*\([^)]*\)\s*$")
# What the lists write in the place of an old name.
_NO_NAMES = frozenset({"", "khong sap nhap"})
COLUMNS = 3


@dataclass(frozen=True)
class Merger:
    """An old commune (empty: none, the commune of today under its own name) within a commune of today."""

    province: str
    commune: str
    old_name: str


@dataclass(frozen=True)
class Place:
    """A commune and its province as they are called today."""

    commune: str
    province: str


def core_of(name: str) -> str:
    """The folded name without its kind and without the district in brackets: `Xã Hòa An (huyện X)` -> `hoa an`."""
    folded = fold(_WITHIN.sub("", name))
    return folded.removeprefix(f"{place_kind(folded)} ")


def read_mergers(lines: Iterable[str]) -> Iterator[tuple[int, list[Merger]]]:
    """The lines of a CSV file (province, commune of today, old communes with commas), after its heading: the number
    of each line with what it says, places of today with their kinds; nothing for a line that cannot be read."""
    for number, row in enumerate(csv.reader(lines), 1):
        if number == 1 or not any(cell.strip() for cell in row):
            continue
        cells = [" ".join(cell.split()) for cell in row]
        if len(cells) != COLUMNS or not cells[0] or not cells[1] or max(map(len, cells[:2])) > 60:
            yield number, []
            continue
        olds = [old.strip()[:120] for old in cells[2].split(",")]
        known = [old for old in olds if fold(old) not in _NO_NAMES]
        today = (province_name(cells[0]), with_kind(cells[1], cells[0], known))
        yield number, [Merger(*today, old) for old in ("", *known)]


def find_current(commune: str, province: str, mergers: Iterable[Merger]) -> Place | None:
    """The commune of today that an old name means; null when the name is one of today, or means several.

    `mergers`: those whose old or own name has the same core. A province that is not one of today's is looked past.
    """
    wanted, kind, core = province_key(province), place_kind(commune), core_of(commune)
    all_found = list(mergers)
    here = [one for one in all_found if province_key(one.province) == wanted]
    found = here or all_found
    is_of_today = any(not one.old_name and core_of(one.commune) == core for one in found)
    if is_of_today and here and kind != "thi tran":
        return None
    olds = [one for one in found if one.old_name and (not kind or place_kind(one.old_name) in ("", kind))]
    exact = [one for one in olds if one.old_name.casefold() == commune.casefold()]
    exact = exact or [one for one in olds if _written(one.old_name) == _written(commune)] or olds
    places = {Place(one.commune, one.province) for one in exact}
    return places.pop() if len(places) == 1 else None


def is_same_commune(commune: str, place: Place) -> bool:
    """Tell whether a name means the commune of a place; a kind left out says nothing against it."""
    kinds = {place_kind(commune), place_kind(place.commune)} - {""}
    return core_of(commune) == core_of(place.commune) and len(kinds) < 2


def _written(name: str) -> str:
    return _WITHIN.sub("", name).casefold()
