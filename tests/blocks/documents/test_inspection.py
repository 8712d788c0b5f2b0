"""What is sent is judged by its content and opened for real, in a process that can do no harm."""

import io
import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from motcua.blocks.documents.errors import UploadRefused
from motcua.blocks.documents.inspection import papers, parent
from motcua.blocks.documents.inspection.checking import Inspected, check
from motcua.blocks.documents.inspection.kinds import safe_name
from motcua.blocks.documents.inspection.refusal import Refusal
from motcua.blocks.documents.inspection.wording import REASONS
from motcua.kernel.errors import InvalidInput, NotAvailable
from tests.blocks.documents import samples
from tests.blocks.documents.samples import LIMIT, paper, picture

pytestmark = pytest.mark.slow


def inspect(data: Any, name: str = "giấy tờ.jpg") -> Inspected:
    return check(data, name, LIMIT)


def opened(kept: Inspected) -> Any:
    return Image.open(io.BytesIO(kept.data))


@pytest.mark.parametrize(
    ("form", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp"), ("HEIF", "a.heic")]
)
def test_pictures_of_phones_are_kept_as_jpeg(form: str, name: str) -> None:
    kept = inspect(picture(form), name)
    assert (kept.media_type, kept.pages, kept.name, kept.notes) == ("image/jpeg", 1, "a.jpg", ())
    assert opened(kept).format == "JPEG"
    assert opened(kept).size == (300, 400)


def test_a_paper_is_kept_byte_for_byte() -> None:
    kept = inspect(paper(), "Giấy chứng sinh.PDF")
    assert (kept.media_type, kept.pages, kept.name) == ("application/pdf", 2, "Giấy chứng sinh.pdf")
    assert kept.data == paper()


def test_a_heic_photo_does_not_tell_where_it_was_taken() -> None:
    sent = samples.photo_with_place("HEIF")
    assert b"CANARYPLACE" in sent
    assert b"CANARY" not in inspect(sent).data


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_stands_upright_and_does_not_tell_where_it_was_taken(form: str) -> None:
    sent = samples.photo_with_place(form)
    assert b"CANARYPLACE" in sent
    kept = inspect(sent)
    assert b"CANARY" not in kept.data
    assert not opened(kept).getexif()
    assert opened(kept).size == (300, 400)
    red, green, _ = opened(kept).getpixel((295, 5))
    assert (red > 200, green < 80) == (True, True), "the red corner is at the top right once turned"


def test_a_large_photo_is_reduced_and_the_sender_is_told() -> None:
    kept = inspect(picture("JPEG", (5000, 4000)))
    assert opened(kept).size == (2400, 1920)
    assert any("thu gọn" in note for note in kept.notes)


def test_what_is_transparent_becomes_white_paper() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(inspect(out.getvalue())).getpixel((25, 25)) == (255, 255, 255)


def test_a_scan_with_16_bits_a_point_keeps_its_greys() -> None:
    out = io.BytesIO()
    Image.new("I;16", (50, 50), 128 * 256).save(out, "PNG")
    grey = opened(inspect(out.getvalue())).getpixel((25, 25))[0]
    assert 120 <= grey <= 136


def test_a_scan_in_printing_colours_is_taken() -> None:
    out = io.BytesIO()
    samples.drawing(mode="CMYK").save(out, "JPEG")
    assert opened(inspect(out.getvalue())).mode == "RGB"


def test_nothing_that_hid_behind_a_picture_is_kept() -> None:
    kept = inspect(picture() + samples.archive("canary.exe") + b"<script>canary</script>")
    assert b"canary" not in kept.data


REFUSED: list[tuple[str, str, Callable[[], bytes]]] = [
    ("program", "giấy.jpg", lambda: b"MZ\x90\x00" + bytes(500)),
    ("program", "a.pdf", lambda: b"\x7fELF" + bytes(500)),
    ("program", "a.sh", lambda: b"#!/bin/sh\nrm -rf /\n"),
    ("archive", "a.zip", samples.archive),
    ("archive", "a.pdf", samples.archive),
    ("archive", "a.rar", lambda: b"Rar!\x1a\x07\x01\x00" + bytes(200)),
    ("office", "a.docx", samples.word_file),
    ("office", "a.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    ("web", "a.html", lambda: b"<!DOCTYPE html><html><script>alert(1)</script></html>"),
    (
        "web",
        "a.svg",
        lambda: b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    ),
    ("web", "a.jpg", lambda: b"  <svg onload='alert(1)'></svg>"),
    ("picture", "a.gif", lambda: picture("GIF")),
    ("picture", "a.tiff", lambda: picture("TIFF")),
    ("picture", "a.bmp", lambda: picture("BMP")),
    ("video", "a.mp4", lambda: b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(300)),
    ("unknown", "a.txt", "xin chào".encode),
    ("unknown", "a.jpg", lambda: bytes(4000)),
    ("empty", "a.jpg", lambda: b""),
    ("picture_damaged", "a.jpg", lambda: picture("JPEG", (900, 900), quality=95)[:4000]),
    ("picture_damaged", "a.jpg", lambda: b"\xff\xd8\xff\xe0" + bytes(2000)),
    ("picture_damaged", "a.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(2000)),
    ("picture_damaged", "a.heic", lambda: b"\x00\x00\x00\x18ftypheic" + bytes(2000)),
    ("picture_too_large", "a.png", samples.picture_bomb),
    ("paper_damaged", "a.pdf", lambda: paper()[:3000]),
    ("paper_damaged", "a.pdf", lambda: b"%PDF-1.7\n%%EOF"),
    ("paper_locked", "a.pdf", samples.locked_paper),
    ("paper_bomb", "a.pdf", samples.paper_bomb),
    ("paper_bomb", "a.pdf", samples.nested_bomb),
    ("paper_bomb", "a.pdf", samples.deep_paper),
    ("paper_too_long", "a.pdf", lambda: paper(301)),
    ("paper_acts_and_signed", "a.pdf", samples.signed_paper_with_script),
    ("polyglot", "a.pdf", lambda: paper() + samples.archive()),
    ("polyglot", "a.pdf", lambda: paper() + b"<html>" + b"x" * 3000),
]


@pytest.mark.parametrize(
    ("reason", "name", "make"), REFUSED, ids=[f"{reason}-{i}" for i, (reason, *_) in enumerate(REFUSED)]
)
def test_hostile_and_wrong_files_are_refused_in_plain_words(
    reason: str, name: str, make: Callable[[], bytes]
) -> None:
    with pytest.raises(UploadRefused) as refused:
        inspect(make(), name)
    assert refused.value.reason == reason
    assert refused.value.message.endswith(REASONS[reason])
    assert refused.value.errors == {"file": refused.value.message}
    assert isinstance(refused.value, InvalidInput)


def test_a_name_that_lies_is_told() -> None:
    with pytest.raises(UploadRefused) as refused:
        inspect(b"MZ" + bytes(500), "giay-khai-sinh.pdf")
    assert "«.pdf»" in refused.value.message
    kept = inspect(picture("PNG"), "giay-khai-sinh.pdf")
    assert kept.name == "giay-khai-sinh.jpg"
    assert any("«.pdf»" in note and "ảnh" in note for note in kept.notes)
    assert inspect(paper(), "anh.jpg").name == "anh.pdf"


@pytest.mark.parametrize(
    "make",
    [
        samples.paper_with_script,
        samples.paper_with_hidden_script,
        samples.paper_that_launches,
        samples.paper_with_film,
    ],
)
def test_an_unsigned_paper_loses_what_acts_and_keeps_its_pages(make: Any) -> None:
    kept = inspect(make(), "a.pdf")
    assert kept.pages == 2
    assert any("đã bỏ" in note for note in kept.notes)
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(kept.data)) as pdf:
        assert len(pdf.pages) == 2
        pdf.save(plain, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False, qdf=True)
    for trace in (b"JavaScript", b"canary", b"Launch", b"cmd.exe", b"RichMedia"):
        assert trace not in plain.getvalue()


def test_a_paper_that_cannot_be_cleaned_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "_disarm", lambda part: None)
    with pytest.raises(Refusal) as refused:
        papers.keep_paper(samples.paper_with_script())
    assert refused.value.reason == "paper_acts"


def test_an_attached_file_is_taken_out() -> None:
    kept = inspect(samples.paper_with_attachment(), "a.pdf")
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(kept.data)) as pdf:
        assert len(pdf.attachments) == 0
        pdf.save(plain, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False, qdf=True)
    assert b"canary program" not in plain.getvalue()


