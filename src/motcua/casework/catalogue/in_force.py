"""Which version of each procedure is in force on a day, in a commune or in general; kept for seconds."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q

from motcua.casework.catalogue.models import ProcedureVersion

_FRESH_SECONDS = 10.0
Versions = Mapping[str, UUID]


@dataclass(frozen=True)
class _Standing:
    """What holds on a day: the common versions by code, and by commune those that it has of its own."""

    read_at: float
    on: date
    common: dict[str, UUID] = field(default_factory=dict)
    own: dict[int, dict[str, UUID]] = field(default_factory=dict)


_current = _Standing(-_FRESH_SECONDS, date.min)


def forget_versions() -> None:
    """Read the list of current versions anew."""
    global _current
    _current = _Standing(-_FRESH_SECONDS, date.min)


def in_force(on: date, commune_id: int | None = None) -> Versions:
    """Return the version of each procedure in force on a day, in the order of field and name."""
    global _current
    if _current.on != on or time.monotonic() - _current.read_at > _FRESH_SECONDS:
        _current = _read(on)
    own = _current.own.get(commune_id) if commune_id is not None else None
    return {**_current.common, **own} if own else _current.common


def _read(on: date) -> _Standing:
    rows = ProcedureVersion.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on
    ).order_by("procedure__field", "procedure__name", "number")
    standing, own = _Standing(time.monotonic(), on), []
    for code, version_id, only_in, rests_on in rows.values_list("procedure_id", "id", "only_in", "rests_on"):
        if only_in is None:
            standing.common[code] = version_id
        else:
            own.append((only_in, code, version_id, rests_on))
    latest = {(commune, code): (version_id, rests_on) for commune, code, version_id, rests_on in own}
    for (commune, code), (version_id, rests_on) in latest.items():
        # A form of a commune never hides newer law: it rests while the common version is another one.
        if standing.common.get(code) == rests_on:
            standing.own.setdefault(commune, {})[code] = version_id
    return standing
