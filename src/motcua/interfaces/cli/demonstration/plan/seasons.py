"""How many come when: seasons of the year, days of the week, hours of the day, and how the commune changes.

Weights, not counts. They are what a commune of the highlands would tell; none is a figure of a real one.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from random import Random

from motcua.interfaces.cli.demonstration.plan.values import Calendar, Kind

# Of a hundred dossiers, how many are of a field; within a field the first procedures take the most (Zipf).
_FIELDS = {
    "Chứng thực": 40.0,
    "Hộ tịch": 36.0,
    "Bảo trợ xã hội": 9.0,
    "Thành lập và hoạt động hộ kinh doanh": 6.0,
    "Đất đai": 3.5,
    "Hoạt động xây dựng": 2.5,
    "Người có công": 2.0,
}
_RARE = 0.6
# The most asked for of a field, in this order; what is not named comes after, by its code.
_FIRST = (
    "2.000815", "2.000884", "2.001035", "2.000908",
    "1.004873", "2.000635", "1.001193", "2.000986", "1.000894", "1.000656", "1.004884",
    "1.001776", "1.014027", "1.001731", "1.001612", "2.000720",
)  # fmt: skip
_BIRTHS = (0.9, 0.9, 0.9, 0.9, 0.95, 1.0, 1.0, 1.2, 1.2, 1.2, 1.2, 1.0)
_MONTHS: Mapping[str, tuple[float, ...]] = {
    # January to December.
    "Chứng thực": (0.9, 0.9, 1.1, 1.0, 1.0, 1.4, 1.6, 1.5, 1.0, 0.9, 0.9, 0.9),
    "Hoạt động xây dựng": (0.8, 1.3, 1.5, 1.5, 1.4, 1.2, 1.1, 0.8, 0.6, 0.5, 0.5, 0.6),
    "Thành lập và hoạt động hộ kinh doanh": (1.9, 1.2, 1.1, 1.0, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.8),
}
_MONTHS_OF_ONE: Mapping[str, tuple[float, ...]] = {
    "1.001193": _BIRTHS,
    "2.000986": _BIRTHS,
    # Weddings before and after Tết; next to none in the month of the wandering souls.
    "1.000894": (1.6, 1.5, 1.1, 1.0, 0.9, 0.8, 0.7, 0.3, 0.6, 0.9, 1.5, 1.6),
    "1.004873": (1.4, 1.3, 1.1, 1.0, 0.9, 0.9, 0.8, 0.5, 0.8, 1.0, 1.4, 1.4),
}
_FLAT = (1.0,) * 12
_WEEK = (1.3, 1.1, 1.0, 1.0, 0.9)
# On the Internet some come on days off, too.
_DAY_OFF = 0.35
# Minutes of the day and their weight: two humps at the desk, and evenings at home.
_DESK_HOURS = ((435, 480, 2), (480, 600, 10), (600, 690, 5), (810, 840, 3), (840, 900, 7), (900, 1010, 3))
_ONLINE_HOURS = (
    (360, 420, 1), (420, 480, 3), (480, 600, 8), (600, 690, 5), (690, 810, 3), (810, 900, 6), (900, 1020, 4),
    (1020, 1140, 3), (1140, 1290, 6), (1290, 1380, 1),
)  # fmt: skip
_ONLINE_FROM, _ONLINE_TO = 0.35, 0.80


def weights_of(kinds: tuple[Kind, ...]) -> list[float]:
    """Return how often each procedure is asked for, over the whole year."""
    by_field: dict[str, list[Kind]] = {}
    for kind in kinds:
        by_field.setdefault(kind.field, []).append(kind)
    rank = {code: place for place, code in enumerate(_FIRST)}
    told: dict[str, float] = {}
    for field, those in by_field.items():
        those.sort(key=lambda one: (rank.get(one.code, len(rank)), one.code))
        parts = [1 / (place + 1) ** 1.2 for place in range(len(those))]
        for kind, part in zip(those, parts, strict=True):
            told[kind.code] = _FIELDS.get(field, _RARE) * part / sum(parts)
    return [told[kind.code] for kind in kinds]


def season(kind: Kind, on: date) -> float:
    """Return how much more or less a procedure is asked for on a day, by its month alone."""
    months = _MONTHS_OF_ONE.get(kind.code) or _MONTHS.get(kind.field, _FLAT)
    return months[on.month - 1]


def day_weight(on: date, calendar: Calendar) -> float:
    """Return how many come on a day; before Tết fewer, after it more. A day off has what the Internet brings."""
    if not calendar.is_working_day(on):
        return _DAY_OFF
    weight = _WEEK[min(on.weekday(), 4)]
    # The first days after several days off are the fullest.
    off = sum(not calendar.is_working_day(on - timedelta(days=back)) for back in range(1, 8))
    return weight * (1.25 if off >= 4 else 1.0)


def draw_hour(chance: Random, on: date, *, online: bool) -> time:
    """Return a moment of the day at which somebody hands in."""
    hours = _ONLINE_HOURS if online else _DESK_HOURS
    begin, end, _ = chance.choices(hours, [weight for *_, weight in hours])[0]
    minutes = chance.randrange(begin, end)
    return time(minutes // 60, minutes % 60, chance.randrange(60))


def online_share(at: datetime, start: datetime, until: datetime) -> float:
    """Return the part that comes by the Internet: it rises over the years."""
    passed = (at - start) / (until - start)
    return _ONLINE_FROM + (_ONLINE_TO - _ONLINE_FROM) * min(max(passed, 0.0), 1.0)


def late_share(at: datetime, start: datetime, until: datetime) -> float:
    """Return the part that is late in plain times: it falls over the years."""
    return 0.03 - 0.02 * min(max((at - start) / (until - start), 0.0), 1.0)
