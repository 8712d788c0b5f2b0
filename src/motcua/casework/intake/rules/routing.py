"""Which commune handles a dossier, from what the law names and what was answered.

Legal basis: Decree 118/2025/NĐ-CP (any centre of the province takes a dossier in; the competent authority handles it).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from motcua.blocks.organisation.api import Place, is_province, is_same_commune, province_key
from motcua.casework.catalogue.api import Competence


class Where(StrEnum):
    """Who is competent, as seen from the commune that takes the dossier in."""

    HERE = "here"
    OTHER = "other"  # another commune of this installation
    ELSEWHERE = "elsewhere"  # a commune of the province that is not on this installation
    OUTSIDE = "outside"  # another province
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Known:
    """A commune of this installation."""

    id: int
    place: Place


@dataclass(frozen=True)
class Routing:
    """The answer. `commune_id`: who handles it, where that is a commune of this installation; `place` and `field`: the
    address that told it and its field, nothing where the law or want of an answer did."""

    where: Where
    commune_id: int | None = None
    place: Place | None = None
    field: str = ""

    @property
    def may_stay(self) -> bool:
        """Whether it may be handled where it is taken in without anybody saying why."""
        return self.where in (Where.HERE, Where.UNKNOWN)


# What is told of several addresses, any of which suffices: the first of these.
_BEST = (Where.HERE, Where.OTHER, Where.UNKNOWN, Where.ELSEWHERE, Where.OUTSIDE)


def route(
    rule: Competence, addresses: Mapping[str, Place | None], receiving: Known, known: Sequence[Known]
) -> Routing:
    """Return who handles a dossier. `addresses`: the fields of the rule, null where there is no answer, with the names
    of today. `known`: the communes of this installation.

    One address in this commune is enough to stay, one in another of the installation to go there. Nothing is
    sent away while an address is open that may lie here.
    """
    if not rule.fields:
        return Routing(Where.HERE, receiving.id)
    found = [_of(addresses.get(name), name, receiving, known) for name in rule.fields]
    return min(found, key=lambda one: _BEST.index(one.where))


def _of(place: Place | None, field: str, receiving: Known, known: Iterable[Known]) -> Routing:
    if place is None or not place.commune.strip():
        return Routing(Where.UNKNOWN)
    province = province_key(place.province)
    here = province_key(receiving.place.province)
    if province not in ("", here):
        # A province of before the mergers may lie in this one.
        return Routing(Where.OUTSIDE if is_province(province) else Where.UNKNOWN, None, place, field)
    if is_same_commune(place.commune, receiving.place):
        return Routing(Where.HERE, receiving.id, place, field)
    fitting = {
        one.id
        for one in known
        if province_key(one.place.province) == here and is_same_commune(place.commune, one.place)
    }
    if len(fitting) == 1:
        return Routing(Where.OTHER, fitting.pop(), place, field)
    # Two of one name, or a name without its province, tell nothing for sure.
    sure = province and not fitting
    return Routing(Where.ELSEWHERE if sure else Where.UNKNOWN, None, place, field)
