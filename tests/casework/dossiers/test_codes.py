"""Dossier codes: written by the pattern of the day, read back from what people type."""

import re
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.casework.dossiers.rules.codes import (
    DEFAULT_PATTERNS,
    CodePattern,
    UnreadableCode,
    agency_identifier,
    format_code,
    parse_code,
    pattern_on,
    valid,
)

# The generous formats in which real codes are found.
NEW_FORMAT = re.compile(r"^[AGH]\d{2}(\.\d{2,3}){0,4}-\d{6}-(\d{4}|\d{6})$")
OLD_FORMAT = re.compile(r"^\d{3}\.\d{2}\.\d{2}\.[AGH]\d{2}-\d{6}-\d{4}$")
NEW_CODE, OLD_CODE = "H48.53.00.01-261120-0001", "000.00.53.H48-220921-0099"
OLD_DAY, NEW_DAY = date(2022, 9, 21), date(2026, 11, 20)


@pytest.mark.parametrize(
    ("agency", "on", "number", "code"),
    [
        ("H48.53.00.01", NEW_DAY, 1, NEW_CODE),
        ("000.00.53.H48", OLD_DAY, 99, OLD_CODE),
        ("H48.53", OLD_DAY, 99, OLD_CODE),
        ("H48.53.00.01", OLD_DAY, 99, "001.00.53.H48-220921-0099"),
        ("000.00.53.H48", NEW_DAY, 7, "H48.53.00.000-261120-0007"),
        ("H15.50.05.13", date(2026, 10, 8), 975, "H15.50.05.13-261008-0975"),
        ("H48", NEW_DAY, 9999, "H48-261120-9999"),
        ("H48", NEW_DAY, 10000, "H48-261120-010000"),
        ("H48", NEW_DAY, 999999, "H48-261120-999999"),
        ("H48.53", date(2025, 9, 14), 1, "000.00.53.H48-250914-0001"),
        ("H48.53", date(2025, 9, 15), 1, "H48.53-250915-0001"),
    ],
)
def test_codes_are_written_by_the_pattern_of_the_day(agency: str, on: date, number: int, code: str) -> None:
    assert format_code(agency, on, number) == code
    assert valid(code)


@pytest.mark.parametrize(
    ("agency", "on", "number"),
    [
        ("H48", NEW_DAY, 0),
        ("H48", NEW_DAY, -1),
        ("H48", NEW_DAY, 1_000_000),
        ("H48", OLD_DAY, 10_000),
        ("K48", NEW_DAY, 1),
        ("H4", NEW_DAY, 1),
        ("H48.5", NEW_DAY, 1),
        ("H48.53.00.01.02.03", NEW_DAY, 1),
        ("H48.53.00.01.02", OLD_DAY, 1),
        ("H48.530", OLD_DAY, 1),
        ("H48.\u0665\u0663", NEW_DAY, 1),
        ("", NEW_DAY, 1),
    ],
)
def test_what_does_not_fit_a_code_is_refused(agency: str, on: date, number: int) -> None:
    with pytest.raises(ValueError, match=r"number|identifier|level|not a code"):
        format_code(agency, on, number)


def test_the_identifier_is_written_as_codes_of_that_day_have_it() -> None:
    assert agency_identifier("H48.53.00.01", "000.00.53.H48", OLD_DAY) == "000.00.53.H48"
    assert agency_identifier("H48.53.00.01", "", OLD_DAY) == "001.00.53.H48"
    assert agency_identifier("H48.53.00.01", "000.00.53.H48", NEW_DAY) == "H48.53.00.01"


def test_each_day_has_one_pattern() -> None:
    assert pattern_on(date(2025, 9, 14)).key == "circular-01-2018"
    assert pattern_on(date(2025, 9, 15)).key == "circular-03-2025"
    with pytest.raises(LookupError, match="0 code patterns"):
        pattern_on(date(2018, 1, 1))
    with pytest.raises(LookupError, match="2 code patterns"):
        pattern_on(NEW_DAY, DEFAULT_PATTERNS * 2)


def test_patterns_are_data() -> None:
    later = CodePattern("x", NEW_DAY, None, True, (2,), (5,), r"H\d\d\.\d\d-\d{6}-\d{5}", "giả định")
    assert format_code("H48.53", NEW_DAY, 3, (later,)) == "H48.53-261120-00003"
    assert valid("H48.53-261120-00003", (later,))
    assert not valid("H48.53-261120-00003")
    assert parse_code("h4853 261120 00003", (later,)).pattern_key == "x"


@pytest.mark.parametrize(
    "code",
    [
        "h48.53.00.01-261120-0001",
        " H48.53.00.01-261120-0001",
        "H48.53.00.01-261120-001",
        "H48.53.00.01-261120-00001",
        "H48.53.00.01-261120-0000",
        "H48.53.00.01-261320-0001",
        "H48.53.00.01-260231-0001",
        "H48.53.00.01-260200-0001",
        "H48.5300.01-261120-0001",
        "H48.53.00.01.02.03-261120-0001",
        "H48530001-261120-0001",
        "00.00.53.H48-220921-0099",
        "000.00.53.H48-220921-010000",
        "K48-261120-0001",
        "H48-261120-0001\n",
        "",
    ],
)
def test_only_an_exact_code_is_valid(code: str) -> None:
    assert not valid(code)


