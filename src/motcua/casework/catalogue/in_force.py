"""Which version of each procedure is in force on a day, for everybody and in single communes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.casework.catalogue.models import ProcedureVersion
from motcua.kernel.cache import Cache
from motcua.kernel.validity import in_force

Versions = Mapping[str, UUID]


@dataclass(frozen=True)
class Standing:
    """What holds on a day: the common versions in the order of field and name, and by commune those of its own."""

    common: tuple[tuple[str, UUID], ...]
    own: Mapping[int, Versions]


_standings: Cache[date, Standing] = Cache()


def forget_versions() -> None:
    """Read the versions in force anew."""
    _standings.clear()


def standing_on(on: date) -> Standing:
    """Return what holds on a day; kept for seconds."""
    known = _standings.get(on)
    if known is None:
        rows = ProcedureVersion.objects.filter(in_force(on)).order_by(
            "procedure__field", "procedure__name", "number"
        )
        told = rows.values_list("procedure_id", "id", "only_in", "rests_on")
        known = _standings.keep(on, _sorted(told))
    return known


def _sorted(rows: Iterable[tuple[str, UUID, int | None, UUID | None]]) -> Standing:
    common: dict[str, UUID] = {}
    latest: dict[tuple[int, str], tuple[UUID, UUID | None]] = {}
    for code, version_id, only_in, rests_on in rows:
        if only_in is None:
            common[code] = version_id
        else:
            latest[only_in, code] = version_id, rests_on
    own: dict[int, dict[str, UUID]] = {}
    for (commune, code), (version_id, rests_on) in latest.items():
        # A form of a commune never hides newer law: it rests while the common version is another one.
        if common.get(code) == rests_on:
            own.setdefault(commune, {})[code] = version_id
    return Standing(tuple(common.items()), own)


def versions_in_force(on: date, commune_id: int | None = None) -> Versions:
    """Return the version of each procedure in force on a day, in a commune its own where it has one."""
    standing = standing_on(on)
    own = standing.own.get(commune_id) if commune_id is not None else None
    return {**dict(standing.common), **(own or {})}
