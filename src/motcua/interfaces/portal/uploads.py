"""Files on a page: those that lie there, and why one was refused."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from motcua.blocks.documents.api import FileInfo
from motcua.kernel.errors import InvalidInput, NotFound

LIMIT_WORDS = "Ảnh chụp hoặc tệp PDF, mỗi tệp không quá {} MB."


@dataclass(frozen=True)
class ShownFile:
    """A file of a paper. `id` is what the button to take it away posts."""

    id: str
    name: str
    size: int
    url: str


def shown(file: FileInfo, component_code: str, url: str) -> ShownFile:
    """Return a file as the upload component shows it."""
    return ShownFile(f"{component_code}/{file.id}", file.name, file.size, url)


def limit_words() -> str:
    """Return what may be sent, in words."""
    return LIMIT_WORDS.format(settings.MOTCUA_UPLOAD_LIMIT // (1024 * 1024))


def file_id(text: str) -> UUID:
    """Return the id a button posted; NotFound when it is none."""
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("Không tìm thấy tệp này.") from error


def refusal(paper: str, upload: "UploadedFile[Any]", refused: InvalidInput, earlier: str) -> str:
    """Return why a file was refused, after what was said of files before it."""
    message = refused.errors.get("file", refused.message)
    return f"{earlier} {paper}, tệp {upload.name}: {message}".strip()
