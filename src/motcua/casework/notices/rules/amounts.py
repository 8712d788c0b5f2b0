"""Amounts of money as a Vietnamese paper writes them."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", " nghìn", " triệu")


def dong(amount: int) -> str:
    """Return `amount` đồng in figures: 1234567 gives "1.234.567 đồng"."""
    return f"{amount:,}".replace(",", ".") + " đồng"


def amount_in_words(amount: int) -> str:
    """Return `amount` đồng (0 to 999,999,999,999) in words: 21005 gives "Hai mươi mốt nghìn không trăm linh
    năm đồng". Raises ValueError outside that range."""
    if not 0 <= amount < 10**12:
        raise ValueError(f"{amount} đồng cannot be written in words")
    words = _below_billion(amount % 10**9, leading=amount < 10**9)
    if amount >= 10**9:
        words = f"{_below_billion(amount // 10**9, leading=True)} tỷ {words}".strip()
    text = f"{words or 'không'} đồng"
    return text[0].upper() + text[1:]


def _below_billion(number: int, *, leading: bool) -> str:
    """`leading`: nothing stands before, so the first group drops "không trăm"."""
    parts: list[str] = []
    for power in (2, 1, 0):
        group = number // 1000**power % 1000
        if group:
            parts.append(_group(group, leading=leading and not parts) + _GROUPS[power])
    return " ".join(parts)


def _group(number: int, *, leading: bool) -> str:
    hundreds, rest = divmod(number, 100)
    words: list[str] = []
    if hundreds or not leading:
        words += [_DIGITS[hundreds], "trăm"]
    if rest:
        words += _two_digits(rest, after_hundreds=bool(words))
    return " ".join(words)


def _two_digits(number: int, *, after_hundreds: bool) -> list[str]:
    tens, units = divmod(number, 10)
    if tens == 0:
        return ["linh", _DIGITS[units]] if after_hundreds else [_DIGITS[units]]
    words = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if units:
        words.append(_units_after_tens(tens, units))
    return words


def _units_after_tens(tens: int, units: int) -> str:
    if units == 5:
        return "lăm"
    if units == 1 and tens > 1:
        return "mốt"
    if units == 4 and tens > 1:
        return "tư"
    return _DIGITS[units]
