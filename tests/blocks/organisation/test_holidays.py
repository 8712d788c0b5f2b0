"""Official days off: the package's holidays, the corrections that win, and an independent lunar check."""

from datetime import date, timedelta
from math import floor, pi, radians, sin

import pytest

from motcua.blocks.organisation.rules.calendar import WorkingCalendar
from motcua.blocks.organisation.rules.days import DayKind
from motcua.blocks.organisation.rules.holidays import (
    OFFICIAL_CORRECTIONS,
    Correction,
    default_exceptions,
    swap,
)

ROWS = {row.on: row for row in default_exceptions(2025, 2031)}


def off_days(first: date, last: date) -> list[date]:
    calendar = WorkingCalendar(exceptions=default_exceptions(first.year, last.year))
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if not calendar.is_working_day(day)]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2025-01-25", "2025-02-02"),
        ("2025-08-30", "2025-09-02"),
        ("2025-04-30", "2025-05-04"),
        ("2026-01-01", "2026-01-04"),
        ("2026-02-14", "2026-02-22"),
        ("2026-04-25", "2026-04-27"),
        ("2026-04-30", "2026-05-03"),
        ("2026-08-29", "2026-09-02"),
        ("2026-11-24", "2026-11-24"),
        ("2029-11-24", "2029-11-26"),
        ("2030-11-23", "2030-11-25"),
    ],
)
def test_official_breaks_are_exactly_as_announced(first: str, last: str) -> None:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    around = off_days(start - timedelta(days=1), end + timedelta(days=1))
    assert around == [start + timedelta(days=n) for n in range((end - start).days + 1)]


@pytest.mark.parametrize(
    ("off", "work"),
    [("2025-05-02", "2025-04-26"), ("2026-01-02", "2026-01-10"), ("2026-08-31", "2026-08-22")],
)
def test_swaps_come_in_pairs(off: str, work: str) -> None:
    off_row, work_row = ROWS[date.fromisoformat(off)], ROWS[date.fromisoformat(work)]
    assert (off_row.kind, off_row.swapped_with) == (DayKind.SWAP_OFF, work_row.on)
    assert (work_row.kind, work_row.swapped_with) == (DayKind.SWAP_WORK, off_row.on)
    assert off_row.source == work_row.source != ""


def test_every_swap_row_has_its_partner() -> None:
    rows = {row.on: row for row in default_exceptions(2010, 2031)}
    swaps = [row for row in rows.values() if row.kind in (DayKind.SWAP_OFF, DayKind.SWAP_WORK)]
    assert len(swaps) >= 20
    assert all(row.swapped_with and rows[row.swapped_with].swapped_with == row.on for row in swaps)


def test_a_swap_over_the_new_year_is_in_the_rows_of_both_years() -> None:
    assert [row.on for row in default_exceptions(2019, 2019)][1] == date(2019, 1, 5)
    assert default_exceptions(2018, 2018)[-1].on == date(2018, 12, 31)
    assert default_exceptions(2014, 2014)[-1].on == date(2014, 12, 27)


def test_the_package_alone_misses_the_first_notice_of_2026() -> None:
    """When this fails the package has caught up, and the correction may go."""
    alone = {row.on for row in default_exceptions(2026, 2026, corrections=())}
    corrected = {row.on for row in default_exceptions(2026, 2026)}
    assert corrected - alone == {date(2026, 1, 2), date(2026, 1, 10)}
    assert alone < corrected


def test_a_correction_wins_over_the_package() -> None:
    new_year = date(2027, 1, 1)
    worked = Correction(new_year, None, "giả định")
    moved = swap(date(2027, 9, 1), date(2027, 9, 2), "giả định")
    rows = {row.on: row for row in default_exceptions(2027, 2027, (worked, *moved))}
    assert new_year not in rows
    assert rows[date(2027, 9, 2)].kind is DayKind.SWAP_WORK
    assert rows[date(2027, 9, 1)].source == "giả định"


def test_corrections_of_other_years_stay_out() -> None:
    assert {row.on.year for row in default_exceptions(2027, 2028)} == {2027, 2028}
    assert all(row.exception is None or row.exception.on == row.on for row in OFFICIAL_CORRECTIONS)


@pytest.mark.parametrize(
    ("on", "kind", "name"),
    [
        ("2026-04-26", DayKind.HOLIDAY, "Giỗ Tổ Hùng Vương"),
        ("2026-04-27", DayKind.COMPENSATION, "Giỗ Tổ Hùng Vương (nghỉ bù)"),
        ("2026-02-20", DayKind.HOLIDAY, "Tết Nguyên Đán"),
        ("2025-01-27", DayKind.HOLIDAY, "Tết Nguyên Đán"),
        ("2027-05-03", DayKind.COMPENSATION, "Ngày Quốc tế Lao động (nghỉ bù)"),
        ("2026-11-24", DayKind.HOLIDAY, "Ngày Văn hóa Việt Nam"),
    ],
)
def test_kind_and_name_of_a_row(on: str, kind: DayKind, name: str) -> None:
    row = ROWS[date.fromisoformat(on)]
    assert (row.kind, row.name) == (kind, name)


def test_every_row_names_its_source_and_unannounced_years_are_provisional() -> None:
    assert all(row.source and row.name for row in ROWS.values())
    assert {row.on.year for row in ROWS.values() if row.provisional} == set(range(2027, 2032))
    assert {row.on.year for row in ROWS.values() if not row.provisional} == {2025, 2026}


