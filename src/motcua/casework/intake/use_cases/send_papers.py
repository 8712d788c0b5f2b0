"""Papers that come in pieces over a line that may be cut: begun, gone on with, and laid to a draft or to a supplement
when whole."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.blocks.documents import api as documents
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.coming import Row, begun_under, expect, take_off
from motcua.casework.intake.drafts import lock_open_draft, own
from motcua.casework.intake.jobs import watch_upload
from motcua.casework.intake.models import Draft, SupplementRequest
from motcua.casework.intake.use_cases.answer_supplement import (
    lay_supplement_paper,
    lock_request,
    require_asked,
)
from motcua.casework.intake.use_cases.lay_papers import lay_paper, require_room
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, InvalidInput, NotFound


@dataclass(frozen=True)
class SentPaper:
    """What became of a file that came whole: it lies in its tray, or why it was not taken."""

    component_code: str
    file: documents.FileInfo | None
    refused: str = ""


@dataclass(frozen=True)
class Tray(ABC):
    """What papers are sent for, by its id."""

    id: UUID

    @abstractmethod
    def lock(self, actor: Actor) -> Row:
        """Lock the tray within the caller's scope; raise when it takes no papers any more."""

    @abstractmethod
    def require_place(self, actor: Actor, row: Row, code: str) -> None:
        """Raise NotFound for a paper that is not asked for, InvalidInput when no file more is taken of it."""

    @abstractmethod
    def lay(self, actor: Actor, sent: documents.Upload, data: bytes, now: datetime) -> documents.FileInfo:
        """Check a whole file and lay it there. Raises InvalidInput."""


class DraftTray(Tray):
    """The papers of the draft of this id."""

    def lock(self, actor: Actor) -> Draft:
        return lock_open_draft(actor, self.id)

    def require_place(self, actor: Actor, row: Row, code: str) -> None:
        assert isinstance(row, Draft)
        require_room(_component(row.version_id, code), len(row.papers.get(code, [])))

    def lay(self, actor: Actor, sent: documents.Upload, data: bytes, now: datetime) -> documents.FileInfo:
        return lay_paper(actor, self.id, sent.slot, data, sent.name, now=now, sent=sent.id)


class SupplementTray(Tray):
    """The papers that were asked for again of the dossier of this id."""

    def lock(self, actor: Actor) -> SupplementRequest:
        return lock_request(actor, self.id)

    def require_place(self, actor: Actor, row: Row, code: str) -> None:
        assert isinstance(row, SupplementRequest)
        require_asked(row, code)
        version_id = dossiers.get_dossier(actor, self.id).version_id
        require_room(_component(version_id, code), len(row.pending_papers.get(code, [])))

    def lay(self, actor: Actor, sent: documents.Upload, data: bytes, now: datetime) -> documents.FileInfo:
        return lay_supplement_paper(actor, self.id, sent.slot, data, sent.name, now=now, sent=sent.id)


def _component(version_id: UUID, code: str) -> catalogue.Component:
    known = {one.code: one for one in catalogue.content_of(version_id).components}
    if code not in known:
        raise NotFound("Thủ tục này không cần giấy tờ đó.")
    return known[code]


def begin_paper(
    actor: Actor, tray: Tray, component_code: str, name: str, size: int, *, key: str, now: datetime
) -> documents.Upload:
    """Make room for a file of `size` bytes; asked again under the same `key`, the same room.

    Raises UploadRefused and InvalidInput before a byte is sent.
    """
    applicant = own(actor)
    with tenancy.scope(applicants=actor.applicants):
        row = tray.lock(actor)
        known = begun_under(row, key)
        if known is not None and documents.upload_changed_at(applicant, known) is not None:
            return documents.get_upload(applicant, known)
        tray.require_place(actor, row, component_code)
        begun = documents.begin_upload(
            applicant, subject_id=tray.id, slot=component_code, name=name, size=size, now=now
        )
        expect(row, key, component_code, begun.id)
        watch_upload(applicant, begun.id, now, of=row.applicant_id)
        return begun


def get_sent(actor: Actor, tray: Tray, upload_id: UUID) -> documents.Upload:
    """Return how far a file for this tray has come. Raises NotFound."""
    found = documents.get_upload(own(actor), upload_id)
    if found.subject_id != tray.id:
        raise NotFound("Không tìm thấy tệp đang gửi này.")
    return found


def list_coming(actor: Actor, coming: dict[UUID, str]) -> dict[str, list[documents.Upload]]:
    """Return the files that are still on their way, by component code; one that nobody sends any more is left out."""
    found = documents.list_uploads(own(actor), list(coming)) if coming else []
    return {code: [one for one in found if coming[one.id] == code] for code in set(coming.values())}


def send_piece(
    actor: Actor, tray: Tray, upload_id: UUID, offset: int, piece: bytes, *, now: datetime
) -> documents.Upload:
    """Take the piece that begins at `offset`. Raises UploadOutOfStep, UploadRefused, NotFound."""
    return documents.add_piece(own(actor), upload_id, offset, piece, subject_id=tray.id, now=now)


def lay_sent(actor: Actor, tray: Tray, upload_id: UUID, *, now: datetime) -> SentPaper:
    """Check a file that came whole and lay it in its tray. Repeated, the same answer.

    Raises UploadOutOfStep when it is not whole, NotFound, NotAvailable.
    """
    sent = get_sent(actor, tray, upload_id)
    if sent.outcome:
        return _again(actor, tray, sent)
    data = documents.read_upload(own(actor), upload_id)
    try:
        file = tray.lay(actor, sent, data, now)
    except InvalidInput as refused:
        why = refused.errors.get("file", refused.message)
        documents.end_upload(own(actor), upload_id, {"refused": why}, now)
        _take_off(actor, tray, upload_id)
        return SentPaper(sent.slot, None, why)
    except Conflict:
        # Asked twice at once: the other request laid it, and all was handed in before this one came to it.
        laid_meanwhile = get_sent(actor, tray, upload_id)
        if not laid_meanwhile.outcome:
            raise
        return _again(actor, tray, laid_meanwhile)
    documents.end_upload(own(actor), upload_id, {"file": str(file.id)}, now)
    return SentPaper(sent.slot, file)


def _again(actor: Actor, tray: Tray, sent: documents.Upload) -> SentPaper:
    if "refused" in sent.outcome:
        _take_off(actor, tray, sent.id)
        return SentPaper(sent.slot, None, sent.outcome["refused"])
    with tenancy.scope(applicants=[own(actor)]):
        return SentPaper(sent.slot, documents.get_file(UUID(sent.outcome["file"])))


def _take_off(actor: Actor, tray: Tray, upload_id: UUID) -> None:
    with tenancy.scope(applicants=actor.applicants):
        take_off(tray.lock(actor), upload_id)


def stop_paper(actor: Actor, tray: Tray, upload_id: UUID) -> None:
    """Give up a file that is on its way, or of which nothing is left but the note. Safe to repeat."""
    _take_off(actor, tray, upload_id)
    documents.forget_upload(own(actor), upload_id)
