import pytest

from motcua.blocks.forms.api import date_words, display_date, display_money, number_words, paper_texts
from tests.blocks.forms.small_form import small_form


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (105, "một trăm lẻ năm"),
        (2005, "hai nghìn không trăm lẻ năm"),
        (2026, "hai nghìn không trăm hai mươi sáu"),
        (150_000, "một trăm năm mươi nghìn"),
        (1_000_001, "một triệu không trăm lẻ một"),
        (2_000_000_000, "hai tỷ"),
    ],
)
def test_numbers(number: int, words: str) -> None:
    assert number_words(number) == words


def test_out_of_range_is_refused() -> None:
    with pytest.raises(ValueError, match="range"):
        number_words(-1)


def test_dates_and_money() -> None:
    assert date_words("2026-03-07") == "Ngày bảy tháng ba năm hai nghìn không trăm hai mươi sáu"
    assert date_words("1990-04") == "Tháng tư năm một nghìn chín trăm chín mươi"
    assert display_date("2026-03") == "03/2026"
    assert display_money(1500000) == "1.500.000 đồng"


def test_texts_for_papers_have_every_field() -> None:
    form = small_form()
    texts = paper_texts(form, {"day": "2026-03-07", "agree": False})
    assert set(texts["text"]) == {field.id for field in form.fields}
    assert texts["text"]["agree"] == "Không"
    assert texts["words"] == {"day": "Ngày bảy tháng ba năm hai nghìn không trăm hai mươi sáu"}
