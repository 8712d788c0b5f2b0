"""Work out what an import would change, without writing anything."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from motcua.casework.catalogue.errors import CatalogueError
from motcua.casework.catalogue.importing import Change, ImportPlan, Refused
from motcua.casework.catalogue.local_data import LocalData, local_data
from motcua.casework.catalogue.models import ProcedureVersion
from motcua.casework.catalogue.rules.records.checked import checked, fingerprint
from motcua.casework.catalogue.rules.records.differences import differences
from motcua.casework.catalogue.rules.records.files import Entry, RecordFile
from motcua.casework.catalogue.rules.records.making import make
from motcua.casework.catalogue.rules.records.proposing import proposals
from motcua.casework.catalogue.rules.records.record import Record, RecordRefused, read_record
from motcua.casework.catalogue.rules.search import index_text

Progress = Callable[[int, int], None]
_AT_ONCE = 200


@dataclass
class _Known:
    """What is known of a procedure: the version in force on the day, the last number, the next begin."""

    current_id: UUID | None = None
    origin: str = ""
    facts: str = ""
    last: int = 0
    next_from: date | None = None


def plan_import(
    files: Sequence[RecordFile],
    effective_on: date,
    *,
    complete: bool = False,
    progress: Progress = lambda done, total: None,
) -> ImportPlan:
    """Compare the files with what is in force on a day; `complete`: imported procedures not in them end."""
    known = _known(effective_on)
    key = hashlib.sha256(repr([effective_on, complete, [one.digest for one in files]]).encode()).hexdigest()
    sources = [{"file": one.name, "sha256": one.digest, "records": len(one.entries)} for one in files]
    plan = ImportPlan(effective_on, key, sources)
    entries = [entry for one in files for entry in one.entries]
    seen: dict[str, tuple[Entry, Record]] = {}
    local = local_data(effective_on)
    for done, entry in enumerate(entries, start=1):
        _take(entry, plan, known, seen, local)
        if done % 100 == 0 or done == len(entries):
            progress(done, len(entries))
    plan.places = {code: (entry.file, entry.number) for code, (entry, _) in seen.items()}
    if complete:
        _end_missing(plan, known, seen)
    _tell_differences(plan)
    local.tell_kept(plan)
    return plan


def _known(on: date) -> dict[str, _Known]:
    found: dict[str, _Known] = {}
    rows = ProcedureVersion.common.order_by("number").values_list(
        "procedure_id", "id", "number", "origin", "facts", "valid_from", "valid_to"
    )
    for code, version_id, number, origin, facts, valid_from, valid_to in rows:
        one = found.setdefault(code, _Known())
        one.last = number
        if valid_from > on:
            one.next_from = min(one.next_from or valid_from, valid_from)
        elif valid_to is None or valid_to >= on:
            one.current_id, one.origin, one.facts = version_id, origin, facts
    return found


def _take(
    entry: Entry,
    plan: ImportPlan,
    known: Mapping[str, _Known],
    seen: dict[str, tuple[Entry, Record]],
    local: LocalData,
) -> None:
    plan.read += 1
    try:
        record = read_record(entry.data)
        if _is_repeated(entry, record, seen):
            plan.unchanged += 1
            plan.warnings.append(
                f"{entry.file}, bản ghi {entry.number}: {record.code} lặp lại y hệt, chỉ nhận một lần"
            )
            return
        _sort(record, plan, known.get(record.code, _Known()), local)
    except RecordRefused as refused:
        plan.refused.append(_refused(entry, str(refused)))
    except CatalogueError as error:
        reasons = "; ".join(f"{one.path}: {one.vi}" for one in error.problems[:3])
        plan.refused.append(_refused(entry, reasons))


def _refused(entry: Entry, reason: str) -> Refused:
    data = entry.data if isinstance(entry.data, Mapping) else {}
    code, name = (str(data.get(key) or "")[:200] for key in ("code", "name"))
    return Refused(entry.file, entry.number, code, name, reason)


def _is_repeated(entry: Entry, record: Record, seen: dict[str, tuple[Entry, Record]]) -> bool:
    """Whether the very same record came before; another one under the same code is refused."""
    if record.code not in seen:
        seen[record.code] = (entry, record)
        return False
    first, before = seen[record.code]
    if before == record:
        return True
    raise RecordRefused(
        f"mã {record.code} đã có ở {first.file}, bản ghi {first.number} với nội dung khác; bản đầu được nhận"
    )


def _sort(record: Record, plan: ImportPlan, known: _Known, local: LocalData) -> None:
    if record.replaced_by:
        _replace(record, plan, known)
        return
    made = local.applied(make(record, plan.effective_on))
    if known.current_id is not None and known.origin != "record":
        plan.handwritten += 1
        current = ProcedureVersion.objects.values_list("content", flat=True).get(id=known.current_id)
        plan.proposals += [(record.code, one) for one in proposals(current, made.content, record)]
        return
    facts = fingerprint(made)
    if facts == known.facts:
        plan.unchanged += 1
        return
    content = checked(made)
    if record.provisional:
        plan.warnings.append(f"{record.code}: “{record.name[:80]}” chưa có mã quốc gia, dùng mã tạm này")
    plan.changes.append(
        Change(
            code=record.code,
            name=record.name,
            kind="changed" if known.current_id else "new",
            number=known.last + 1,
            current_id=known.current_id,
            until=known.next_from - timedelta(days=1) if known.next_from else None,
            made=made,
            facts=facts,
            search_parts=index_text(content),
        )
    )


def _replace(record: Record, plan: ImportPlan, known: _Known) -> None:
    if known.current_id is None:
        plan.unchanged += 1
    else:
        plan.changes.append(
            Change(
                code=record.code,
                name=record.name,
                kind="replaced",
                number=known.last,
                differences=["Thay bằng " + ", ".join(record.replaced_by)],
                current_id=known.current_id,
                replaced_by=record.replaced_by,
            )
        )


def _end_missing(plan: ImportPlan, known: Mapping[str, _Known], seen: Iterable[str]) -> None:
    refused = {one.code for one in plan.refused}
    for code in sorted(set(known) - set(seen) - refused):
        one = known[code]
        if one.current_id is not None and one.origin == "record":
            why = ["Không còn trong danh sách nhập"]
            plan.changes.append(Change(code, "", "ended", one.last, why, current_id=one.current_id))


def _tell_differences(plan: ImportPlan) -> None:
    """Say for each changed procedure what differs; old contents are read some at a time."""
    changed = [one for one in plan.changes if one.current_id is not None]
    for start in range(0, len(changed), _AT_ONCE):
        some = changed[start : start + _AT_ONCE]
        rows = ProcedureVersion.objects.filter(id__in=[one.current_id for one in some])
        old: dict[UUID, Any] = dict(rows.values_list("id", "content"))
        for one in some:
            assert one.current_id is not None
            before = old[one.current_id]
            one.name = one.name or before["name"]
            if one.made is not None:
                one.differences = differences(before, one.made.content) or [
                    "Tờ khai hoặc quy trình: sửa chi tiết"
                ]
