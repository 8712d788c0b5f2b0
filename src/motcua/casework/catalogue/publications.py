"""Reads of what was published when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from motcua.casework.catalogue.models import ProcedureVersion, Publication
from motcua.kernel.errors import NotFound


@dataclass(frozen=True)
class PublicationInfo:
    """A publication: from which day, on what basis, and whether the import behind it was finished."""

    id: UUID
    effective_on: date
    basis: str
    finished: bool


@dataclass(frozen=True)
class PublishedChange:
    """What a publication says of one procedure. `kind`: new, changed, replaced or ended.

    `filed_here`: whether the commune's one-stop takes the procedure in.
    """

    code: str
    name: str
    kind: str
    lines: tuple[str, ...]
    filed_here: bool


@dataclass(frozen=True)
class Notice:
    """A publication with everything it changed, by kind and code."""

    publication: PublicationInfo
    changes: tuple[PublishedChange, ...]


_ORDER = {"new": 0, "changed": 1, "replaced": 2, "ended": 3}


def list_publications(on: date, limit: int = 50) -> list[PublicationInfo]:
    """Return the publications in effect by a day, the latest first."""
    found = Publication.objects.filter(effective_on__lte=on).order_by("-effective_on", "-started_at")[:limit]
    return [_info(one) for one in found]


def get_notice(publication_id: UUID) -> Notice:
    """Return what a publication changed; NotFound when there is none."""
    row = Publication.objects.filter(id=publication_id).first()
    if row is None:
        raise NotFound("Không tìm thấy thông báo này.")
    versions = ProcedureVersion.objects.filter(Q(published_by=row.id) | Q(ended_by=row.id)).values(
        "procedure_id",
        "content__name",
        "content__record__handled_by",
        "changes",
        "replaced_by",
        "published_by",
        "ended_by",
    )
    changes = [_change(one, row.id) for one in versions]
    changes.sort(key=lambda one: (_ORDER[one.kind], one.code))
    return Notice(_info(row), tuple(changes))


def _info(row: Publication) -> PublicationInfo:
    return PublicationInfo(row.id, row.effective_on, row.basis, row.finished_at is not None)


def _change(row: Mapping[str, Any], publication: UUID) -> PublishedChange:
    code, name = row["procedure_id"], row["content__name"]
    here = row["content__record__handled_by"] != "elsewhere"
    if row["published_by"] == publication:
        kind = "changed" if row["changes"] else "new"
        return PublishedChange(code, name, kind, tuple(row["changes"]), here)
    if row["replaced_by"]:
        return PublishedChange(
            code, name, "replaced", (f"Thay bằng {row['replaced_by'].replace(',', ', ')}",), here
        )
    return PublishedChange(code, name, "ended", (), here)
