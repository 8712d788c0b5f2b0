"""Tell members of staff, each once for its cause."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.casework.watch.models import StaffNotice

_CHUNK = 500


@dataclass(frozen=True)
class Telling:
    """One notice to one member of staff; see `StaffNotice`. `told`: (name, number) pairs for its words."""

    staff_id: UUID
    kind: str
    cause: str
    dossier_id: UUID | None = None
    told: tuple[tuple[str, int], ...] = ()


def tell_staff(commune_id: int, tellings: Iterable[Telling], *, now: datetime) -> int:
    """Write notices within the caller's scope and return how many are new; told before, they stay as they are."""
    new = 0
    once = list(dict.fromkeys(tellings))
    for chunk in (once[first : first + _CHUNK] for first in range(0, len(once), _CHUNK)):
        rows = [
            StaffNotice(
                commune_id=commune_id, staff_id=one.staff_id, kind=one.kind, dossier_id=one.dossier_id,
                cause=one.cause, told=dict(one.told), at=now,
            )
            for one in chunk
        ]  # fmt: skip
        StaffNotice.objects.bulk_create(rows, ignore_conflicts=True)
        new += StaffNotice.objects.filter(commune_id=commune_id, id__in=[row.id for row in rows]).count()
    return new
