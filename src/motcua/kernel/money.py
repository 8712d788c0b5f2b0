"""Amounts of đồng as people type them, and as official papers write them in figures and words. Pure."""

import re

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu")
_BILLION = 1_000_000_000
LARGEST = 10**15

# Whole đồng; a point or a space parts groups of three, and never a fraction.
_TYPED = re.compile(r"(\d{1,12}|[1-9]\d{0,2}(?:(?:\.\d{3}){1,3}|(?: \d{3}){1,3}))(?: ?(?:đồng|đ))?", re.ASCII)

AMOUNT_HINT = "Ghi số tiền bằng chữ số, ví dụ 8000 hoặc 8.000."


def read_amount(typed: str) -> int | None:
    """Return an amount in đồng typed as 8500, 8.500 or 8 500 đồng; None for anything else, like 8.50 or 8,5."""
    found = _TYPED.fullmatch(" ".join(typed.split()))
    return int(re.sub(r"\D", "", found[1])) if found else None


def money(amount: int) -> str:
    """Return an amount in figures, e.g. "8.000 đồng"."""
    return f"{amount:,}".replace(",", ".") + " đồng"


def amount_in_words(amount: int) -> str:
    """Return an amount in words, e.g. "Tám nghìn đồng". ValueError below 0 or above 10^15."""
    words = f"{number_words(amount)} đồng"
    return words[0].upper() + words[1:]


def number_words(number: int) -> str:
    """Return a number in words: 150000 -> "một trăm năm mươi nghìn". ValueError below 0 or above 10^15."""
    if not 0 <= number <= LARGEST:
        raise ValueError("a number between 0 and 10^15 is written in words")
    return " ".join(_read(number, full=False)) or _DIGITS[0]


def _read(number: int, *, full: bool) -> list[str]:
    """Read a number; `full` says that something stands before it, so its empty hundreds are spoken."""
    if number >= _BILLION:
        return [*_read(number // _BILLION, full=full), "tỷ", *_read(number % _BILLION, full=True)]
    words: list[str] = []
    for power in (2, 1, 0):
        group = number // 1000**power % 1000
        if group:
            words += [*_group(group, full=full or bool(words)), *([_SCALES[power]] if power else [])]
    return words


def _group(number: int, *, full: bool) -> list[str]:
    """Read three digits."""
    hundreds, tens, units = number // 100, number // 10 % 10, number % 10
    words = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens:
        words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    elif units and words:
        words.append("linh")
    if units:
        words.append(_unit(tens, units))
    return words


def _unit(tens: int, units: int) -> str:
    """Read the last digit, which sounds different after a ten: mốt, tư, lăm."""
    if units == 1 and tens > 1:
        return "mốt"
    if units == 4 and tens > 1:
        return "tư"
    if units == 5 and tens:
        return "lăm"
    return _DIGITS[units]
