"""Make the years: when people come, with what, by which way, and what becomes of it."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from random import Random

from motcua.interfaces.cli.demonstration.plan import seasons
from motcua.interfaces.cli.demonstration.plan.people import draw_person
from motcua.interfaces.cli.demonstration.plan.steps import draw_way
from motcua.interfaces.cli.demonstration.plan.values import Kind, Person, Sample, Script, World
from motcua.interfaces.cli.demonstration.plan.way import Way

# How many different people hand in a hundred dossiers.
_PEOPLE = 0.6
# How many are looked at for a declaration, and how many years of age are near enough.
_TRIES, _ABOUT = 60, 4
# How much of what comes with an Internet share by its level; the rest is handed in at the desk.
_BY_LEVEL = {"full_online": 1.15, "partial_online": 0.55, "counter_only": 0.0}
_BY_POST, _AT_HELP = 0.05, 0.10
# Weeks in which the two who do most are away, and the days before Tết: then more is late.
_AWAY, _BEFORE_TET = 0.24, 0.14
_TET_MONTHS = (1, 2)


def make_years(seed: int, count: int, world: World) -> Iterator[Script]:
    """Yield `count` scripts in the order in which they were handed in."""
    days = _Days(seed, world)
    arrivals = sorted(days.draw(dice(f"{seed}/{number}"), number) for number in range(count))
    people = _People(seed, max(20, round(count * _PEOPLE)), world)
    for number, (at, code, drawn, online) in enumerate(arrivals):
        kind, chance = days.kinds[code], dice(f"{seed}/way/{drawn}")
        sample = chance.choice(kind.samples)
        person = people.draw(chance, sample)
        channel = "local_portal" if online else _desk(chance)
        late = chance.random() < days.late_share(at)
        orders = draw_way(Way(world, kind, sample, channel, chance, late=late), at)
        yield Script(number, kind.code, sample.number, chance.getrandbits(32), channel, person, orders)


def dice(seed: str) -> Random:
    """Return the chance that belongs to a word: the same in every run, on every machine."""
    return Random(seed)  # noqa: S311  (believable years, not secrets)


def _desk(chance: Random) -> str:
    drawn = chance.random()
    if drawn < _BY_POST:
        return "post"
    return "support_desk" if drawn < _BY_POST + _AT_HELP else "counter"


def fingerprint(scripts: Iterable[Script]) -> str:
    """Return the SHA-256 of scripts: equal for equal years, to the byte."""
    digest = hashlib.sha256()
    for script in scripts:
        digest.update(repr(script).encode() + b"\n")
    return digest.hexdigest()


class _Days:
    """The days of the years with what comes on each."""

    def __init__(self, seed: int, world: World) -> None:
        self.world, self.kinds = world, {kind.code: kind for kind in world.kinds}
        first, last = world.start.date(), (world.until - timedelta(seconds=1)).date()
        self.days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        self.working = {day: world.calendar.is_working_day(day) for day in self.days}
        self._often = seasons.weights_of(world.kinds)
        self._by_month = {month: self._of_month(month) for month in range(1, 13)}
        by_day = [
            seasons.day_weight(day, world.calendar) * self._by_month[day.month][-1] for day in self.days
        ]
        self._until = list(accumulate(by_day))
        self._away = _absences(dice(f"{seed}/away"), self.days)

    def _of_month(self, month: int) -> list[float]:
        on = date(2024, month, 1)
        return list(
            accumulate(
                often * seasons.season(kind, on)
                for kind, often in zip(self.world.kinds, self._often, strict=True)
            )
        )

    def draw(self, chance: Random, number: int) -> tuple[datetime, str, int, bool]:
        """Return when a dossier is handed in, of which procedure, and whether by the Internet."""
        day = self.days[bisect_right(self._until, chance.random() * self._until[-1])]
        month = self._by_month[day.month]
        kind = self.world.kinds[bisect_right(month, chance.random() * month[-1])]
        online = _BY_LEVEL[kind.level] > 0 and (
            not self.working[day] or chance.random() < self._online(day, kind)
        )
        # Whoever wants what only the desk gives comes when it is open.
        day = day if online or self.working[day] else self._next_working(day)
        hour = seasons.draw_hour(chance, day, online=online)
        at = datetime.combine(day, hour, tzinfo=self.world.start.tzinfo)
        last = self.world.until - timedelta(seconds=1)
        return min(max(at, self.world.start), last), kind.code, number, online

    def _next_working(self, day: date) -> date:
        later = (one for one in self.days if one > day and self.working[one])
        return next(later, next(one for one in reversed(self.days) if self.working[one]))

    def _online(self, day: date, kind: Kind) -> float:
        at = datetime.combine(day, time(12), tzinfo=self.world.start.tzinfo)
        share = seasons.online_share(at, self.world.start, self.world.until)
        return min(share * _BY_LEVEL[kind.level], 0.97)

    def late_share(self, at: datetime) -> float:
        """Return the part of what comes at a moment that will be late."""
        plain = seasons.late_share(at, self.world.start, self.world.until)
        if at.date() in self._away:
            return max(plain, _AWAY)
        return max(plain, _BEFORE_TET) if self._before_tet(at.date()) else plain

    def _before_tet(self, on: date) -> bool:
        """Tell whether within eight days a run of five days off begins in the first months of the year."""
        if on.month not in _TET_MONTHS:
            return False
        ahead = [self.working.get(on + timedelta(days=n), True) for n in range(1, 14)]
        return any(not any(ahead[n : n + 5]) for n in range(8))


def _absences(chance: Random, days: list[date]) -> frozenset[date]:
    """Return the days on which the two who do most are away: twice a year, some eight to twelve days."""
    away: set[date] = set()
    for year in sorted({day.year for day in days}):
        for half in (0, 1):
            begin = date(year, 1, 20) + timedelta(days=half * 180 + chance.randrange(120))
            away |= {begin + timedelta(days=n) for n in range(chance.randrange(8, 13))}
    return frozenset(away)


class _People:
    """The people of the commune, each drawn when first met. Some come often, most once or twice."""

    def __init__(self, seed: int, count: int, world: World) -> None:
        self._seed, self._count, self._world = seed, count, world
        self._known: dict[int, Person] = {}

    def draw(self, chance: Random, sample: Sample) -> Person:
        """Return who hands in: of the sex and about the age of whom the declaration speaks."""
        place = int(chance.random() ** 1.6 * self._count)
        near = (self._of((place + step) % self._count) for step in range(_TRIES))
        return min(near, key=lambda one: self._strange(one, sample))

    def _strange(self, person: Person, sample: Sample) -> float:
        other = sample.female is not None and sample.female is not person.female
        years = abs(self._world.start.year - person.born.year - sample.age) if sample.age else 0
        return 100 * other + max(0, years - _ABOUT)

    def _of(self, place: int) -> Person:
        if place not in self._known:
            own = dice(f"{self._seed}/person/{place}")
            self._known[place] = draw_person(own, self._world.hamlets, self._world.start.date())
        return self._known[place]
