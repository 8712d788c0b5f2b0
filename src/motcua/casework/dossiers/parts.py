"""Reads of the sub-dossiers of a joint procedure."""

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from motcua.blocks.audit import api as audit
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers.models import SubDossier
from motcua.casework.dossiers.models.part import open_parts
from motcua.casework.dossiers.queries import DossierInfo, scope_of, visible_to
from motcua.casework.dossiers.rules.part_states import PartState
from motcua.casework.dossiers.rules.parts import PartAction, PartSnapshot, part_allowed
from motcua.casework.dossiers.worlds import by_of, definition
from motcua.kernel import events, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.fields import opened

NOTE = "note"
"""The name under which an event of a part tells the digest of its note."""
# What each event of a part is called in its log.
_WORDS = {
    "PartOpened": "Lập hồ sơ thành phần",
    "PartBegun": "Bắt đầu tính hạn",
    "PartSent": "Đã gửi cơ quan giải quyết",
    "PartSupplementAsked": "Cơ quan yêu cầu bổ sung",
    "PartResumed": "Người dân đã bổ sung",
    "PartDone": "Đã có kết quả",
    "PartRefused": "Không giải quyết",
    "PartEnded": "Dừng cùng hồ sơ chính",
    "PartRenewed": "Mở lại cùng hồ sơ chính",
    "PartDueRecounted": "Tính lại hạn theo lịch làm việc mới",
}


@dataclass(frozen=True)
class PartInfo:
    """A sub-dossier as pages see it. `what`: its definition; `waits_for`: names of what must be over before it begins.

    `note`: why it was refused, or what is missing. Times are aware.
    """

    id: UUID
    dossier_id: UUID
    what: catalogue.Part
    state: PartState
    waits_for: tuple[str, ...]
    holder_id: UUID | None
    begun_at: datetime | None
    due_at: datetime | None
    due_explanation: tuple[str, ...]
    sent_at: datetime | None
    ended_at: datetime | None
    note: str
    revision: int
    snapshot: PartSnapshot


@dataclass(frozen=True)
class PartLine:
    """A line of the log of a part: what happened, when, and the officer who did it, if one did."""

    label: str
    at: datetime
    actor_id: UUID | None


@dataclass(frozen=True)
class OpenPart:
    """A sub-dossier that is not over, without what it is about; for jobs."""

    id: UUID
    dossier_id: UUID
    key: str
    snapshot: PartSnapshot


def snapshot_of_part(row: SubDossier) -> PartSnapshot:
    """Return a row as the rules see it."""
    values = {one.name: getattr(row, one.name) for one in dataclasses.fields(PartSnapshot)}
    return PartSnapshot(**{**values, "state": PartState(row.state)})


def list_parts(actor: Actor, dossier: DossierInfo) -> list[PartInfo]:
    """Return the sub-dossiers of a dossier the actor got, in the order of the procedure; none for most procedures."""
    return list_parts_of(actor, [dossier]).get(dossier.id, [])


def list_parts_of(actor: Actor, seen: Sequence[DossierInfo]) -> dict[UUID, list[PartInfo]]:
    """Return the sub-dossiers of dossiers the actor got, by dossier; one statement, none where nothing is joint."""
    joint = {one.id: one for one in seen if catalogue.content_of(one.version_id).parts}
    if not joint:
        return {}
    with scope_of(actor):
        rows = SubDossier.objects.filter(dossier_id__in=joint, **visible_to(actor))
        by_key = {(row.dossier_id, row.key): row for row in rows}
    return {
        key: [
            part_info(by_key[key, one.key], dossier.version_id)
            for one in catalogue.content_of(dossier.version_id).parts
            if (key, one.key) in by_key
        ]
        for key, dossier in joint.items()
    }


def part_info(row: SubDossier, version_id: UUID) -> PartInfo:
    """Return a row as other contexts see it, by the version of its dossier."""
    what = definition(version_id, row.key)
    return PartInfo(
        id=row.id,
        dossier_id=row.dossier_id,
        what=what,
        state=PartState(row.state),
        waits_for=tuple(definition(version_id, key).name for key in what.after),
        holder_id=row.holder_id,
        begun_at=row.begun_at,
        due_at=row.due_at,
        due_explanation=tuple(row.due_explanation),
        sent_at=row.sent_at,
        ended_at=row.ended_at,
        note=row.note or "",
        revision=row.revision,
        snapshot=snapshot_of_part(row),
    )


def part_acts(actor: Actor, part: PartInfo) -> tuple[PartAction, ...]:
    """Return what the officer may do to a part now; the server checks again."""
    return part_allowed(part.snapshot, by_of(actor)) if actor.kind == "officer" else ()


def part_log(actor: Actor, part: PartInfo) -> list[PartLine]:
    """Return the log of a sub-dossier of the officer's commune, oldest first. Permission: dossier.view."""
    actor.require("dossier.view")
    with tenancy.scope(communes=[actor.home]):
        log = events.history(actor.home, part.id)
    return [PartLine(_WORDS[one.name], one.at, one.actor_id) for one in log]


def watched_parts(commune_id: int) -> list[OpenPart]:
    """Return every sub-dossier that is not over, within the caller's scope; for jobs, not for pages."""
    rows = open_parts(commune_id).order_by("next_at", "id")
    return [OpenPart(row.id, row.dossier_id, row.key, snapshot_of_part(row)) for row in rows]


def open_keys() -> ArraySubquery:
    """Return the keys of the open parts of a dossier of the outer query, without a statement of its own."""
    rows = open_parts(OuterRef("commune_id")).filter(dossier_id=OuterRef("id"))
    return ArraySubquery(rows.order_by("id").values("key"))


def contents(commune_id: int) -> Iterator[audit.Content]:
    """Yield the note of every part, for the verification of the log."""
    rows = SubDossier.objects.filter(commune_id=commune_id, note__isnull=False)
    for part_id, note in opened(rows, "note", "id"):
        yield audit.Content(part_id, NOTE, note)


def chain_heads(commune_id: int) -> Iterator[audit.Head]:
    """Yield where the chain of events of each part must end, for the verification of the log."""
    rows: Any = SubDossier.objects.filter(commune_id=commune_id).order_by("id")
    for part_id, seq, digest in rows.values_list("id", "chain_seq", "chain_hash").iterator():
        yield audit.Head(part_id, seq, bytes(digest) if digest else None)