def test_rows_are_in_order_and_fit_a_calendar() -> None:
    rows = default_exceptions(2025, 2031)
    assert list(rows) == sorted(rows, key=lambda row: row.on)
    assert WorkingCalendar(exceptions=rows).is_working_day(date(2026, 8, 22))


def test_the_culture_day_starts_in_2026() -> None:
    assert date(2025, 11, 24) not in ROWS
    assert date(2026, 11, 24) in ROWS


# An independent lunar calendar for UTC+7, after the astronomical algorithms of J. Meeus as H. N. Duc
# laid them out for Viet Nam: a month starts on the day of the new moon, the winter solstice is in the
# eleventh month, and Tết is the first day of the third month counted from it (no leap in between).
SYNODIC_MONTH = 29.530588853
UTC_PLUS_7 = 7 / 24
UNIX_DAY_0 = 2440588


def new_moon_day(k: int) -> int:
    """Julian day number, on the clock of Viet Nam, of the k-th new moon since 1900-01-01."""
    t = k / 1236.85
    mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t**2 - 0.000000155 * t**3
    mean += 0.00033 * sin(radians(166.56 + 132.87 * t - 0.009173 * t**2))
    sun = radians(359.2242 + 29.10535608 * k - 0.0000333 * t**2 - 0.00000347 * t**3)
    moon = radians(306.0253 + 385.81691806 * k + 0.0107306 * t**2 + 0.00001236 * t**3)
    node = radians(21.2964 + 390.67050646 * k - 0.0016528 * t**2 - 0.00000239 * t**3)
    shift = (0.1734 - 0.000393 * t) * sin(sun) + 0.0021 * sin(2 * sun) - 0.4068 * sin(moon)
    shift += 0.0161 * sin(2 * moon) - 0.0004 * sin(3 * moon) + 0.0104 * sin(2 * node)
    shift += -0.0051 * sin(sun + moon) - 0.0074 * sin(sun - moon) + 0.0004 * sin(2 * node + sun)
    shift += -0.0004 * sin(2 * node - sun) - 0.0006 * sin(2 * node + moon) + 0.0010 * sin(2 * node - moon)
    shift += 0.0005 * sin(2 * moon + sun)
    delta = -0.000278 + 0.000265 * t + 0.000262 * t**2
    return floor(mean + shift - delta + 0.5 + UTC_PLUS_7)


def sun_sector(day: int) -> int:
    """Which twelfth of the ecliptic (0 = from the spring equinox) the sun is in at the start of `day`."""
    t = (day - 0.5 - UTC_PLUS_7 - 2451545.0) / 36525
    anomaly = radians(357.52910 + 35999.05030 * t - 0.0001559 * t**2 - 0.00000048 * t**3)
    longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t**2
    longitude += (1.914600 - 0.004817 * t - 0.000014 * t**2) * sin(anomaly)
    longitude += (0.019993 - 0.000101 * t) * sin(2 * anomaly) + 0.000290 * sin(3 * anomaly)
    return floor((radians(longitude) % (2 * pi)) / pi * 6)


def eleventh_month(year: int) -> int:
    """The index of the new moon that starts the month of the winter solstice of `year`."""
    last_day = UNIX_DAY_0 + (date(year, 12, 31) - date(1970, 1, 1)).days
    k = floor((last_day - 2415021) / SYNODIC_MONTH)
    return k - 1 if sun_sector(new_moon_day(k)) >= 9 else k


def tet(year: int) -> date:
    k = eleventh_month(year - 1)
    months = eleventh_month(year) - k
    leap = months == 13 and any(
        sun_sector(new_moon_day(k + n)) == sun_sector(new_moon_day(k + n + 1)) for n in (1, 2)
    )
    return date(1970, 1, 1) + timedelta(days=new_moon_day(k + 2 + leap) - UNIX_DAY_0)


def test_tet_of_2030_is_a_day_before_the_chinese_new_year() -> None:
    """The new moon is at 23:07 on 2 February in Viet Nam, after midnight in China."""
    assert tet(2030) == date(2030, 2, 2)
    assert ROWS[date(2030, 2, 2)].name == "Tết Nguyên Đán"
    assert off_days(date(2030, 1, 30), date(2030, 2, 7)) == [
        date(2030, 1, 31) + timedelta(days=n) for n in range(7)
    ]


@pytest.mark.parametrize("year", range(2020, 2046))
def test_tet_agrees_with_the_astronomy_of_utc_plus_7(year: int) -> None:
    first_day = tet(year)
    names = {row.on: row.name for row in default_exceptions(year, year)}
    span = [first_day + timedelta(days=n) for n in range(-1, 4)]
    assert [names.get(day) for day in span] == ["Tết Nguyên Đán"] * 5


@pytest.mark.parametrize("year", range(2020, 2046))
def test_hung_kings_day_is_the_tenth_of_the_third_month(year: int) -> None:
    k = eleventh_month(year - 1)
    near = [new_moon_day(k + n) - UNIX_DAY_0 + 9 for n in (4, 5)]
    candidates = {date(1970, 1, 1) + timedelta(days=day) for day in near}
    kings = {row.on for row in default_exceptions(year, year) if row.name == "Giỗ Tổ Hùng Vương"}
    assert len(kings & candidates) == 1
