"""Check that every seal still covers the rows it was made over, and that nothing old lies unsealed."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

from motcua.blocks.audit.models import Seal
from motcua.blocks.audit.rows import row_bytes, rows
from motcua.blocks.audit.rules import NO_SEAL, RowsHash, SealBody, seal_hash, together

# A row is sealed every minute; one that waits longer shows that the job stands still, or that it slipped in.
PATIENCE = timedelta(minutes=5)
_NAMES = {"event": "sự kiện", "entry": "dòng nhật ký"}


@dataclass
class SealCheck:
    """What the recount of all seals has found."""

    counts: dict[str, int] = field(default_factory=dict)
    seals: dict[int, tuple[bytes, datetime]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def check_seals(commune_id: int, now: datetime) -> SealCheck:
    """Recount and recompute every seal of a commune, inside the caller's scope."""
    check = SealCheck()
    told = {kind: _recount(kind, commune_id, now, check) for kind in ("event", "entry")}
    number, prev = 0, NO_SEAL
    for seal in Seal.objects.filter(commune_id=commune_id).order_by("number").iterator(chunk_size=2_000):
        if seal.number != number + 1:
            check.problems.append(f"Mất dấu niêm: sau số {number} là số {seal.number}.")
        elif bytes(seal.prev_hash) != prev:
            check.problems.append(f"Đứt chuỗi niêm: số {seal.number} không nối vào số trước.")
        events, entries = (told[kind].pop(seal.id, RowsHash()) for kind in ("event", "entry"))
        check.problems += _compare(seal, events, entries)
        number, prev = seal.number, bytes(seal.hash)
        check.seals[number] = (prev, seal.sealed_at)
    for kind, left in told.items():
        lost = sum(group.count for group in left.values())
        if lost:
            check.problems.append(f"Có {lost} {_NAMES[kind]} mang dấu niêm không tồn tại.")
    return check


def _recount(kind: str, commune_id: int, now: datetime, check: SealCheck) -> dict[UUID, RowsHash]:
    told: dict[UUID, RowsHash] = {}
    check.counts[kind] = late = 0
    found = rows(kind, commune_id).order_by("seal_id", "id").iterator(chunk_size=2_000)
    for seal_id, group in groupby(found, key=lambda row: row["seal_id"]):
        if seal_id is None:
            waiting = [row["at"] for row in group]
            check.counts[kind] += len(waiting)
            late += sum(at < now - PATIENCE for at in waiting)
            continue
        told[seal_id] = RowsHash()
        for row in group:
            told[seal_id].add(row_bytes(row))
        check.counts[kind] += told[seal_id].count
    if late:
        check.problems.append(f"Có {late} {_NAMES[kind]} quá 5 phút chưa được niêm.")
    return told


def _compare(seal: Seal, events: RowsHash, entries: RowsHash) -> list[str]:
    found = []
    for kind, wanted, counted in (
        ("event", seal.event_count, events.count),
        ("entry", seal.entry_count, entries.count),
    ):
        if wanted != counted:
            found.append(f"Dấu niêm {seal.number} ghi {wanted} {_NAMES[kind]}, nay còn {counted}.")
    if not found and bytes(seal.rows_hash) != together(events, entries):
        found.append(f"Có dòng dưới dấu niêm {seal.number} đã bị sửa.")
    body = SealBody(
        seal.id, seal.commune_id, seal.number, seal.event_count, seal.entry_count,
        bytes(seal.rows_hash), seal.sealed_at,
    )  # fmt: skip
    if bytes(seal.hash) != seal_hash(bytes(seal.prev_hash), body):
        found.append(f"Dấu niêm {seal.number} đã bị sửa.")
    return found
