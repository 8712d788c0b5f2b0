"""Files as people send them, and as an attacker does."""

import io
import struct
import zipfile
import zlib
from functools import cache
from typing import Any

import pikepdf
import pillow_heif
import typst
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image, ImageDraw

pillow_heif.register_heif_opener()
LIMIT = 20 * 1024 * 1024


def drawing(size: tuple[int, int] = (300, 400), mode: str = "RGB") -> Any:
    """A white sheet with a red top left corner, so that turning it shows."""
    sheet = Image.new("RGB", size, "white")
    ImageDraw.Draw(sheet).rectangle((0, 0, size[0] // 3, size[1] // 3), fill="red")
    return sheet.convert(mode)


def picture(form: str = "JPEG", size: tuple[int, int] = (300, 400), **options: Any) -> bytes:
    out = io.BytesIO()
    drawing(size).save(out, form, **options)
    return out.getvalue()


def photo_with_place(form: str = "JPEG", orientation: int = 6) -> bytes:
    """A photo as phones take it: lying on its side, with the place and the maker in its metadata."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "CANARYMAKER"
    exif.get_ifd(0x8825)[2] = (21.0, 1.0, 42.5)
    exif.get_ifd(0x8825)[29] = "CANARYPLACE"
    return picture(form, (400, 300), exif=exif)


@cache
def paper(pages: int = 2) -> bytes:
    source = "#set page(width: 200pt, height: 100pt)\n" + "#pagebreak()\n".join(["Giấy chứng sinh\n"] * pages)
    return bytes(typst.compile(source.encode(), format="pdf"))  # type: ignore[arg-type]


def _edited(edit: Any, **options: Any) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        edit(pdf)
        pdf.save(out, **options)
    return out.getvalue()


def paper_with_script() -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('canary')"))

    return _edited(edit)


def paper_with_hidden_script() -> bytes:
    """A script in an annotation, inside an object stream, compressed: no search of the bytes finds it."""

    def edit(pdf: pikepdf.Pdf) -> None:
        action = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=pdf.make_stream(b"app.alert('canary')")))
        note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
        pdf.pages[0].Annots = Array([pdf.make_indirect(note)])

    return _edited(edit, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def paper_that_launches() -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = Dictionary(S=Name.Launch, F=String("cmd.exe"))

    return _edited(edit)


def paper_with_attachment() -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["canary.exe"] = pikepdf.AttachedFileSpec(pdf, b"MZ canary program")

    return _edited(edit)


def paper_with_film() -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        film = Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=Array([0, 0, 9, 9]))
        film.RichMediaContent = Dictionary(Assets=Dictionary())
        pdf.pages[0].Annots = Array([film])

    return _edited(edit)


def signed_paper_with_script() -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('canary')"))
        _sign(pdf)

    return _edited(edit)


def signed_paper() -> bytes:
    return _edited(_sign)


def _sign(pdf: pikepdf.Pdf) -> None:
    signature = Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Contents=String(b"x" * 64))
    field = Dictionary(FT=Name.Sig, T=String("s"), V=pdf.make_indirect(signature))
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]), SigFlags=3)


def paper_with_link() -> bytes:
    """What word processors write: a place to open at, and a link. Neither acts by itself."""

    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])
        action = Dictionary(S=Name.URI, URI=String("https://dichvucong.gov.vn"))
        pdf.pages[0].Annots = Array(
            [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)]
        )

    return _edited(edit)


def locked_paper() -> bytes:
    return _edited(lambda pdf: None, encryption=pikepdf.Encryption(owner="a", user="secret"))


def paper_bomb() -> bytes:
    """Less than a megabyte that unfolds to 768."""

    def edit(pdf: pikepdf.Pdf) -> None:
        packer = zlib.compressobj(9)
        zeros = bytes(16 * 1024 * 1024)
        packed = b"".join(packer.compress(zeros) for _ in range(48)) + packer.flush()
        bomb = Stream(pdf, packed)
        bomb.Filter = Name.FlateDecode
        pdf.pages[0].Contents = pdf.make_indirect(bomb)

    return _edited(edit, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def nested_bomb() -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        bomb = Stream(pdf, zlib.compress(zlib.compress(bytes(50 * 1024 * 1024), 9), 9))
        bomb.Filter = Array([Name.FlateDecode, Name.FlateDecode])
        pdf.pages[0].Contents = pdf.make_indirect(bomb)

    return _edited(edit, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def deep_paper() -> bytes:
    """A thousand arrays, one inside the other: a walk without end breaks the stack."""

    def edit(pdf: pikepdf.Pdf) -> None:
        nest = Array([])
        for _ in range(300):
            nest = Array([nest])
        pdf.Root.Canary = nest

    return _edited(edit)


def picture_bomb() -> bytes:
    """A PNG of a few kilobytes that says it is 60,000 pixels wide and high."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1024 * 1024), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def archive(name: str = "canary.exe") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(name, b"MZ canary program")
    return out.getvalue()


def word_file() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("[Content_Types].xml", b"<Types/>")
        packed.writestr("word/document.xml", b"<w:document/>")
    return out.getvalue()
