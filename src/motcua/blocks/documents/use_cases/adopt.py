"""Take the files of another owner over into a commune: the same bytes under a second name, and new rows."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid5

from django.db.models import Q

from motcua.blocks.documents.errors import FileDamaged
from motcua.blocks.documents.files import FileInfo, file_info, file_store, owner_of
from motcua.blocks.documents.models import StoredFile
from motcua.blocks.documents.recipes import made
from motcua.blocks.documents.store import BlobMissing, Owner
from motcua.kernel import tenancy
from motcua.kernel.errors import NotFound


def adopt(
    applicant_id: UUID, file_ids: Iterable[UUID], commune_id: int, now: datetime
) -> dict[UUID, FileInfo]:
    """Give a commune its own copies with two statements; returns the commune's files by the applicant's ids.

    Safe to repeat: two drafts may name one file and be handed in at the same moment, and both runs make the same
    row, once. Raises NotFound, FileDamaged.
    """
    with tenancy.scope(communes=[commune_id], applicants=[applicant_id]):
        return _given(Q(applicant_id=applicant_id), set(file_ids), commune_id, now)


def hand_on(owner: int, file_ids: Iterable[UUID], commune_id: int) -> dict[UUID, FileInfo]:
    """Give a commune its own copies of files of another one; returns them by the ids of the others.

    Each is as old as the file it is a copy of: it was handed in then. As safe to repeat. Raises NotFound, FileDamaged.
    """
    with tenancy.scope(communes=[owner, commune_id]):
        return _given(Q(commune_id=owner), set(file_ids), commune_id)


def _given(whose: Q, wanted: set[UUID], commune_id: int, now: datetime | None = None) -> dict[UUID, FileInfo]:
    if not wanted:
        return {}
    copied = Q(commune_id=commune_id, source_id__in=wanted)
    rows = list(StoredFile.objects.filter(whose & Q(id__in=wanted) | copied))
    sources = [row for row in rows if row.id in wanted]
    if len(sources) != len(wanted):
        raise NotFound("Không tìm thấy tệp này. Có thể tệp đã bị xóa; hãy tải lên lại.")
    for source in sources:
        if not source.blob:
            made(source)
    adopted = {row.source_id: row for row in rows if row.source_id in wanted}
    fresh = (source for source in sources if source.id not in adopted)
    # In one order everywhere: of two runs the second waits for the first, never each for the other.
    copies = sorted(
        (_copy(source, commune_id, now or source.created_at) for source in fresh), key=lambda copy: copy.id
    )
    for source in sources:
        _share(source, commune_id)
    StoredFile.objects.bulk_create(copies, ignore_conflicts=True)
    adopted |= {copy.source_id: copy for copy in copies if copy.source_id is not None}
    return {source_id: file_info(row) for source_id, row in adopted.items() if source_id is not None}


def _share(source: StoredFile, commune_id: int) -> None:
    try:
        file_store().share(owner_of(source), Owner(commune_id=commune_id), source.blob)
    except BlobMissing as missing:
        raise FileDamaged from missing


def _copy(source: StoredFile, commune_id: int, now: datetime) -> StoredFile:
    return StoredFile(
        # The same in every run: whichever run wrote the row, it is the one meant here.
        id=uuid5(source.id, f"commune/{commune_id}"),
        commune_id=commune_id,
        source_id=source.id,
        name=source.name,
        media_type=source.media_type,
        size=source.size,
        pages=source.pages,
        sha256=source.sha256,
        blob=source.blob,
        key=source.key,
        doubts=source.doubts,
        created_at=now,
    )
