"""Take a file in by pieces, so that a cut line costs the last piece only.

A piece lies sealed in the store before the row counts it. What nobody ends is forgotten after a day: the row by its
job, the pieces by the sweeper, for no file names them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from motcua.blocks.documents.errors import UploadOutOfStep, UploadRefused
from motcua.blocks.documents.files import file_store
from motcua.blocks.documents.inspection.kinds import describe, sniff
from motcua.blocks.documents.inspection.wording import refused, too_big, too_much_on_the_way
from motcua.blocks.documents.models import PartialUpload
from motcua.blocks.documents.store import BlobAltered, BlobMissing, Owner
from motcua.kernel import sealing, tenancy
from motcua.kernel.errors import NotFound

# Bytes of one piece; the door keeps a small one in memory only.
LARGEST_PIECE = 2 * 1024 * 1024
# What one applicant may have on the way at once.
_MOST_FILES, _MOST_BYTES = 60, 200 * 1024 * 1024
_NAME_LENGTH, _SLOT_LENGTH = 200, 60


@dataclass(frozen=True)
class Upload:
    """A file on its way. `outcome` is empty until the file was whole and somebody took or refused it."""

    id: UUID
    subject_id: UUID
    slot: str
    name: str = field(repr=False)
    size: int
    received: int
    outcome: Mapping[str, Any] = field(repr=False)


def begin_upload(
    applicant_id: UUID, *, subject_id: UUID, slot: str, name: str, size: int, now: datetime
) -> Upload:
    """Make room for a file of `size` bytes. Raises UploadRefused at once for one that could not be taken whole."""
    if size <= 0:
        raise UploadRefused("empty", refused("empty", ""))
    if size > settings.MOTCUA_UPLOAD_LIMIT:
        raise UploadRefused("too_big", too_big(size, settings.MOTCUA_UPLOAD_LIMIT))
    with tenancy.scope(applicants=[applicant_id]):
        coming = PartialUpload.objects.filter(applicant_id=applicant_id, outcome_known=False)
        waiting = list(coming.values_list("size", flat=True))
        if len(waiting) >= _MOST_FILES or sum(waiting) + size > _MOST_BYTES:
            raise UploadRefused("too_much_on_the_way", too_much_on_the_way())
        row = PartialUpload.objects.create(
            applicant_id=applicant_id,
            subject_id=subject_id,
            slot=slot[:_SLOT_LENGTH],
            name=name[:_NAME_LENGTH],
            size=size,
            changed_at=now,
        )
        return _info(row)


def get_upload(applicant_id: UUID, upload_id: UUID) -> Upload:
    """Return how far a file has come. Raises NotFound."""
    with tenancy.scope(applicants=[applicant_id]):
        return _info(_row(applicant_id, upload_id))


def list_uploads(applicant_id: UUID, ids: Sequence[UUID]) -> list[Upload]:
    """Return how far files have come, in the order in which they were begun; what is gone is left out."""
    with tenancy.scope(applicants=[applicant_id]):
        rows = PartialUpload.objects.filter(applicant_id=applicant_id, id__in=ids).order_by("id")
        return [_info(row) for row in rows]


def upload_changed_at(applicant_id: UUID, upload_id: UUID) -> datetime | None:
    """Return when a file on its way last came on, within the caller's scope; None when it is gone."""
    rows = PartialUpload.objects.filter(applicant_id=applicant_id, id=upload_id)
    return rows.values_list("changed_at", flat=True).first()


def add_piece(
    applicant_id: UUID, upload_id: UUID, offset: int, piece: bytes, *, subject_id: UUID, now: datetime
) -> Upload:
    """Add the bytes that begin at `offset` of a file for a subject.

    Raises UploadOutOfStep when other bytes are awaited, NotFound (also for another subject), UploadRefused.
    """
    with tenancy.scope(applicants=[applicant_id]):
        row = _row(applicant_id, upload_id, lock=True)
        if row.subject_id != subject_id:
            raise NotFound("Không tìm thấy tệp đang gửi này.")
        if offset != row.received:
            raise UploadOutOfStep(row.received)
        if len(piece) > LARGEST_PIECE or row.received + len(piece) > row.size:
            raise UploadRefused("too_big", too_big(None, settings.MOTCUA_UPLOAD_LIMIT))
        if offset == 0 and sniff(piece) is None:
            # Told now, not after twenty megabytes of it.
            raise UploadRefused("unknown", refused(describe(piece), ""))
        if piece:
            token = sealing.seal(piece, context=_context(row.id, offset))
            row.pieces = [*row.pieces, file_store().write(Owner(applicant_id=applicant_id), token)]
            row.received += len(piece)
            row.changed_at = now
            row.save(update_fields=["pieces", "received", "changed_at"])
        return _info(row)


def read_upload(applicant_id: UUID, upload_id: UUID) -> bytes:
    """Return a whole file, unchecked: give it to `inspect` and to nothing else. Raises NotFound, UploadOutOfStep."""
    owner, data = Owner(applicant_id=applicant_id), bytearray()
    with tenancy.scope(applicants=[applicant_id]):
        row = _row(applicant_id, upload_id)
        try:
            for blob in row.pieces:
                token = file_store().read(owner, blob)
                data += sealing.unseal(token, context=_context(row.id, len(data)))
        except (BlobMissing, BlobAltered, sealing.SealBroken) as lost:
            # Swept after its day, or damaged: the sender still has the file.
            raise NotFound("Tệp gửi dở này không còn. Ông/bà gửi lại từ đầu.") from lost
        if len(data) != row.size:
            raise UploadOutOfStep(row.received)
        return bytes(data)


def end_upload(applicant_id: UUID, upload_id: UUID, outcome: Mapping[str, Any], now: datetime) -> None:
    """Note what became of a whole file and let its pieces go. Safe to repeat."""
    with tenancy.scope(applicants=[applicant_id]):
        row = _row(applicant_id, upload_id, lock=True)
        pieces = row.pieces
        row.outcome, row.outcome_known, row.pieces, row.changed_at = dict(outcome), True, [], now
        row.save(update_fields=["outcome", "outcome_known", "pieces", "changed_at"])
    _drop(applicant_id, pieces)


def forget_upload(applicant_id: UUID, upload_id: UUID) -> None:
    """Forget a file on its way and its pieces. Safe to repeat."""
    with tenancy.scope(applicants=[applicant_id]):
        rows = PartialUpload.objects.filter(applicant_id=applicant_id, id=upload_id)
        pieces = rows.values_list("pieces", flat=True).first() or []
        rows.delete()
    _drop(applicant_id, pieces)


def _drop(applicant_id: UUID, pieces: list[str]) -> None:
    for blob in pieces:
        file_store().drop(Owner(applicant_id=applicant_id), blob)


def _row(applicant_id: UUID, upload_id: UUID, *, lock: bool = False) -> PartialUpload:
    rows = PartialUpload.objects.select_for_update() if lock else PartialUpload.objects.all()
    row = rows.filter(applicant_id=applicant_id, id=upload_id).first()
    if row is None:
        raise NotFound("Tệp gửi dở này không còn. Ông/bà gửi lại từ đầu.")
    return row


def _context(upload_id: UUID, offset: int) -> str:
    return f"piece:{upload_id}:{offset}"


def _info(row: PartialUpload) -> Upload:
    return Upload(row.id, row.subject_id, row.slot, row.name, row.size, row.received, row.outcome)
