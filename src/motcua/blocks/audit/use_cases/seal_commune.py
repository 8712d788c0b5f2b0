"""Seal all rows of a commune that no seal covers yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

from motcua.blocks.audit.anchors import drop_anchors
from motcua.blocks.audit.models import Seal
from motcua.blocks.audit.rows import SEALED, row_bytes, rows
from motcua.blocks.audit.rules import NO_SEAL, RowsHash, SealBody, seal_hash, together
from motcua.kernel import tenancy
from motcua.kernel.identifiers import new_id

# Rows of a kind under one seal at most: bounds the memory and the time of one transaction.
AT_ONCE = 5_000
_LOCK = 0x5EA1


@dataclass(frozen=True)
class SealInfo:
    """A seal as it was made."""

    number: int
    event_count: int
    entry_count: int
    hash: bytes


def hold_sealing(commune_id: int, using: str = DEFAULT_DB_ALIAS) -> None:
    """Wait until no one seals this commune, however long that takes, and keep others out until the transaction ends."""
    with connections[using].cursor() as cursor:
        # Verification holds it for as long as it reads, longer than one waits for a row.
        cursor.execute("SET LOCAL lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, commune_id])


def seal_commune(commune_id: int, now: datetime) -> SealInfo | None:
    """Put one seal over the unsealed rows (the oldest AT_ONCE of each kind), anchor it; None without rows.

    Two at once take turns: a row is under one seal only. The anchor follows the commit; one that a crash
    left out is written by the next call. Legal basis: TCVN 14423:2026, level 3 (protected logs).
    """
    with tenancy.scope(communes=[commune_id]):
        hold_sealing(commune_id)
        sealed = _seal(commune_id, now)
    drop_anchors(commune_id)
    return sealed


def seal_all(commune_id: int, now: datetime) -> int:
    """Seal until nothing is left; return the number of seals made."""
    made = 0
    while seal_commune(commune_id, now) is not None:
        made += 1
    return made


def _seal(commune_id: int, now: datetime) -> SealInfo | None:
    told, taken = {}, {}
    for kind in SEALED:
        told[kind], found = RowsHash(), list(rows(kind, commune_id).filter(seal_id__isnull=True)[:AT_ONCE])
        for row in found:
            told[kind].add(row_bytes(row))
        taken[kind] = [row["id"] for row in found]
    if not any(taken.values()):
        return None
    seal = append_seal(commune_id, new_id(), told, now)
    for kind, model in SEALED.items():
        model.objects.filter(commune_id=commune_id, id__in=taken[kind]).update(seal_id=seal.id)
    return SealInfo(seal.number, seal.event_count, seal.entry_count, bytes(seal.hash))


def append_seal(
    commune_id: int, seal_id: UUID, told: Mapping[str, RowsHash], now: datetime, using: str = DEFAULT_DB_ALIAS
) -> Seal:
    """Add a seal over these rows to the chain, by who holds the sealing; the caller marks the rows."""
    last = Seal.objects.using(using).filter(commune_id=commune_id).order_by("-number").first()
    prev = bytes(last.hash) if last else NO_SEAL
    body = SealBody(
        id=seal_id,
        commune_id=commune_id,
        number=last.number + 1 if last else 1,
        event_count=told["event"].count,
        entry_count=told["entry"].count,
        rows_hash=together(told["event"], told["entry"]),
        sealed_at=now,
    )
    return Seal.objects.using(using).create(**vars(body), prev_hash=prev, hash=seal_hash(prev, body))
