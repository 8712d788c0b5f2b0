"""How an upload arrives: in memory only, and no more of it than is allowed."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

# What all files of one request may hold together, in upload limits.
_FILES_AT_ONCE = 3


class MemoryUploadHandler(FileUploadHandler):
    """Keeps uploads in memory, never on a disk in clear. What is over the limit is counted, not kept.

    An oversized file arrives empty with its true size, so that the check can say how large it was.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._held = 0
        self._buffer = BytesIO()
        self._overflowed = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._buffer, self._overflowed = BytesIO(), False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        limit = settings.MOTCUA_UPLOAD_LIMIT
        held = self._buffer.tell() + len(raw_data)
        self._overflowed = self._overflowed or held > limit or self._held + held > limit * _FILES_AT_ONCE
        if self._overflowed:
            self._buffer = BytesIO()
        else:
            self._buffer.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        size = max(file_size, settings.MOTCUA_UPLOAD_LIMIT + 1) if self._overflowed else file_size
        self._held += self._buffer.tell()
        self._buffer.seek(0)
        return InMemoryUploadedFile(
            file=self._buffer,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
