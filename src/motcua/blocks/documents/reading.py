"""Reading the bytes of a row: never anything but what was checked and written."""

import hashlib
import logging

from motcua.blocks.documents.errors import FileDamaged
from motcua.blocks.documents.files import file_store, owner_of
from motcua.blocks.documents.models import StoredFile
from motcua.blocks.documents.recipes import CONTEXT, made
from motcua.blocks.documents.store import BlobAltered, BlobMissing
from motcua.kernel import sealing

__all__ = ["CONTEXT", "read_file"]

log = logging.getLogger(__name__)


def read_file(row: StoredFile) -> bytes:
    """Return the bytes of a file, proved to be those that were kept. Raises FileDamaged."""
    if not row.blob:
        return made(row)
    try:
        data = sealing.unseal(file_store().read(owner_of(row), row.blob), context=CONTEXT)
    except (BlobMissing, BlobAltered, sealing.SealBroken) as broken:
        log.error("file %s cannot be read: %s", row.id, type(broken).__name__)
        raise FileDamaged from broken
    if hashlib.sha256(data).hexdigest() != row.sha256:
        log.error("file %s does not have the content of its row", row.id)
        raise FileDamaged
    return data
