"""Files on a page: those that lie there, and why one was refused."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from motcua.blocks.documents.api import DOUBTS, FileInfo, Upload
from motcua.kernel.errors import InvalidInput, NotFound

# How the sentences begin that say what to do; the others say what is wrong with the file.
_ADVICE = ("Hãy ", "Nếu ")
LIMIT_WORDS = "Ảnh chụp hoặc tệp PDF, mỗi tệp không quá {} MB."


@dataclass(frozen=True)
class ShownFile:
    """A file of a paper. `id` is what its buttons post, `thumb` the address of its picture, `doubt` what makes it hard
    to read, in words. Without a picture it can only be taken away."""

    id: str
    name: str
    size: int
    url: str
    pages: int = 1
    thumb: str = ""
    doubt: str = ""


def shown(file: FileInfo, component_code: str, url: str, thumb: str = "") -> ShownFile:
    """Return a file as the upload component shows it."""
    doubt = " ".join(DOUBTS[one] for one in file.doubts)
    return ShownFile(f"{component_code}/{file.id}", file.name, file.size, url, file.pages or 1, thumb, doubt)


@dataclass(frozen=True)
class ComingFile:
    """A file that a telephone has not sent to its end. `id` is what its button posts, `url` where its pieces go."""

    id: str
    name: str
    percent: int
    url: str


def coming(
    component_code: str, files: Sequence[Upload], piece: str, owner_id: UUID
) -> tuple[ComingFile, ...]:
    """Return files on their way as the upload component shows them; `piece` is the route of their pieces."""
    return tuple(
        ComingFile(
            f"{component_code}/{one.id}",
            one.name,
            100 * one.received // one.size,
            reverse(piece, args=[owner_id, one.id]),
        )
        for one in files
    )


def limit_words() -> str:
    """Return what may be sent, in words."""
    return LIMIT_WORDS.format(settings.MOTCUA_UPLOAD_LIMIT // (1024 * 1024))


def file_id(text: str) -> UUID:
    """Return the id a button posted; NotFound when it is none."""
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("Không tìm thấy tệp này.") from error


@dataclass(frozen=True)
class Refused:
    """A file that was not taken in, and why; without a name, what could not be done with those that lie there."""

    name: str
    why: str


Refusals = dict[str, list[Refused]]


def lay_all(
    lay: Callable[[str, "UploadedFile[Any]", str], object],
    codes: Iterable[str],
    sent: "MultiValueDict[str, UploadedFile[Any]]",
) -> Refusals:
    """Lay every file that was sent for these papers; return those refused. A refused file harms no other."""
    refused: Refusals = {}
    for code in codes:
        for upload in sent.getlist(code):
            name = upload.name or ""
            try:
                lay(code, upload, name)
            except InvalidInput as error:
                why = error.errors.get("file", error.message)
                refused.setdefault(code, []).append(Refused(name, why))
    return refused


def refusal(paper: str, refused: Sequence[Refused]) -> str:
    """Return in one sentence that files of a paper were refused; the reasons stand beside the paper."""
    if not any(one.name for one in refused):
        return f"{paper}: chưa làm được, lý do ở dưới."
    return f"{paper}: {len(refused)} tệp không được nhận, lý do ở dưới."


def reasons(refused: Sequence[Refused]) -> str:
    """Return one line a file; advice that holds for several of them stands once, at the end."""
    told = [re.split(r"(?<=\.) ", one.why) for one in refused]
    times = Counter(sentence for sentences in told for sentence in dict.fromkeys(sentences))
    shared = [text for text, count in times.items() if count > 1 and text.startswith(_ADVICE)]
    lines = [
        f"{f'Tệp {one.name}: ' if one.name else ''}{' '.join(text for text in sentences if text not in shared)}"
        for one, sentences in zip(refused, told, strict=True)
    ]
    return "\n".join([*lines, *([" ".join(shared)] if shared else [])])
