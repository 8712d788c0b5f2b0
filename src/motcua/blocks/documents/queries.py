"""Reads. All run in the caller's scope: a file outside of it is not found."""

import hashlib
from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from motcua.blocks.documents.errors import UploadRefused
from motcua.blocks.documents.files import FileInfo, Preview, file_info
from motcua.blocks.documents.inspection.parent import ask
from motcua.blocks.documents.inspection.wording import REASONS
from motcua.blocks.documents.models import StoredFile
from motcua.blocks.documents.reading import read_file
from motcua.kernel.errors import NotFound

_NARROWEST, _WIDEST = 80, 2400


def _row(file_id: UUID) -> StoredFile:
    row = StoredFile.objects.filter(id=file_id).first()
    if row is None:
        raise NotFound("Không tìm thấy tệp này.")
    return row


def get_file(file_id: UUID) -> FileInfo:
    """Return what is known of a file. Raises NotFound."""
    return file_info(_row(file_id))


def list_files(ids: Iterable[UUID]) -> dict[UUID, FileInfo]:
    """Return the files of these ids that the scope shows, with one statement."""
    wanted = set(ids)
    if not wanted:
        return {}
    return {row.id: file_info(row) for row in StoredFile.objects.filter(id__in=wanted)}


def open_file(file_id: UUID) -> bytes:
    """Return the bytes of a file. Raises NotFound, FileDamaged."""
    return read_file(_row(file_id))


def find_for_commune(commune_id: int, data: bytes) -> FileInfo | None:
    """Return the file of a commune that holds just these bytes, if the scope shows one."""
    rows = StoredFile.objects.filter(commune_id=commune_id, sha256=hashlib.sha256(data).hexdigest())
    row = rows.order_by("id").first()
    return None if row is None else file_info(row)


def preview(file_id: UUID, page: int = 1, width: int = 1000) -> Preview:
    """Return a picture of a page (counted from 1), `width` pixels wide at most.

    Takes half a second in a child process. Raises NotFound (also for a page that is not there), FileDamaged.
    """
    row = _row(file_id)
    data = read_file(row)
    kind = "pdf" if row.media_type == "application/pdf" else "jpeg"
    pixels = min(max(width, _NARROWEST), _WIDEST)
    answer = ask({"task": "preview", "kind": kind, "page": page, "width": pixels}, data)
    if answer.reason == "no_such_page":
        raise NotFound(REASONS["no_such_page"])
    if answer.reason is not None:
        raise UploadRefused(answer.reason, "Không vẽ được trang này để xem. Hãy mở tệp gốc.")
    return Preview(cast(Any, answer.told["media_type"]), answer.data)
