"""Dates in Vietnamese words, as official papers write them."""

from motcua.kernel.money import number_words


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
