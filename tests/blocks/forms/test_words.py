from motcua.blocks.forms.api import date_words, display_date, display_money, paper_texts
from tests.blocks.forms.small_form import small_form


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
