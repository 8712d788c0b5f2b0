"""The official days off of Viet Nam: the law's holidays, and the yearly notices that win over them.

The lunar holidays come from the `holidays` package (computed for UTC+7). Spans of Tết and National
Day and swapped days are fixed year by year; until a year is announced its rows are provisional.
Legal basis: Labour Code 2019 Arts 111.3, 112; Resolution 28/2026/QH16 (24 November, from 2026).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from motcua.blocks.organisation.rules.days import DayException, DayKind

HOLIDAY_LAW = "Bộ luật Lao động 2019, Điều 112"
COMPENSATION_LAW = "Bộ luật Lao động 2019, Điều 111 khoản 3"
YEARLY_NOTICE = "Thông báo hoán đổi ngày làm việc hằng năm"
LAST_ANNOUNCED_YEAR = 2026
SWAP_OFF_NAME = "Nghỉ hoán đổi ngày làm việc"
SWAP_WORK_NAME = "Làm bù ngày nghỉ hoán đổi"
_NOTICE_2026 = "Công văn 12729/VPCP-KGVX ngày 25/12/2025"

_COMPENSATION_SUFFIX = " (nghỉ bù)"
_REPLACED_DAY = re.compile(r"thay cho ngày (\d\d)/(\d\d)/(\d{4})")
_TET = "Tết Nguyên Đán"
_NAMES = {
    "29 Tết": _TET,
    "Giao thừa Tết Nguyên Đán": _TET,
    "Mùng hai Tết Nguyên Đán": _TET,
    "Mùng ba Tết Nguyên Đán": _TET,
    "Mùng bốn Tết Nguyên Đán": _TET,
    "Mùng năm Tết Nguyên Đán": _TET,
    "Mùng sáu Tết Nguyên Đán": _TET,
    "Ngày Giỗ Tổ Hùng Vương": "Giỗ Tổ Hùng Vương",
}
_SOURCES = {"Ngày Văn hóa Việt Nam": "Nghị quyết 28/2026/QH16"}


@dataclass(frozen=True, slots=True)
class Correction:
    """What an official notice says about a day; `exception` None means an ordinary day after all."""

    on: date
    exception: DayException | None
    source: str


def swap(off: date, work: date, source: str) -> tuple[Correction, Correction]:
    """A day off in exchange for a day worked."""
    rows = (
        DayException(off, DayKind.SWAP_OFF, SWAP_OFF_NAME, source, swapped_with=work),
        DayException(work, DayKind.SWAP_WORK, SWAP_WORK_NAME, source, swapped_with=off),
    )
    return Correction(off, rows[0], source), Correction(work, rows[1], source)


OFFICIAL_CORRECTIONS: tuple[Correction, ...] = (*swap(date(2026, 1, 2), date(2026, 1, 10), _NOTICE_2026),)


def default_exceptions(
    first_year: int, last_year: int, corrections: Iterable[Correction] = OFFICIAL_CORRECTIONS
) -> tuple[DayException, ...]:
    """The days that differ from their weekday in the years given, in order; a correction wins.

    A day worked in exchange for a day off of the neighbouring year is among them.
    """
    rows = {row.on: row for row in _from_package(first_year, last_year)}
    for correction in corrections:
        rows.pop(correction.on, None)
        if correction.exception is not None:
            rows[correction.on] = correction.exception
    return tuple(rows[on] for on in sorted(rows) if first_year <= on.year <= last_year)


def _from_package(first_year: int, last_year: int) -> Iterator[DayException]:
    # A year more on both sides: a day off in December may be worked for in January, or the reverse.
    years = range(first_year - 1, last_year + 2)
    import holidays  # slow to load, and needed only when a year is filled in

    known = holidays.country_holidays("VN", years=years, language="vi", expand=False)
    for on, name in known.items():
        replaced = _REPLACED_DAY.search(name)
        if replaced is None:
            yield _holiday(on, name)
        else:
            day, month, year = (int(part) for part in replaced.groups())
            for row in swap(on, date(year, month, day), YEARLY_NOTICE):
                if row.exception is not None:
                    yield row.exception


def _holiday(on: date, name: str) -> DayException:
    base = name.removesuffix(_COMPENSATION_SUFFIX)
    kind = DayKind.HOLIDAY if base == name else DayKind.COMPENSATION
    shown = _NAMES.get(base, base) + name[len(base) :]
    source = COMPENSATION_LAW if kind is DayKind.COMPENSATION else _SOURCES.get(base, HOLIDAY_LAW)
    return DayException(on, kind, shown, source, provisional=on.year > LAST_ANNOUNCED_YEAR)