@pytest.mark.parametrize(
    "typed",
    [
        NEW_CODE,
        "h48.53.00.01-261120-0001",
        "  H48.53.00.01 - 261120 - 0001\n",
        "H48 53 00 01 261120 0001",
        "H48.53.00.01\u2013261120\u20110001",
        "H48530001-261120-0001",
        "h485300012611200001",
        "H48.5300.01-261120-0001",
        "H48.53.OO.01-261120-OOOI",
        "H48.53.00.01/261120/0001",
        "\u200bH48.53.00.01-261120-0001",
        "\uff28\uff14\uff18.53.00.01-261120-0001",
    ],
)
def test_a_code_is_read_from_what_people_type(typed: str) -> None:
    code = parse_code(typed)
    assert (code.text, code.agency) == (NEW_CODE, "H48.53.00.01")
    assert (code.on, code.number, code.pattern_key) == (NEW_DAY, 1, "circular-03-2025")


@pytest.mark.parametrize(
    "typed", [OLD_CODE, "000 00 53 h48 220921 0099", "0000053H482209210099", "00000.53.H48-2209210099"]
)
def test_an_old_code_is_read_the_same_way(typed: str) -> None:
    code = parse_code(typed)
    assert (code.text, code.agency, code.on, code.number) == (OLD_CODE, "000.00.53.H48", OLD_DAY, 99)
    assert code.pattern_key == "circular-01-2018"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "xin chào",
        "H48",
        "H48.53.00.01-261120",
        "H48.53.00.01-261320-0001",
        "H4.853.00.01-261120-0001",
        "H48.53.00.01-2611.20-0001",
        "H48.53.00.01-261120-0001-KQ1",
        "H48.53.00.01-261120-0001?",
        "K48530001-261120-0001",
        "H4853000-261120-0001",
        "9" * 5000,
    ],
)
def test_what_is_no_code_or_several_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableCode, match="dossier code"):
        parse_code(typed)


def test_levels_of_three_digits_are_read_when_dots_or_a_known_agency_show_them() -> None:
    assert parse_code("H48.530.001-261120-0001").agency == "H48.530.001"
    assert parse_code("H48530001-261120-0001", agencies=["H48.530.001"]).agency == "H48.530.001"
    assert parse_code("H48.53001-261120-0001", agencies=["H48.530.01"]).agency == "H48.530.01"
    assert parse_code("H48530-261120-0001").agency == "H48.530"
    with pytest.raises(UnreadableCode, match="2 readings"):
        parse_code("H48.53001-261120-0001")


def test_a_number_of_six_digits_is_told_from_a_level() -> None:
    assert parse_code("H48.53-261120-010000").number == 10000
    assert parse_code("H4853261120010000").text == "H48.53-261120-010000"


def test_a_reading_of_a_day_before_the_pattern_was_in_force_is_left_aside() -> None:
    """The other reading, H48.53.26-110501-0001, would be of 2011."""
    assert parse_code("H4853261105010001").text == "H48.53-261105-010001"
    assert parse_code("H48.53.26-110501-0001").on == date(2011, 5, 1)


agencies = st.builds(
    lambda top, number, levels: ".".join([f"{top}{number:02d}", *levels]),
    st.sampled_from("AGH"),
    st.integers(0, 99),
    st.lists(st.integers(0, 99).map("{:02d}".format), max_size=4),
)
new_days = st.dates(date(2025, 9, 15), date(2099, 12, 31))
old_days = st.dates(date(2019, 1, 8), date(2025, 9, 14))


@given(agencies, new_days, st.integers(1, 999_999))
def test_every_new_code_is_read_back(agency: str, on: date, number: int) -> None:
    text = format_code(agency, on, number)
    assert NEW_FORMAT.fullmatch(text)
    code = parse_code(text)
    assert (code.text, code.agency, code.on, code.number) == (text, agency, on, number)


@given(agencies.filter(lambda agency: agency.count(".") <= 3), old_days, st.integers(1, 9999))
def test_every_old_code_is_read_back_without_separators(agency: str, on: date, number: int) -> None:
    text = format_code(agency, on, number)
    assert OLD_FORMAT.fullmatch(text)
    assert parse_code(text.lower().replace(".", "").replace("-", "")).text == text


@given(agencies, new_days, st.integers(1, 9999), st.randoms(use_true_random=False))
def test_a_code_without_some_dots_is_itself_or_refused_for_its_own_agency(
    agency: str, on: date, number: int, chance: Random
) -> None:
    text = format_code(agency, on, number)
    typed = "".join(sign for sign in text if sign != "." or chance.random() < 0.5)
    assert parse_code(typed, agencies=[agency]).text == text


@given(
    st.builds(
        "{}-{}-{}".format,
        agencies,
        st.builds("{:02d}{:02d}{:02d}".format, st.integers(25, 30), st.integers(0, 13), st.integers(0, 32)),
        st.sampled_from(["0000", "0001", "9999", "000000", "123456", "001", "12345"]),
    )
)
def test_a_fully_written_code_is_read_exactly_when_it_is_valid(text: str) -> None:
    if valid(text):
        assert parse_code(text).text == text
    else:
        with pytest.raises(UnreadableCode):
            parse_code(text)


def test_the_number_starts_again_each_day() -> None:
    tomorrow = format_code("H48.53", NEW_DAY + timedelta(days=1), 1)
    assert tomorrow > format_code("H48.53", NEW_DAY, 9999)
