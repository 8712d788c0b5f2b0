"""Numbers and dates in Vietnamese words, as official papers write them."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", " nghìn", " triệu")


def number_words(number: int) -> str:
    """`150000` -> `một trăm năm mươi nghìn`. Unit: none. Errors: ValueError above 10^18 or below 0."""
    if not 0 <= number < 10**18:
        raise ValueError(f"number out of range: {number}")
    if number == 0:
        return _DIGITS[0]
    billions, rest = divmod(number, 10**9)
    words = f"{number_words(billions)} tỷ " if billions else ""
    for power in (2, 1, 0):
        group = rest // 1000**power % 1000
        if group:
            words += _hundreds(group, full=bool(words)) + _GROUPS[power] + " "
    return words.strip()


def _hundreds(number: int, *, full: bool) -> str:
    hundreds, rest = divmod(number, 100)
    words = f"{_DIGITS[hundreds]} trăm " if hundreds or full else ""
    return (words + _tens(rest, after_hundred=bool(words))).strip()


def _tens(number: int, *, after_hundred: bool) -> str:
    tens, unit = divmod(number, 10)
    if tens == 0:
        if unit == 0:
            return ""
        return f"lẻ {_DIGITS[unit]}" if after_hundred else _DIGITS[unit]
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if unit == 0:
        return head
    tail = {1: "mốt" if tens > 1 else "một", 5: "lăm"}.get(unit, _DIGITS[unit])
    return f"{head} {tail}"


def date_words(value: str) -> str:
    """`2026-03-07` -> `Ngày bảy tháng ba năm hai nghìn không trăm hai mươi sáu`; partial dates shorter.

    The fourth month is `tư`, not `bốn`.
    """
    numbers = [int(part) for part in value.split("-")]
    names = ("năm", "tháng", "ngày")
    said = [f"{name} {_part(name, number)}" for name, number in zip(names, numbers, strict=False)]
    text = " ".join(reversed(said))
    return text[:1].upper() + text[1:]


def _part(name: str, number: int) -> str:
    return "tư" if name == "tháng" and number == 4 else number_words(number)
