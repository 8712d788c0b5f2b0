"""Keep a checked file: its bytes first, then its row."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.conf import settings

from motcua.blocks.documents.files import FileInfo, file_info, file_store
from motcua.blocks.documents.inspection.checking import Inspected, Readable, check
from motcua.blocks.documents.models import StoredFile
from motcua.blocks.documents.reading import CONTEXT
from motcua.blocks.documents.store import Owner
from motcua.kernel import sealing, tenancy

_NAME_LENGTH = 200


def inspect(source: bytes | Readable, declared_name: str) -> Inspected:
    """Check a file by its content, in a limited child process; nothing is stored.

    It takes half a second: call it before the transaction. Raises UploadRefused, NotAvailable.
    """
    return check(source, declared_name, settings.MOTCUA_UPLOAD_LIMIT)


def keep_upload(applicant_id: UUID, name: str, data: bytes | Readable | Inspected, now: datetime) -> FileInfo:
    """Keep a file for an applicant; raw data are checked first. The same bytes again give the same file.

    Raises UploadRefused, NotAvailable.
    """
    checked = data if isinstance(data, Inspected) else inspect(data, name)
    row = StoredFile(
        applicant_id=applicant_id,
        name=checked.name[:_NAME_LENGTH],
        media_type=checked.media_type,
        pages=checked.pages,
        doubts=list(checked.doubts),
        created_at=now,
    )
    with tenancy.scope(applicants=[applicant_id]):
        return _keep(row, Owner(applicant_id=applicant_id), checked.data)


def keep_for_commune(
    commune_id: int, name: str, media_type: str, data: bytes, now: datetime, *, pages: int | None = None
) -> FileInfo:
    """Keep a paper that the product made, for a commune. The same bytes again give the same file."""
    row = StoredFile(
        commune_id=commune_id,
        name=name[:_NAME_LENGTH],
        media_type=media_type,
        pages=pages,
        created_at=now,
    )
    with tenancy.scope(communes=[commune_id]):
        return _keep(row, Owner(commune_id=commune_id), data)


def _keep(row: StoredFile, owner: Owner, data: bytes) -> FileInfo:
    row.size, row.sha256 = len(data), hashlib.sha256(data).hexdigest()
    same = StoredFile.objects.filter(
        commune_id=row.commune_id, applicant_id=row.applicant_id, source_id=None, sha256=row.sha256
    )
    known = same.first()
    if known is not None:
        return file_info(known)
    token = sealing.seal(data, context=CONTEXT)
    row.key = sealing.key_number(token)
    row.blob = file_store().write(owner, token)
    # Of two that arrive together one makes the row; the other's blob is an orphan for the sweeper.
    StoredFile.objects.bulk_create([row], ignore_conflicts=True)
    return file_info(same.get())
