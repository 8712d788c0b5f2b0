"""Filters of the design system: escaping, dates, money, sizes, states."""

from datetime import UTC, date, datetime

import pytest

from motcua.interfaces.ui.templatetags import ui


def test_undeclared_attribute_cannot_add_another_attribute() -> None:
    hostile = '"x" onfocus="alert(1)"'
    written = ui.html_attrs({"data-x": hostile})
    assert written == ' data-x="&quot;x&quot; onfocus=&quot;alert(1)&quot;"'


def test_attribute_with_a_hostile_name_is_left_out() -> None:
    assert ui.html_attrs({'x onclick="y"': "1", "hidden": True, "title": None, "lang": False}) == " hidden"


@pytest.mark.parametrize(
    ("value", "day", "month", "year"),
    [
        (date(2025, 8, 27), 27, 8, 2025),
        ("2025-08-07", "7", "8", "2025"),
        ("2025-08", "", "8", "2025"),
        ("1988", "", "", "1988"),
        ({"day": "31", "year": "25"}, "31", "", "25"),
        (None, "", "", ""),
        ("", "", "", ""),
    ],
)
def test_date_parts(value: object, day: object, month: object, year: object) -> None:
    assert ui.date_parts(value) == {"day": day, "month": month, "year": year}


def test_times_are_shown_in_vietnam() -> None:
    late_evening_utc = datetime(2025, 9, 1, 18, 5, tzinfo=UTC)
    assert ui.short_date(late_evening_utc) == "02/09/2025"
    assert ui.short_time(late_evening_utc) == "01:05 ngày 02/09/2025"
    assert ui.short_date(date(2025, 1, 2)) == "02/01/2025"
    assert ui.short_date(None) == ""


@pytest.mark.parametrize(
    ("amount", "text"), [(0, "0 đồng"), (8000, "8.000 đồng"), (1_250_000, "1.250.000 đồng"), (None, "")]
)
def test_dong(amount: object, text: str) -> None:
    assert ui.dong(amount) == text


@pytest.mark.parametrize(
    ("size", "text"), [(1, "1 KB"), (348_160, "340 KB"), (1_048_576, "1,0 MB"), (2_516_582, "2,4 MB")]
)
def test_file_size(size: object, text: str) -> None:
    assert ui.file_size(size) == text


def test_states_have_names_and_tones() -> None:
    assert len({ui.state_name(code) for code in range(1, 11)}) == 10
    assert ui.state_name("10") == "Đã trả kết quả"
    assert ui.state_tone(5) == "warning"
    assert (ui.state_name("mới"), ui.state_tone("mới")) == ("mới", "neutral")
