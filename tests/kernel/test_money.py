"""Amounts in words, read back by a parser that shares nothing with the writer."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from motcua.kernel.money import LARGEST, amount_in_words, money, read_amount

VALUE = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6,
    "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
UNIT = {"nghìn": 10**3, "triệu": 10**6}


def read_back(text: str) -> int:
    """Add up the words as a clerk does: digits, then what they are multiplied with."""
    words = text.lower().removesuffix(" đồng").split()
    total, millions, group, digit = 0, 0, 0, 0
    for word in words:
        if word in VALUE:
            digit = VALUE[word]
        elif word == "mười":
            group += 10
        elif word == "mươi":
            group, digit = group + digit * 10, 0
        elif word == "trăm":
            group, digit = group + digit * 100, 0
        elif word in UNIT:
            millions, group, digit = millions + (group + digit) * UNIT[word], 0, 0
        elif word == "tỷ":
            total = (total + millions + group + digit) * 10**9
            millions = group = digit = 0
        else:
            assert word == "linh", word
    return total + millions + group + digit


@given(st.integers(0, 10**12))
@example(10**12)
@example(1_000_000_001)
@example(5_000_000_000_000)
@example(15_015_015_015)
def test_the_words_say_the_amount(amount: int) -> None:
    assert read_back(amount_in_words(amount)) == amount


@given(st.integers(0, LARGEST), st.integers(0, LARGEST))
def test_two_amounts_never_sound_the_same(one: int, other: int) -> None:
    assert (amount_in_words(one) == amount_in_words(other)) == (one == other)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (5, "Năm đồng"),
        (10, "Mười đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (24, "Hai mươi tư đồng"),
        (55, "Năm mươi lăm đồng"),
        (105, "Một trăm linh năm đồng"),
        (8_000, "Tám nghìn đồng"),
        (10_000, "Mười nghìn đồng"),
        (21_005, "Hai mươi mốt nghìn không trăm linh năm đồng"),
        (150_000, "Một trăm năm mươi nghìn đồng"),
        (1_000_000, "Một triệu đồng"),
        (1_200_050, "Một triệu hai trăm nghìn không trăm năm mươi đồng"),
        (1_000_000_000, "Một tỷ đồng"),
        (1_000_000_001, "Một tỷ không trăm linh một đồng"),
        (1_000_000_000_000, "Một nghìn tỷ đồng"),
    ],
)
def test_amounts_as_receipts_write_them(amount: int, words: str) -> None:
    assert amount_in_words(amount) == words


@pytest.mark.parametrize("amount", [-1, LARGEST + 1])
def test_no_words_outside_the_range(amount: int) -> None:
    with pytest.raises(ValueError, match="between 0 and"):
        amount_in_words(amount)


def test_amounts_in_figures() -> None:
    assert [money(a) for a in (0, 8000, 1234567)] == ["0 đồng", "8.000 đồng", "1.234.567 đồng"]


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("8500", 8500), ("8.500", 8500), ("8 500", 8500), ("8\u00a0500 đồng", 8500), (" 8.500đ ", 8500),
        ("0", 0), ("1.000.000 đồng", 1_000_000), ("12 000", 12_000),
        ("8.50", None), ("8.5", None), ("8.5000", None), ("1.000 000", None), ("8,500", None), ("0.500", None),
        (".500", None), ("-5", None), ("", None), ("tám nghìn", None), ("٨٥٠٠", None), ("1" * 13, None),
    ],
)  # fmt: skip
def test_an_amount_is_read_in_whole_dong_or_not_at_all(typed: str, amount: int | None) -> None:
    assert read_amount(typed) == amount
