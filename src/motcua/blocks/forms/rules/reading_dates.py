"""Dates as people write them: three boxes, or one line such as 07/03/2026."""

import calendar
import re

from motcua.blocks.forms.rules.cleaning import is_digits

EARLIEST_YEAR, LATEST_YEAR = 1800, 2200
_EXAMPLE = "ví dụ ngày 07 tháng 03 năm 2026."


def split_date(line: str) -> tuple[str, str, str]:
    """Day, month, year of one line (`7/3/2026`, `03/2026`, `2026`, `2026-03-07`); missing parts are empty."""
    parts = [part for part in re.split(r"[/.\-\s]+", line) if part]
    if len(parts) > 3 or not parts:
        return line, "", ""
    if len(parts) > 1 and len(parts[0]) == 4:
        parts.reverse()
    padded = [""] * (3 - len(parts)) + parts
    return padded[0], padded[1], padded[2]


def read_date(day: str, month: str, year: str, *, partial: bool) -> tuple[str | None, str]:
    """The date as `YYYY-MM-DD` (or `YYYY`, `YYYY-MM` when partial), or what is wrong with it."""
    if not (day or month or year):
        return None, ""
    missing = _missing(day, month, year, partial=partial)
    if missing:
        return None, f"thiếu {missing}. Hãy nhập đủ, {_EXAMPLE}"
    if not all(is_digits(part) for part in (day, month, year) if part):
        return None, f"chỉ nhập chữ số, {_EXAMPLE}"
    if len(year) != 4:
        return None, "năm phải có 4 chữ số, ví dụ 1990."
    if not EARLIEST_YEAR <= int(year) <= LATEST_YEAR:
        return None, f"hãy xem lại năm {year}."
    return _in_calendar(day.lstrip("0"), month.lstrip("0"), year, (day != "", month != ""))


def _missing(day: str, month: str, year: str, *, partial: bool) -> str:
    needed = [("ngày", day), ("tháng", month), ("năm", year)]
    if partial:
        needed = [("tháng", month or ("" if day else "-")), ("năm", year)]
    return ", ".join(name for name, value in needed if not value)


def _in_calendar(day: str, month: str, year: str, given: tuple[bool, bool]) -> tuple[str | None, str]:
    if not given[1]:
        return year, ""
    number = int(month[:3] or 0)
    if not 1 <= number <= 12:
        return None, f"không có tháng {month.zfill(2)[:4]}. Tháng từ 01 đến 12."
    if not given[0]:
        return f"{year}-{number:02d}", ""
    length = calendar.monthrange(int(year), number)[1]
    date = int(day[:3] or 0)
    if date == 29 and number == 2 and length == 28:
        return None, f"tháng 02 năm {year} chỉ có 28 ngày."
    if not 1 <= date <= length:
        return None, f"tháng {number:02d} không có ngày {day.zfill(2)[:4]}."
    return f"{year}-{number:02d}-{date:02d}", ""
