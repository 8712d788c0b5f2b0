"""What an import proposes is accepted from a day on, or left out; accepted records are applied in the background."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from motcua.casework.catalogue.importing import Change, ImportPlan
from motcua.casework.catalogue.keeping import decided, keeping, note
from motcua.casework.catalogue.models import ImportEntry, ImportRun, ProcedureVersion
from motcua.casework.catalogue.use_cases.apply_import import apply_import, only_import
from motcua.casework.catalogue.use_cases.plan_import import plan_import
from motcua.casework.catalogue.use_cases.run_import import kept_files, progress_of, start_work
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, InvalidInput, NotFound
from motcua.kernel.validity import in_force

DECIDABLE = ("new", "changed", "replaced", "ended")
_OTHERWISE = (
    "Danh mục đã khác lúc so sánh, hoặc khác vào ngày đã chọn. Hãy nhập lại tệp để xem khác biệt mới."
)


@dataclass(frozen=True)
class Chosen:
    """Entries of a run that a decision is about: single ones, or all of a kind that wait."""

    ids: frozenset[UUID] = frozenset()
    kind: str = ""


def accept_entries(
    actor: Actor, run_id: UUID, chosen: Chosen, *, on: date | None, basis: str, now: datetime
) -> int:
    """Accept records of a run from a day on; return how many. They are applied in the background.

    Permission: config.manage, where the catalogue serves one commune. Raises: InvalidInput without a record or a
    basis, or for a day gone by; Conflict when the run does not wait; NotFound.
    """
    rests_on = decided(on, basis, now)
    assert on is not None
    with keeping(actor):
        run = _waiting_run(run_id)
        count = _chosen(run, chosen).update(decision="accepted")
        _some(count)
        run.state, run.done, run.total = "applying", 0, count
        run.effective_on, run.basis = on, rests_on
        run.decided_at, run.decided_by = now, actor.name[:200]
        run.save()
        note(actor, "import_accepted", f"{count} thủ tục: {rests_on}", now=now, subject=run.id)
        start_work(run.id)
    return count


def leave_entries(actor: Actor, run_id: UUID, chosen: Chosen, *, now: datetime) -> int:
    """Leave records of a run out; the next import shows them again.

    Permission: config.manage, where the catalogue serves one commune. InvalidInput without a record; Conflict when
    the run does not wait; NotFound.
    """
    with keeping(actor):
        run = _waiting_run(run_id)
        count = _chosen(run, chosen).update(decision="left", data=None)
        _some(count)
        note(actor, "import_left", f"{count} thủ tục", now=now, subject=run.id)
        _end_if_decided(run)
    return count


def give_up_import(actor: Actor, run_id: UUID, *, now: datetime) -> None:
    """End a run without what is not decided yet; what was applied stays. Conflict when it is over.

    Permission: config.manage, where the catalogue serves one commune. NotFound.
    """
    with keeping(actor):
        run = _locked(run_id)
        if run.state not in ("reading", "waiting", "failed"):
            raise Conflict("Lần nhập này đang ghi hoặc đã xong, không bỏ được.")
        ImportEntry.objects.filter(run=run).update(data=None)
        ImportRun.objects.filter(id=run.id).update(state="given_up")
        note(actor, "import_given_up", "", now=now, subject=run.id)


def apply_run(run: ImportRun, now: datetime) -> None:
    """Apply what was accepted and not applied yet: exactly what was shown, nothing else."""
    with only_import():
        entries = list(
            ImportEntry.objects.filter(run=run, decision="accepted", publication_id=None, trouble="")
        )
        read = plan_import(kept_files(run, entries), run.effective_on)
        plan = ImportPlan(run.effective_on, _key(run), run.sources)
        troubled = _sort(entries, read, plan)
        publication = apply_import(plan, now=now, basis=run.basis, progress=progress_of(run))
        done = [one.id for one in entries if one.id not in troubled]
        ImportEntry.objects.filter(id__in=troubled).update(trouble=_OTHERWISE, data=None)
        ImportEntry.objects.filter(id__in=done).update(publication_id=publication, data=None)
    ImportRun.objects.filter(id=run.id).update(state="waiting", trouble="")
    _end_if_decided(run)


def _sort(entries: list[ImportEntry], read: ImportPlan, plan: ImportPlan) -> set[UUID]:
    """Put into the plan what is as it was shown; return the entries that are not. Applied before a kill is fine."""
    found = {change.code: change for change in read.changes}
    troubled = set()
    for one in entries:
        change = _ended(one, plan.effective_on) if one.kind == "ended" else found.get(one.procedure_code)
        if change is not None and (change.facts, change.current_id) == (one.facts, one.current_id):
            plan.changes.append(change)
        elif not _is_applied(one, plan.effective_on):
            troubled.add(one.id)
    return troubled


def _ended(one: ImportEntry, on: date) -> Change | None:
    rows = ProcedureVersion.common.filter(in_force(on), procedure_id=one.procedure_code).order_by("-number")
    row = rows.only("id", "number").first()
    if row is None:
        return None
    return Change(one.procedure_code, one.name, "ended", row.number, list(one.lines), current_id=row.id)


def _is_applied(one: ImportEntry, on: date) -> bool:
    """Tell whether a broken-off run had done this one already."""
    rows = ProcedureVersion.common.filter(procedure_id=one.procedure_code)
    if one.kind in ("new", "changed"):
        return rows.filter(facts=one.facts, valid_from=on).exists()
    return one.current_id is not None and rows.filter(id=one.current_id, ended_by__isnull=False).exists()


def _key(run: ImportRun) -> str:
    return hashlib.sha256(f"{run.id} {run.decided_at}".encode()).hexdigest()


def _locked(run_id: UUID) -> ImportRun:
    run = ImportRun.objects.select_for_update().filter(id=run_id).first()
    if run is None:
        raise NotFound("Không tìm thấy lần nhập này.")
    return run


def _waiting_run(run_id: UUID) -> ImportRun:
    run = _locked(run_id)
    if run.state != "waiting":
        raise Conflict("Lần nhập này đang chạy hoặc đã xong. Hãy tải lại trang.")
    return run


def _chosen(run: ImportRun, chosen: Chosen) -> QuerySet[ImportEntry]:
    rows = ImportEntry.objects.filter(run=run, decision="", kind__in=DECIDABLE)
    return rows.filter(kind=chosen.kind) if chosen.kind else rows.filter(id__in=chosen.ids)


def _some(count: int) -> None:
    if not count:
        raise InvalidInput({"entry": "Chọn ít nhất một thủ tục chưa quyết định."})


def _end_if_decided(run: ImportRun) -> None:
    if not ImportEntry.objects.filter(run=run, decision="", kind__in=DECIDABLE).exists():
        ImportRun.objects.filter(id=run.id).update(state="done")
