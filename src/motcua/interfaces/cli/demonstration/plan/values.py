"""What the planner is told, and what it tells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol


class Calendar(Protocol):
    """The working time of the commune, as `organisation` counts it."""

    def is_working_day(self, on: date) -> bool: ...

    def next_opening(self, at: datetime) -> datetime: ...

    def add_working_minutes(self, at: datetime, minutes: int) -> datetime: ...

    def working_minutes_between(self, a: datetime, b: datetime) -> int: ...

    def working_day_after(self, on: date, count: int = 1) -> date: ...

    def close(self, on: date) -> datetime: ...


@dataclass(frozen=True)
class StepOf:
    """A step of a process: its one action that leads on, who does it, and its part of the term."""

    key: str
    role: str
    action: str
    share: float
    back: str = ""
    asks: bool = False


@dataclass(frozen=True)
class Sample:
    """A complete declaration of the procedure. `owes`: for which channels of the law something is to be paid.

    `female` and `age` are of whom it speaks, as far as it tells.
    """

    number: int
    owes: tuple[str, ...] = ()
    female: bool | None = None
    age: int | None = None


@dataclass(frozen=True)
class PartOf:
    """A matter of a joint procedure. `agency`: it is handled outside the commune. `after`: what must be done before.

    `asked`: what its agency may want more of, papers by their code.
    """

    key: str
    agency: str
    after: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """A procedure. `asked`: what a supplement may ask for, papers by their code.

    `results`: those that the commune makes, by their code. `parts`: its matters where it is a joint one.
    """

    code: str
    field: str
    level: str
    steps: tuple[StepOf, ...]
    samples: tuple[Sample, ...]
    results: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    parts: tuple[PartOf, ...] = ()


@dataclass(frozen=True)
class Hamlet:
    """A hamlet and how many live there, in parts."""

    name: str
    people: int


@dataclass(frozen=True)
class World:
    """What is known of the commune. Years run from `start` to before `until`, both aware.

    `staff`: by role who may do it, by login name. `due`: when a dossier accepted at a moment is due by procedure and
    channel. `part_due`: when a part of one is that began at a moment, by procedure and key. `begun`: numbers that were
    taken already, by book; see `numbering`.
    """

    kinds: tuple[Kind, ...]
    hamlets: tuple[Hamlet, ...]
    staff: Mapping[str, tuple[str, ...]]
    calendar: Calendar
    due: Callable[[str, str, datetime], datetime]
    part_due: Callable[[str, str, datetime], datetime]
    start: datetime
    until: datetime
    answer_minutes: int = 480
    supplement_days: int = 30
    begun: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Person:
    """Who hands in. `number`: the identity number; `born`: a date."""

    name: str
    female: bool
    born: date
    number: str
    phone: str
    hamlet: str


@dataclass(frozen=True)
class Order:
    """Something done to the dossier. `by`: a login name, "citizen" or "system". `more`: what goes with it, by name."""

    action: str
    at: datetime
    by: str
    more: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Script:
    """One dossier. `seed` draws what the declaration says; `orders` begin with its submission."""

    number: int
    code: str
    sample: int
    seed: int
    channel: str
    person: Person
    orders: tuple[Order, ...]
