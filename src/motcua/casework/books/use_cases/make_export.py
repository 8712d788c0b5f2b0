"""Make the spreadsheet of an export, chunk by chunk: little memory, progress told, taken back at any chunk."""

import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from motcua.blocks.documents import api as documents
from motcua.blocks.organisation import api as organisation
from motcua.casework.books.models import Export
from motcua.casework.books.queries import methods_of
from motcua.casework.books.rules.cells import line, moment
from motcua.casework.books.sheet import Sheet
from motcua.casework.dossiers import api as dossiers
from motcua.casework.notices import api as notices
from motcua.kernel import clock, tenancy

CHUNK = 1000
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def make_export(commune_id: int, export_id: UUID, *, now: datetime) -> bool:
    """Write the file of an export and tell whether it was finished; run again it begins anew.

    Each chunk is read in a transaction of its own, so a row stands as it was when its chunk was read.
    """
    row = _begin(commune_id, export_id)
    if row is None:
        return False
    with tempfile.TemporaryDirectory(prefix="motcua-export-") as folder:
        path = Path(folder, "export.xlsx")
        with Sheet(path, f"Sổ {row.year}") as sheet:
            for chunk in _chunks(row, now):
                for values in chunk:
                    sheet.add(line(values))
                if not _tell(commune_id, export_id, sheet.rows):
                    return False
        return _end(row, path, sheet.rows)


def _begin(commune_id: int, export_id: UUID) -> Export | None:
    with tenancy.scope(communes=[commune_id]):
        rows = Export.objects.filter(commune_id=commune_id, id=export_id)
        open_rows = rows.filter(state__in=(Export.State.WAITING, Export.State.RUNNING))
        return rows.first() if open_rows.update(state=Export.State.RUNNING, done=0) else None


def _chunks(row: Export, now: datetime) -> Iterator[list[dict[str, Any]]]:
    after = 0
    people: dict[UUID, str] = {}
    while True:
        with tenancy.scope(communes=[row.commune_id]):
            found = dossiers.register_page(row.commune_id, row.year, row.month, after, CHUNK)
            methods = methods_of(row.commune_id, found)
        if not found:
            return
        after = found[-1].book_entry or 0
        yield [_values(one, methods.get(one.id, ""), _holder(one, people), now) for one in found]


def _values(dossier: dossiers.DossierInfo, method: str, holder: str, now: datetime) -> dict[str, Any]:
    return {
        "entry": dossier.book_entry or 0,
        "code": dossier.reference,
        "procedure_code": dossier.procedure_code,
        "procedure": dossier.procedure_name,
        "owner": dossier.owner_name,
        "channel": notices.CHANNEL_WORDS.get(dossier.channel, dossier.channel),
        "received": moment(dossier.accepted_at),
        "due": moment(dossier.due_at),
        "finished": moment(dossier.finished_at),
        "returned": moment(dossier.returned_at),
        "method": method,
        "state": dossier.state.label,
        "late": "Có" if dossier.snapshot.late(now) else "",
        "holder": holder,
    }


def _holder(dossier: dossiers.DossierInfo, people: dict[UUID, str]) -> str:
    if dossier.holder_id is None:
        return ""
    if dossier.holder_id not in people:
        people[dossier.holder_id] = organisation.get_staff(dossier.commune_id, dossier.holder_id).full_name
    return people[dossier.holder_id]


def _tell(commune_id: int, export_id: UUID, done: int) -> bool:
    """Tell how far it is; False when it was taken back meanwhile."""
    with tenancy.scope(communes=[commune_id]):
        rows = Export.objects.filter(commune_id=commune_id, id=export_id, state=Export.State.RUNNING)
        return bool(rows.update(done=done))


def _end(row: Export, path: Path, done: int) -> bool:
    """Keep the sheet sealed and say so; one taken back in the last moment keeps no file."""
    now = clock.now()
    with tenancy.scope(communes=[row.commune_id]):
        rows = Export.objects.select_for_update().filter(commune_id=row.commune_id, id=row.id)
        if not rows.filter(state=Export.State.RUNNING).exists():
            return False
        kept = documents.keep_for_commune(row.commune_id, path.name, MEDIA_TYPE, path.read_bytes(), now)
        rows.update(state=Export.State.DONE, done=done, total=done, file_id=kept.id, ended_at=now)
        return True


def fail_export(commune_id: int, export_id: UUID, *, now: datetime) -> None:
    """Say that an export could not be made; it may be ordered anew."""
    with tenancy.scope(communes=[commune_id]):
        rows = Export.objects.filter(commune_id=commune_id, id=export_id, state=Export.State.RUNNING)
        rows.update(
            state=Export.State.FAILED,
            ended_at=now,
            problem="Gặp lỗi khi lập tệp. Hãy xuất lại; nếu vẫn lỗi, báo quản trị.",
        )
