"""Compare every dossier with what its log tells: the register must be what the events alone make."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.rules.replaying import replay
from motcua.casework.dossiers.rules.snapshot import TRACKED, Snapshot
from motcua.casework.dossiers.worlds import snapshot_of
from motcua.kernel import events

_CHUNK = 500
NUMBERS = ("code", "book_year", "book_entry")


@dataclass(frozen=True)
class Difference:
    """A value of a dossier that is not what its log tells; `field` is empty for one that lacks its row or its log."""

    dossier_id: UUID
    reference: str
    field: str
    told: Any
    found: Any


def differences(commune_id: int) -> Iterator[Difference]:
    """Yield every difference between the dossiers of a commune and their log, within the caller's scope.

    A dossier whose last events were written by an older version of the software, which did not tell what they
    changed, is compared by nothing.
    """
    rows = Dossier.objects.filter(commune_id=commune_id).order_by("id")
    last: UUID | None = None
    while chunk := list((rows.filter(id__gt=last) if last else rows)[:_CHUNK]):
        logs = events.histories(commune_id, [row.id for row in chunk])
        for row in chunk:
            yield from _compare(row, logs.get(row.id, []))
        last = chunk[-1].id
    for dossier_id in events.streams_without(commune_id, "DossierAccepted", rows.values("id")):
        yield Difference(dossier_id, str(dossier_id), "", "đã tiếp nhận", "không có hồ sơ")


def differences_among(commune_id: int, most: int) -> Iterator[Difference]:
    """Yield the differences of some dossiers drawn by chance, at most so many, within the caller's scope."""
    rows = list(Dossier.objects.filter(commune_id=commune_id, replayable=True).order_by("?")[:most])
    logs = events.histories(commune_id, [row.id for row in rows])
    for row in rows:
        yield from _compare(row, logs.get(row.id, []))


def _compare(row: Dossier, log: list[events.RecordedEvent]) -> Iterator[Difference]:
    reference = row.code or row.submission_code
    if not row.replayable:
        return
    told = [event.payload["to"] for event in log if "to" in event.payload]
    if not told:
        yield Difference(row.id, reference, "", "không có", "có hồ sơ")
        return
    empty = Snapshot(row.id, row.commune_id, row.submitted_at)
    replayed, found = replay(empty, told), snapshot_of(row)
    for name in TRACKED:
        if getattr(replayed, name) != getattr(found, name):
            yield Difference(row.id, reference, name, getattr(replayed, name), getattr(found, name))
    numbers = {name: value for one in told for name, value in one.items() if name in NUMBERS}
    for name, value in numbers.items():
        if value != getattr(row, name):
            yield Difference(row.id, reference, name, value, getattr(row, name))
