"""What other contexts see of a file, and where the store is."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.conf import settings

from motcua.blocks.documents.models import StoredFile
from motcua.blocks.documents.store import BlobStore, Owner


@dataclass(frozen=True)
class FileInfo:
    """A checked file. `size` in bytes; `sha256` of the file itself, in hexadecimal."""

    id: UUID
    name: str = field(repr=False)
    media_type: str
    size: int
    pages: int | None
    sha256: str
    created_at: datetime
    commune_id: int | None
    applicant_id: UUID | None
    # What makes it hard to read: "dark", "blurred".
    doubts: tuple[str, ...] = ()

    @property
    def is_image(self) -> bool:
        return self.media_type.startswith("image/")

    @property
    def is_pdf(self) -> bool:
        return self.media_type == "application/pdf"


@dataclass(frozen=True)
class Preview:
    """A picture of a page, to look at beside the data."""

    media_type: Literal["image/png", "image/jpeg"]
    data: bytes = field(repr=False)


def file_info(row: StoredFile) -> FileInfo:
    """Return a row as other contexts see it."""
    return FileInfo(
        id=row.id,
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        pages=row.pages,
        sha256=row.sha256,
        created_at=row.created_at,
        commune_id=row.commune_id,
        applicant_id=row.applicant_id,
        doubts=tuple(row.doubts),
    )


def owner_of(row: StoredFile) -> Owner:
    """Return whose folder holds the bytes of a row."""
    return Owner(commune_id=row.commune_id, applicant_id=row.applicant_id)


def file_store() -> BlobStore:
    """Return the store of this installation."""
    return BlobStore(settings.MOTCUA_FILES)
