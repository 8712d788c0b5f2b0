"""Lay files to the components of a draft, and take them away."""

from dataclasses import replace
from datetime import datetime
from typing import IO
from uuid import UUID

from motcua.blocks.documents import api as documents
from motcua.casework.catalogue import api as catalogue
from motcua.casework.catalogue.api import Component
from motcua.casework.intake.coming import take_off
from motcua.casework.intake.drafts import lock_open_draft, put_papers
from motcua.casework.intake.moments import PAPERS, Kind, drafting_scope, note
from motcua.casework.intake.preflight import signature_doubts
from motcua.casework.intake.use_cases.release_files import release_files
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput

KINDS = {"image": "ảnh", "pdf": "PDF"}


def lay_paper(
    actor: Actor,
    draft_id: UUID,
    component_code: str,
    upload: IO[bytes] | bytes,
    name: str,
    *,
    now: datetime,
    sent: UUID | None = None,
) -> documents.FileInfo:
    """Check a file by its content, keep it, and lay it to a component of a draft.

    The same file again is laid once. `sent`: the upload it came by, which is on its way no more. Raises
    documents.UploadRefused with what to do instead, InvalidInput when there are too many files.
    """
    checked = documents.inspect(upload, name)
    component = _component(actor, draft_id, component_code)
    checked = replace(checked, doubts=(*checked.doubts, *signature_doubts(checked, component, now)))
    with drafting_scope(actor):
        row = lock_open_draft(actor, draft_id)
        laid = list(row.papers.get(component_code, []))
        kept = documents.keep_upload(row.applicant_id, checked.name, checked, now)
        if str(kept.id) not in laid:
            require_fit(component, checked, len(laid))
            put_papers(row, component_code, [*laid, str(kept.id)], now)
            note(actor, row, Kind.SAVED, PAPERS, now)
        take_off(row, sent)
        return kept


def _component(actor: Actor, draft_id: UUID, code: str) -> Component:
    with drafting_scope(actor):
        return catalogue.content_of(lock_open_draft(actor, draft_id).version_id).component(code)


def require_fit(component: Component, checked: documents.Inspected, laid: int) -> None:
    """Raise InvalidInput unless the component takes this kind of file and one file more."""
    kind = "pdf" if checked.media_type == "application/pdf" else "image"
    if kind not in component.accept:
        wanted = " hoặc ".join(KINDS[one] for one in component.accept)
        raise InvalidInput({"file": f"Giấy tờ này chỉ nhận tệp {wanted}."})
    require_room(component, laid)


def require_room(component: Component, laid: int) -> None:
    """Raise InvalidInput unless the component takes one file more."""
    if laid >= component.max_files:
        raise InvalidInput(
            {"file": f"Giấy tờ này nhận nhiều nhất {component.max_files} tệp. Hãy gỡ bớt rồi thêm."}
        )


def remove_paper(actor: Actor, draft_id: UUID, component_code: str, file_id: UUID, *, now: datetime) -> None:
    """Take a file away from a component; repeating it does no harm."""
    with drafting_scope(actor):
        row = lock_open_draft(actor, draft_id)
        left = [key for key in row.papers.get(component_code, []) if key != str(file_id)]
        put_papers(row, component_code, left, now)
        note(actor, row, Kind.SAVED, PAPERS, now)
        release_files(row.applicant_id, [file_id])
