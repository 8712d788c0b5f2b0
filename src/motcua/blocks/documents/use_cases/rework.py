"""Kept files made into another: turned, or bound into one paper. In the limited child process; nothing is stored."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Literal

from django.conf import settings

from motcua.blocks.documents.errors import UploadRefused
from motcua.blocks.documents.files import FileInfo
from motcua.blocks.documents.inspection.checking import Inspected
from motcua.blocks.documents.inspection.parent import Answer, ask
from motcua.blocks.documents.inspection.wording import refused, too_big

Kept = tuple[FileInfo, bytes]


def turned(file: FileInfo, data: bytes) -> Inspected:
    """Return the file turned a quarter to the right. Raises UploadRefused (a signed paper), NotAvailable."""
    answer = _done(ask({"task": "turn"}, data))
    return Inspected(_media_type(answer.data), file.pages or 1, file.name, answer.data, doubts=file.doubts)


def bound(files: Sequence[Kept]) -> Inspected:
    """Return one paper with the pages of all these files in order. Raises UploadRefused, NotAvailable."""
    sizes, data = [len(data) for _, data in files], b"".join(data for _, data in files)
    answer = _done(ask({"task": "bind", "sizes": sizes}, data))
    if len(answer.data) > settings.MOTCUA_UPLOAD_LIMIT:
        raise UploadRefused("too_big", too_big(len(answer.data), settings.MOTCUA_UPLOAD_LIMIT))
    name = PurePosixPath(files[0][0].name).stem + ".pdf"
    doubts = tuple(sorted({doubt for file, _ in files for doubt in file.doubts}))
    pages = sum(file.pages or 1 for file, _ in files)
    return Inspected(_media_type(answer.data), pages, name, answer.data, doubts=doubts)


def _done(answer: Answer) -> Answer:
    if answer.reason is not None:
        raise UploadRefused(answer.reason, refused(answer.reason, ""))
    return answer


def _media_type(data: bytes) -> Literal["application/pdf", "image/jpeg"]:
    return "application/pdf" if data.startswith(b"%PDF-") else "image/jpeg"
