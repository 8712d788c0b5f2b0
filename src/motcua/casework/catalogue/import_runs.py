"""Reads of imports that were brought through the console."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from motcua.casework.catalogue.keeping import PERMISSION
from motcua.casework.catalogue.models import ImportEntry, ImportRun
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound


@dataclass(frozen=True)
class RunInfo:
    """An import: its files, how far it is, and what the comparison found. `counts`: waiting entries by kind."""

    id: UUID
    files: tuple[str, ...]
    state: str
    complete: bool
    effective_on: date
    done: int
    total: int
    totals: dict[str, int]
    warnings: tuple[str, ...]
    kept: tuple[str, ...]
    trouble: str
    basis: str
    started_at: datetime
    started_by: str
    decided_by: str


@dataclass(frozen=True)
class EntryInfo:
    """What one record would change. `lines`: what differs, or why it was refused."""

    id: UUID
    kind: str
    code: str
    name: str
    filed_here: bool
    lines: tuple[str, ...]
    place: str
    decision: str
    publication_id: UUID | None
    trouble: str


@dataclass(frozen=True)
class EntryPage:
    """Some entries of a run, by code; `next` leads to those that follow."""

    entries: tuple[EntryInfo, ...]
    next: str


def list_runs(actor: Actor, limit: int = 20) -> list[RunInfo]:
    """Return the imports, the latest first. Permission: config.manage."""
    actor.require(PERMISSION)
    return [_run(row) for row in ImportRun.objects.order_by("-started_at", "-id")[:limit]]


def get_run(actor: Actor, run_id: UUID) -> RunInfo:
    """Return an import. Permission: config.manage. NotFound."""
    actor.require(PERMISSION)
    row = ImportRun.objects.filter(id=run_id).first()
    if row is None:
        raise NotFound("Không tìm thấy lần nhập này.")
    return _run(row)


def count_entries(actor: Actor, run_id: UUID) -> dict[str, tuple[int, int]]:
    """Return by kind how many entries there are, and how many of them wait. Permission: config.manage."""
    actor.require(PERMISSION)
    rows = ImportEntry.objects.filter(run_id=run_id).values_list("kind")
    told = rows.annotate(count=Count("id"), waiting=Count("id", filter=Q(decision="")))
    return {kind: (count, waiting) for kind, count, waiting in told}


def page_of_entries(
    actor: Actor, run_id: UUID, kind: str, *, here: bool = False, after: str = "", limit: int = 50
) -> EntryPage:
    """Return entries of one kind after a place; `here`: only procedures the one-stop takes in.

    Permission: config.manage.
    """
    actor.require(PERMISSION)
    rows = ImportEntry.objects.filter(run_id=run_id, kind=kind).defer("data")
    if here:
        rows = rows.filter(filed_here=True)
    code, _, last = after.rpartition(" ")
    if last:
        rows = rows.filter(Q(procedure_code__gt=code) | Q(procedure_code=code, id__gt=_uuid(last)))
    found = list(rows.order_by("procedure_code", "id")[: limit + 1])
    shown = found[:limit]
    follows = f"{shown[-1].procedure_code} {shown[-1].id}" if len(found) > limit else ""
    return EntryPage(tuple(_entry(row) for row in shown), follows)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("Không có trang này của danh sách.") from error


def _run(row: ImportRun) -> RunInfo:
    report: dict[str, Any] = row.report
    return RunInfo(
        row.id, tuple(one["file"] for one in row.sources), row.state, row.complete, row.effective_on, row.done,
        row.total, report.get("totals", {}), tuple(report.get("warnings", ())), tuple(report.get("kept", ())),
        row.trouble, row.basis, row.started_at, row.started_by, row.decided_by,
    )  # fmt: skip


def _entry(row: ImportEntry) -> EntryInfo:
    place = f"{row.file}, bản ghi {row.number}" if row.file else ""
    return EntryInfo(
        row.id, row.kind, row.procedure_code, row.name, row.filed_here, tuple(row.lines), place, row.decision,
        row.publication_id, row.trouble,
    )  # fmt: skip
