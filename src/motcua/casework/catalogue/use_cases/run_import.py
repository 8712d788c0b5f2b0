"""An import through the console: records are kept, compared in the background, and wait for a decision."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.db import transaction

from motcua.casework.catalogue.importing import Change, ImportPlan
from motcua.casework.catalogue.keeping import keeping, note
from motcua.casework.catalogue.models import ImportEntry, ImportRun
from motcua.casework.catalogue.rules.records.files import Entry, RecordFile
from motcua.casework.catalogue.use_cases.apply_import import only_import
from motcua.casework.catalogue.use_cases.plan_import import plan_import
from motcua.casework.catalogue.use_cases.propose_changes import write_proposals
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, InvalidInput

OPEN = ("reading", "waiting", "applying")
_AT_ONCE = 500


def begin_import(
    actor: Actor, files: Sequence[RecordFile], *, on: date | None, complete: bool, now: datetime
) -> UUID:
    """Keep the records of files and have them compared with what is in force on a day; return the run.

    Permission: config.manage, where the catalogue serves one commune. Raises: InvalidInput for a day gone by;
    Conflict while another run is open.
    """
    if on is None or on < clock.local_date(now):
        raise InvalidInput(
            {"on": "So với danh mục có hiệu lực ngày: chọn hôm nay hoặc một ngày sau hôm nay."}
        )
    with keeping(actor):
        if ImportRun.objects.select_for_update().filter(state__in=OPEN).exists():
            raise Conflict("Đang có một lần nhập chưa xong. Hãy quyết định hoặc bỏ lần đó trước.")
        sources = [{"file": one.name, "sha256": one.digest, "records": len(one.entries)} for one in files]
        total = sum(len(one.entries) for one in files)
        run = ImportRun.objects.create(
            sources=sources, complete=complete, effective_on=on, total=total,
            started_at=now, started_by=actor.name[:200],
        )  # fmt: skip
        entries = (
            ImportEntry(run=run, file=entry.file[:200], number=entry.number, data=entry.data)
            for one in files
            for entry in one.entries
        )
        ImportEntry.objects.bulk_create(entries, batch_size=_AT_ONCE)
        note(actor, "import_begun", ", ".join(one.name for one in files), now=now, subject=run.id)
        start_work(run.id)
    return run.id


def start_work(run_id: UUID) -> None:
    """Have the worker go on with a run, in the caller's transaction."""
    from motcua.casework.catalogue.jobs import work_on_import

    work_on_import.defer(run_id=str(run_id))


def compare_run(run: ImportRun, now: datetime) -> None:
    """Compare the records of a run with what is in force, and tell of each what it would change."""
    with only_import():
        files = kept_files(run, ImportEntry.objects.filter(run=run))
        plan = plan_import(files, run.effective_on, complete=run.complete, progress=progress_of(run))
        with transaction.atomic():
            write_proposals(plan.proposals, now)
            _write_down(run, plan)


def kept_files(run: ImportRun, entries: Iterable[ImportEntry]) -> list[RecordFile]:
    """Return the records of a run as they were read."""
    digests = {one["file"]: one["sha256"] for one in run.sources}
    rows = sorted((one for one in entries if one.data is not None), key=lambda one: (one.file, one.number))
    return [
        RecordFile(name, digests.get(name, ""), [Entry(one.file, one.number, one.data) for one in many])
        for name, many in groupby(rows, key=lambda one: one.file)
    ]


def progress_of(run: ImportRun) -> Callable[[int, int], None]:
    """Return what writes down how far the work is, where the page reads it."""

    def tell(done: int, total: int) -> None:
        ImportRun.objects.filter(id=run.id).update(done=done, total=total)

    return tell


def _write_down(run: ImportRun, plan: ImportPlan) -> None:
    rows = {(one.file, one.number): one for one in ImportEntry.objects.filter(run=run)}
    told: list[ImportEntry] = []
    for change in plan.changes:
        place = plan.places.get(change.code)
        row = rows.pop(place) if place else ImportEntry(run=run)
        _tell(row, change)
        told.append(row)
    for refused in plan.refused:
        row = rows.pop((refused.file, refused.record))
        row.kind, row.procedure_code, row.name = "refused", refused.code, refused.name
        row.lines, row.data = [refused.reason], None
        told.append(row)
    # What is left says what the catalogue says already, or became a proposal.
    ImportEntry.objects.filter(run=run).delete()
    ImportEntry.objects.bulk_create(told, batch_size=_AT_ONCE)
    waits = bool(plan.changes)
    report = {"totals": plan.totals, "warnings": plan.warnings[:200], "kept": plan.kept[:200]}
    ImportRun.objects.filter(id=run.id).update(
        state="waiting" if waits else "done", report=report, done=plan.read, trouble=""
    )


def _tell(row: ImportEntry, change: Change) -> None:
    row.kind, row.procedure_code, row.name = change.kind, change.code, change.name
    row.lines, row.facts, row.current_id = change.differences, change.facts, change.current_id
    if change.made is not None:
        row.filed_here = change.made.content["record"]["handled_by"] != "elsewhere"