@pytest.mark.parametrize("make", [samples.signed_paper, samples.paper_with_link])
def test_signatures_and_links_are_left_alone(make: Any) -> None:
    sent = make()
    assert inspect(sent, "a.pdf").data == sent


def test_a_small_fault_of_a_whole_paper_is_mended() -> None:
    sent = paper()
    start = sent.rindex(b"startxref")
    broken = sent[:start] + b"startxref\n7\n%%EOF"
    kept = inspect(broken, "a.pdf")
    assert kept.pages == 2
    assert kept.data != broken
    with pikepdf.open(io.BytesIO(kept.data), attempt_recovery=False) as pdf:
        assert len(pdf.pages) == 2


class Endless:
    """An upload of 100 MB that counts what is read of it."""

    def __init__(self, size: int | None) -> None:
        self.was_read = 0
        if size is not None:
            self.size = size

    def read(self, size: int = -1, /) -> bytes:
        assert size >= 0, "the whole upload was asked for"
        self.was_read += size
        return bytes(size)


def test_a_photo_of_100_mb_is_refused_before_it_is_read() -> None:
    upload = Endless(100 * 1024 * 1024)
    with pytest.raises(UploadRefused) as refused:
        inspect(upload)
    assert upload.was_read == 0
    assert "100 MB" in refused.value.message
    assert "20 MB" in refused.value.message
    assert "chụp lại" in refused.value.message


