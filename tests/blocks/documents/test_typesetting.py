import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from motcua.blocks.documents import typesetting
from motcua.blocks.documents.typesetting import (
    TypesettingError,
    font_folder,
    qr_svg,
    typeset,
    typeset_marked,
    typeset_pages,
)
from tests.factories.pdf_text import document_text, font_names

AT = datetime(2026, 10, 8, 1, 5, tzinfo=UTC)
PLAIN = '#import "/official.typ": *\n#show: official\n#data.text'
VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
LETTERS = "".join(
    sorted({letter for low in VOWELS + "đ" for letter in (low, low.upper())} - set("aeiouyAEIOUY"))
)


def set_text(text: str) -> str:
    return document_text(typeset(PLAIN, {"text": text}, created_at=AT))


def test_same_data_give_the_same_bytes() -> None:
    first = typeset(PLAIN, {"text": "Suối Ngọc", "other": 1}, created_at=AT)
    assert typeset(PLAIN, {"other": 1, "text": "Suối Ngọc"}, created_at=AT) == first
    assert typeset(PLAIN, {"text": "Suối Ngà", "other": 1}, created_at=AT) != first


def test_the_creation_date_is_the_given_one() -> None:
    assert b"D:20261008010500Z" in typeset(PLAIN, {"text": "x"}, created_at=AT).replace(b"+00'00", b"Z")


@pytest.mark.parametrize(
    "hostile",
    [
        '#eval("1+1")',
        '#read("/official.typ")',
        "$ x^2 $ \\ _a_ *b* `c` @ref <label> = head",
        "// comment /* block */",
        '"]} #panic("x")',
        '#import "@preview/x:0.1.0"',
        "- item + item / term: text ~ -- --- ...",
        "{% if %} {{ x }} %PDF (text) Tj ET",
    ],
)
def test_hostile_text_stays_text(hostile: str) -> None:
    assert set_text(hostile) == " ".join(hostile.split())


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_text_can_be_set(text: str) -> None:
    assert typeset(PLAIN, {"text": text}, created_at=AT).startswith(b"%PDF-")


def test_a_lone_surrogate_becomes_a_question_mark() -> None:
    assert set_text("a\ud800b") == "a?b"


def test_all_134_letters_are_in_the_font() -> None:
    assert len(LETTERS) == 134
    pdf = typeset(PLAIN, {"text": LETTERS}, created_at=AT)
    assert document_text(pdf) == LETTERS
    assert font_names(pdf) == {"Tinos-Regular"}


def test_decomposed_accents_are_composed() -> None:
    assert set_text("Nguye\u0302\u0303n") == "Nguyễn"


def test_a_letter_outside_the_font_does_not_bring_another_font() -> None:
    assert font_names(typeset(PLAIN, {"text": "Lan 漢"}, created_at=AT)) == {"Tinos-Regular"}


def test_a_template_reads_nothing_from_the_disk(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("bí mật")
    for path in ("/etc/passwd", "../../etc/passwd", str(tmp_path / "secret.txt")):
        with pytest.raises(TypesettingError):
            typeset(f'#read("{path}")', {}, created_at=AT)


def test_a_broken_template_says_where() -> None:
    with pytest.raises(TypesettingError, match="unknown variable: nowhere"):
        typeset("#nowhere", {}, created_at=AT)


def test_marks_tell_where_the_places_are() -> None:
    made = typeset_marked(
        PLAIN.replace("#data.text", '#mark("person", 100pt, 40pt)\n#pagebreak()\n#mark("x", 1pt, 2pt)'),
        {},
        created_at=AT,
    )
    person, other = made.marks
    assert (person.name, person.page, person.width, person.height) == ("person", 1, 100, 40)
    assert person.x == pytest.approx(30 / 25.4 * 72, abs=0.1)  # the left margin
    assert (other.name, other.page) == ("x", 2)


def test_files_reach_the_template_and_the_qr_code_reads_back() -> None:
    url = "https://motcua.example.vn/tra-cuu/?ma=H15.50.05.13-261008-0975"
    (page,) = typeset_pages(
        '#set page(width: 4cm, height: 4cm, margin: 2mm)\n#image("/files/qr.svg", width: 2.5cm)',
        {},
        files={"qr.svg": qr_svg(url)},
        ppi=150,
    )
    assert [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(page)))] == [url]


def test_a_png_is_a_file_too_and_does_not_stay_from_one_paper_to_the_next() -> None:
    def page(colour: str) -> bytes:
        out = io.BytesIO()
        Image.new("RGB", (4, 4), colour).save(out, "PNG")
        template = '#set page(width: 1cm, height: 1cm, margin: 0pt)\n#image("/files/a.png", width: 1cm)'
        return typeset_pages(template, {}, files={"a.png": out.getvalue()})[0]

    seen = [
        Image.open(io.BytesIO(page(colour))).convert("RGB").getpixel((5, 5)) for colour in ("red", "blue")
    ]
    assert seen == [(255, 0, 0), (0, 0, 255)]
    with pytest.raises(TypesettingError, match="not found"):
        typeset('#image("/files/a.png")', {}, created_at=AT)


@pytest.mark.parametrize("name", ["../a.png", "/etc/passwd", "a/b.svg", "", "a"])
def test_a_file_name_cannot_leave_its_folder(name: str) -> None:
    with pytest.raises(TypesettingError, match="no name"):
        typeset("x", {}, files={name: b""}, created_at=AT)


def test_missing_fonts_are_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MOTCUA_FONTS", str(tmp_path / "none"))
    with pytest.raises(TypesettingError, match="fonts"):
        font_folder()


def test_the_layout_keeps_the_margins_of_the_decree() -> None:
    layout = (Path(typesetting.__file__).parent / "typst" / "official.typ").read_text()
    assert "margin: (top: 20mm, bottom: 20mm, left: if flipped { 20mm } else { 30mm }, right: 15mm)" in layout


def data_of(**values: Any) -> dict[str, Any]:
    return values


def test_numbers_and_lists_keep_their_kind() -> None:
    template = PLAIN.replace("#data.text", "#data.items.len() #(data.count + 1)")
    pdf = typeset(template, data_of(items=["a", "b"], count=41), created_at=AT)
    assert document_text(pdf) == "2 42"
