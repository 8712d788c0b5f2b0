"""An upload stays in memory and under the limit, however large it is."""

import io
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

from motcua.blocks.documents import api

_LINE = b"\r\n"
_HEAD = (
    b'--X\r\nContent-Disposition: form-data; name="%s"; filename="canary.jpg"\r\n'
    b"Content-Type: image/jpeg\r\n\r\n"
)


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    folder = tmp_path / "spool"
    folder.mkdir()
    return folder


class Body(io.RawIOBase):
    """A request with files of these sizes, made while it is read."""

    def __init__(self, *sizes: int) -> None:
        self.parts = [(_HEAD % f"f{n}".encode(), size) for n, size in enumerate(sizes)]
        self.length = sum(len(head) + size + 2 for head, size in self.parts) + len(b"--X--\r\n")
        self._made = self._make()
        self._rest = b""

    def _make(self) -> Any:
        for head, size in self.parts:
            yield head
            for start in range(0, size, 65_536):
                yield b"z" * min(65_536, size - start)
            yield _LINE
        yield b"--X--\r\n"

    def read(self, size: int = -1) -> bytes:
        assert size > 0
        while len(self._rest) < size:
            more = next(self._made, None)
            if more is None:
                break
            self._rest += more
        given, self._rest = self._rest[:size], self._rest[size:]
        return given


def receive(settings: Any, *sizes: int) -> Any:
    settings.FILE_UPLOAD_HANDLERS = ["motcua.blocks.documents.api.MemoryUploadHandler"]
    body = Body(*sizes)
    environ = RequestFactory().post("/").environ
    environ["CONTENT_TYPE"] = "multipart/form-data; boundary=X"
    environ["CONTENT_LENGTH"] = str(body.length)
    environ["wsgi.input"] = body
    request = WSGIRequest(environ)
    return request.FILES


def test_100_mb_are_counted_and_refused_within_the_memory_of_the_limit(settings: Any, spool: Path) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(spool)
    tracemalloc.start()
    try:
        file = receive(settings, 100 * 1024 * 1024)["f0"]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert file.size == 100 * 1024 * 1024
    assert peak < 60 * 1024 * 1024
    with pytest.raises(api.UploadRefused) as refused:
        api.inspect(file, file.name)
    assert "100 MB" in refused.value.message
    assert file.read() == b""
    assert list(spool.iterdir()) == []


def test_an_upload_within_the_limit_arrives_whole_and_never_on_the_disk(settings: Any, spool: Path) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(spool)
    files = receive(settings, 3 * 1024 * 1024, 5)
    assert files["f0"].read() == b"z" * 3 * 1024 * 1024
    assert files["f1"].read() == b"zzzzz"
    assert list(spool.iterdir()) == []


def test_many_files_of_one_request_cannot_fill_the_memory(settings: Any) -> None:
    settings.MOTCUA_UPLOAD_LIMIT = 100_000
    files = receive(settings, *[90_000] * 10)
    whole = [n for n in range(10) if len(files[f"f{n}"].read()) == 90_000]
    assert whole == [0, 1, 2]
    with pytest.raises(api.UploadRefused):
        api.inspect(files["f5"], "a.jpg")
