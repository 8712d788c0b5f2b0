"""Events that are written all at once lie under a seal from the start: for years of a demonstration."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from motcua.blocks.audit.rows import columns, row_bytes
from motcua.blocks.audit.rules import RowsHash
from motcua.blocks.audit.use_cases.seal_commune import append_seal, hold_sealing
from motcua.kernel.bulk import ByModel, write
from motcua.kernel.identifiers import new_id
from motcua.kernel.models import Event


def write_sealed(commune_id: int, by_model: ByModel, now: datetime) -> int:
    """Write rows as `bulk.write` does, with one seal over their events, and return how many they are.

    The anchor of the seal follows with the next sealing of the commune. To read the rows again and to mark
    each of them with its seal would take as long as a tenth of all the writing.
    """
    seal_id = new_id()
    events: Sequence[Event] = by_model.get(Event, [])  # type: ignore[assignment]
    for event in events:
        event.seal_id = seal_id
    with transaction.atomic(using="owner"):
        written = write(by_model)
        told = _hash_of(events)
        # Last: others who seal wait for the end of this transaction.
        hold_sealing(commune_id, using="owner")
        append_seal(commune_id, seal_id, {"event": told, "entry": RowsHash()}, now, using="owner")
    return written


def _hash_of(events: Sequence[Event]) -> RowsHash:
    told, names = RowsHash(), columns("event")
    for event in sorted(events, key=lambda event: event.id):
        row = vars(event)
        told.add(row_bytes({name: row[name] for name in names}))
    return told
