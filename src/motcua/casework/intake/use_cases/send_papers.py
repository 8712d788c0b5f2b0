"""Papers that come in pieces over a line that may be cut: begun, gone on with, and laid to the draft when whole."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.blocks.documents import api as documents
from motcua.casework.catalogue import api as catalogue
from motcua.casework.intake.drafts import lock_open_draft, own
from motcua.casework.intake.jobs import watch_upload
from motcua.casework.intake.use_cases.lay_papers import lay_paper, require_room
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput, NotFound


@dataclass(frozen=True)
class Laid:
    """What became of a file that came whole: it lies with the draft, or why it was not taken."""

    component_code: str
    file: documents.FileInfo | None
    refused: str = ""


def begin_paper(
    actor: Actor, draft_id: UUID, component_code: str, name: str, size: int, *, now: datetime
) -> documents.Upload:
    """Make room for a file of `size` bytes. Raises UploadRefused and InvalidInput before a byte is sent."""
    applicant = own(actor)
    with tenancy.scope(applicants=actor.applicants):
        row = lock_open_draft(actor, draft_id)
        component = _component(row.version_id, component_code)
        require_room(component, len(row.papers.get(component_code, [])))
        begun = documents.begin_upload(
            applicant, subject_id=draft_id, slot=component_code, name=name, size=size, now=now
        )
        watch_upload(applicant, begun.id, now)
        return begun


def _component(version_id: UUID, code: str) -> catalogue.Component:
    known = {one.code: one for one in catalogue.content_of(version_id).components}
    if code not in known:
        raise NotFound("Thủ tục này không cần giấy tờ đó.")
    return known[code]


def get_sent(actor: Actor, draft_id: UUID, upload_id: UUID) -> documents.Upload:
    """Return how far a file for this draft has come. Raises NotFound."""
    found = documents.get_upload(own(actor), upload_id)
    if found.subject_id != draft_id:
        raise NotFound("Không tìm thấy tệp đang gửi này.")
    return found


def send_piece(
    actor: Actor, draft_id: UUID, upload_id: UUID, offset: int, piece: bytes, *, now: datetime
) -> documents.Upload:
    """Take the piece that begins at `offset`. Raises UploadOutOfStep, UploadRefused, NotFound."""
    return documents.add_piece(own(actor), upload_id, offset, piece, subject_id=draft_id, now=now)


def lay_sent(actor: Actor, draft_id: UUID, upload_id: UUID, *, now: datetime) -> Laid:
    """Check a file that came whole and lay it to the draft. Repeated, the same answer.

    Raises UploadOutOfStep when it is not whole, NotFound, NotAvailable.
    """
    sent = get_sent(actor, draft_id, upload_id)
    if sent.outcome:
        return _again(actor, sent)
    data = documents.read_upload(own(actor), upload_id)
    try:
        file = lay_paper(actor, draft_id, sent.slot, data, sent.name, now=now)
    except InvalidInput as refused:
        why = refused.errors.get("file", refused.message)
        documents.end_upload(own(actor), upload_id, {"refused": why}, now)
        return Laid(sent.slot, None, why)
    documents.end_upload(own(actor), upload_id, {"file": str(file.id)}, now)
    return Laid(sent.slot, file)


def _again(actor: Actor, sent: documents.Upload) -> Laid:
    if "refused" in sent.outcome:
        return Laid(sent.slot, None, sent.outcome["refused"])
    with tenancy.scope(applicants=[own(actor)]):
        return Laid(sent.slot, documents.get_file(UUID(sent.outcome["file"])))


def stop_paper(actor: Actor, draft_id: UUID, upload_id: UUID) -> None:
    """Forget a file that is on its way. Raises NotFound."""
    get_sent(actor, draft_id, upload_id)
    documents.forget_upload(own(actor), upload_id)