def test_an_upload_of_unknown_size_is_read_to_the_limit_only() -> None:
    upload = Endless(None)
    with pytest.raises(UploadRefused) as refused:
        inspect(upload)
    assert refused.value.reason == "too_big"
    assert upload.was_read == LIMIT + 1


def test_a_file_of_exactly_the_limit_is_not_too_big() -> None:
    with pytest.raises(UploadRefused) as refused:
        inspect(bytes(LIMIT))
    assert refused.value.reason == "unknown"


def test_a_check_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parent, "_WALL_SECONDS", 0.05)
    with pytest.raises(UploadRefused) as refused:
        inspect(picture())
    assert refused.value.reason == "too_heavy"


def test_a_check_that_cannot_run_is_not_blamed_on_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parent.sys, "executable", "/bin/false")
    with pytest.raises(NotAvailable):
        inspect(picture())


def test_an_answer_that_does_not_fit_the_file_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    def taken_over(task: dict[str, Any], data: bytes) -> parent.Answer:
        return parent.Answer({"kind": "jpeg", "pages": 1, "notes": []}, b"<script>canary</script>")

    monkeypatch.setattr("motcua.blocks.documents.inspection.checking.ask", taken_over)
    with pytest.raises(UploadRefused):
        inspect(picture())


@pytest.mark.parametrize(
    "deed",
    [
        "open('/etc/passwd')",
        "open('/dev/null', 'w')",
        "__import__('socket').socket()",
        "bytearray(2 * 1024 ** 3)",
        "__import__('os').pipe()",
    ],
)
def test_the_child_can_open_nothing_and_take_little(deed: str) -> None:
    source = (
        "import sys\nfrom motcua.blocks.documents.inspection import child\n"
        f"if sys.argv[1] == 'limited': child._limit(0)\n"
        f"try:\n    {deed}\nexcept (OSError, MemoryError):\n    raise SystemExit(7)"
    )

    def end_of(mode: str) -> int:
        return subprocess.run(
            [sys.executable, "-c", source, mode], check=False, stderr=subprocess.DEVNULL
        ).returncode

    assert (end_of("free"), end_of("limited")) == (0, 7)


def test_the_child_gets_no_secret_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Any] = {}
    real = subprocess.Popen

    def spy(*args: Any, **options: Any) -> Any:
        seen.update(options)
        return real(*args, **options)

    monkeypatch.setenv("DATABASE_URL", "postgresql://canary")
    monkeypatch.setattr(parent.subprocess, "Popen", spy)
    inspect(picture())
    assert set(seen["env"]) == {"PYTHONPATH", "LC_ALL"}


def test_no_name_and_no_byte_reaches_a_log(caplog: pytest.LogCaptureFixture, monkeypatch: Any) -> None:
    caplog.set_level(logging.DEBUG)
    for data in (picture(), b"MZ canary", picture()[:300], samples.locked_paper()):
        try:
            inspect(data, "canary-001099000123.jpg")
        except UploadRefused as refused:
            assert "canary" not in repr(refused)
    monkeypatch.setattr(parent, "_WALL_SECONDS", 0.01)
    with pytest.raises(UploadRefused):
        inspect(picture(), "canary-001099000123.jpg")
    assert caplog.records, "the stopped check is logged"
    assert "canary" not in caplog.text
    assert "canary" not in repr(Inspected("image/jpeg", 1, "canary.jpg", b"canary"))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Giấy chứng sinh.HEIC", "Giấy chứng sinh.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\Lan\\anh.png", "anh.jpg"),
        ("anh\u202egpj.exe", "anhgpj.jpg"),
        ("a\r\nSet-Cookie: x.jpg", "aSet-Cookie x.jpg"),
        ("...", "giay-to.jpg"),
        ("", "giay-to.jpg"),
        ("x" * 500 + ".jpg", "x" * 120 + ".jpg"),
        ("Khai sinh số 12.2026", "Khai sinh số 12.jpg"),
    ],
)
def test_names_are_made_harmless(given: str, kept: str) -> None:
    assert safe_name(given, "image/jpeg") == kept


def test_the_child_writes_nothing_beside_the_store(tmp_path: Path) -> None:
    before = set(Path("/tmp").iterdir())
    inspect(paper(), "a.pdf")
    assert not [p for p in set(Path("/tmp").iterdir()) - before if "paper" in p.name]
