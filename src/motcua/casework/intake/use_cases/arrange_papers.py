"""Put the files of a component in order: turn one, move one up, bind all into one paper."""

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from motcua.blocks.documents import api as documents
from motcua.casework.intake.drafts import lock_open_draft, own
from motcua.casework.intake.models import Draft
from motcua.casework.intake.use_cases.release_files import release_files
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, NotFound

CHANGED = "Giấy tờ này vừa được đổi ở cửa sổ khác. Ông/bà tải lại trang rồi làm lại."


def move_paper_up(actor: Actor, draft_id: UUID, component_code: str, file_id: UUID, *, now: datetime) -> None:
    """Let a file change places with the one before it; the first stays."""
    applicant = own(actor)
    with tenancy.scope(applicants=[applicant]):
        row = lock_open_draft(applicant, draft_id)
        laid = _laid(row, component_code)
        at = laid.index(str(file_id)) if str(file_id) in laid else 0
        if at:
            laid[at - 1 : at + 1] = laid[at], laid[at - 1]
            _lay(row, component_code, laid, now)


def turn_paper(actor: Actor, draft_id: UUID, component_code: str, file_id: UUID, *, now: datetime) -> None:
    """Turn a photo or paper a quarter to the right.

    Raises UploadRefused (a signed paper stays as it is), NotFound, Conflict, NotAvailable.
    """
    _rework(actor, draft_id, component_code, [file_id], lambda files: documents.turned(*files[0]), now=now)


def bind_papers(actor: Actor, draft_id: UUID, component_code: str, *, now: datetime) -> None:
    """Bind all files of a component into one PDF, in their order; one file alone stays as it is.

    Raises UploadRefused (a signed paper, too heavy), Conflict, NotAvailable.
    """
    applicant = own(actor)
    with tenancy.scope(applicants=[applicant]):
        laid = _laid(lock_open_draft(applicant, draft_id), component_code)
    if len(laid) > 1:
        _rework(actor, draft_id, component_code, [UUID(key) for key in laid], documents.bound, now=now)


def _rework(
    actor: Actor,
    draft_id: UUID,
    code: str,
    wanted: list[UUID],
    make: Callable[[list[tuple[documents.FileInfo, bytes]]], documents.Inspected],
    *,
    now: datetime,
) -> None:
    """Put what is made of some files in the place of the first of them, and let them go."""
    applicant = own(actor)
    with tenancy.scope(applicants=[applicant]):
        laid = _laid(lock_open_draft(applicant, draft_id), code)
        if not {str(key) for key in wanted} <= set(laid):
            raise NotFound("Không tìm thấy tệp này trong hồ sơ đang điền.")
        files = [(documents.get_file(key), documents.open_file(key)) for key in wanted]
    # Half a second in a child process: no row is locked meanwhile.
    made = make(files)
    with tenancy.scope(applicants=[applicant]):
        row = lock_open_draft(applicant, draft_id)
        now_laid, old = _laid(row, code), {str(key) for key in wanted}
        if not old <= set(now_laid):
            raise Conflict(CHANGED)
        fresh = str(documents.keep_upload(applicant, made.name, made, now).id)
        place = now_laid.index(str(wanted[0]))
        _lay(row, code, [*now_laid[:place], fresh, *now_laid[place:]], now, without=old - {fresh})
        release_files(applicant, [key for key in wanted if str(key) != fresh])


def _laid(row: Draft, code: str) -> list[str]:
    return list(row.papers.get(code, []))


def _lay(row: Draft, code: str, laid: list[str], now: datetime, *, without: Collection[str] = ()) -> None:
    kept = [key for key in dict.fromkeys(laid) if key not in without]
    row.papers = {**row.papers, code: kept}
    row.changed_at = now
    row.save(update_fields=["papers", "changed_at"])
