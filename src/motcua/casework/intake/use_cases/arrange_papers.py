"""Put the files of a component in order: turn one, move one up, bind all into one paper."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from motcua.blocks.documents import api as documents
from motcua.casework.intake.drafts import lock_open_draft, put_papers
from motcua.casework.intake.models import Draft
from motcua.casework.intake.moments import drafting_scope
from motcua.casework.intake.use_cases.release_files import release_files
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, NotFound

CHANGED = "Giấy tờ này vừa được đổi ở cửa sổ khác. Ông/bà tải lại trang rồi làm lại."


def move_paper_up(actor: Actor, draft_id: UUID, component_code: str, file_id: UUID, *, now: datetime) -> None:
    """Let a file change places with the one before it; the first stays."""
    with drafting_scope(actor):
        row = lock_open_draft(actor, draft_id)
        laid = _laid(row, component_code)
        at = laid.index(str(file_id)) if str(file_id) in laid else 0
        if at:
            laid[at - 1 : at + 1] = laid[at], laid[at - 1]
            put_papers(row, component_code, laid, now)


def turn_paper(actor: Actor, draft_id: UUID, component_code: str, file_id: UUID, *, now: datetime) -> None:
    """Turn a photo or paper a quarter to the right.

    Raises UploadRefused (a signed paper stays as it is), NotFound, Conflict, NotAvailable.
    """
    _rework(actor, draft_id, component_code, [file_id], lambda files: documents.turned(*files[0]), now=now)


def bind_papers(actor: Actor, draft_id: UUID, component_code: str, *, now: datetime) -> None:
    """Bind all files of a component into one PDF, in their order; one file alone stays as it is.

    Raises UploadRefused (a signed paper, too heavy), Conflict, NotAvailable.
    """
    with drafting_scope(actor):
        laid = _laid(lock_open_draft(actor, draft_id), component_code)
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
    with drafting_scope(actor):
        laid = _laid(lock_open_draft(actor, draft_id), code)
        if not {str(key) for key in wanted} <= set(laid):
            raise NotFound("Không tìm thấy tệp này trong hồ sơ đang điền.")
        files = [(documents.get_file(key), documents.open_file(key)) for key in wanted]
    # Half a second in a child process: no row is locked meanwhile.
    made = make(files)
    with drafting_scope(actor):
        row = lock_open_draft(actor, draft_id)
        now_laid, old = _laid(row, code), {str(key) for key in wanted}
        if not old <= set(now_laid):
            raise Conflict(CHANGED)
        fresh = str(documents.keep_upload(row.applicant_id, made.name, made, now).id)
        place = now_laid.index(str(wanted[0]))
        mixed = dict.fromkeys([*now_laid[:place], fresh, *now_laid[place:]])
        put_papers(row, code, [key for key in mixed if key == fresh or key not in old], now)
        release_files(row.applicant_id, [key for key in wanted if str(key) != fresh])


def _laid(row: Draft, code: str) -> list[str]:
    return list(row.papers.get(code, []))
