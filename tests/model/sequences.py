"""Random lives of a dossier: about half the orders fit, the others are wrong in every way people are wrong.

A sequence is data: it can be played again without the dice, and shortened while it still fails.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tests.model import facts
from tests.model.acts import submitted
from tests.model.office import FIGURES, OFFICERS, PEOPLE, SHAPES, Figures, Person, Shape
from tests.model.reference import WAYS, perform, right_person
from tests.model.states import Dossier, Order, Refused, Surroundings
from tests.model.working_time import DAY, WorkingTime, changed, minute, official

FITTING = 0.55
_ACTIONS = list(WAYS)
_FIRST, _LAST_START, _END = minute("2026-01-05T07:00"), minute("2026-12-20T17:00"), minute("2028-02-01T00:00")
_EDGES = (7 * 60, 11 * 60 + 30, 13 * 60 + 30, 15 * 60, 17 * 60)

# How often a fitting action is chosen: what leads on comes often enough that many dossiers reach their end.
_WEIGHTS = {
    "accept": 8.0, "propose": 5.0, "approve": 8.0, "sign": 14.0, "issue": 8.0, "finish": 14.0,
    "answer_supplement": 3.0, "settle_payment": 5.0, "return_result": 2.0, "request_supplement": 2.0,
    "request_payment": 1.2, "refuse": 0.25, "stop": 0.4, "confirm_withdrawal": 0.6, "set_line": 0.6,
    "recompute_due": 4.0, "extend": 2.0, "ask_opinion": 2.0, "reopen": 0.7, "propose_supplement": 1.5,
    "cancel_payment": 1.5,
}  # fmt: skip


@dataclass(frozen=True)
class Happening:
    """Something around the dossier: money comes in, a joint procedure ends, the calendar is changed."""

    name: str


CHANGED = Happening("calendar_changed")
Event = Order | Happening


@dataclass(frozen=True)
class Sequence:
    """A life: how the dossier was handed in, and what came then."""

    seed: int
    shape: Shape
    figures: Figures
    start: int
    turns: dict[str, str]
    complete: bool
    events: tuple[Event, ...]


@dataclass
class Play:
    """A dossier of the reference on its way through a sequence."""

    around: Surroundings
    dossier: Dossier
    last: int

    def happen(self, happening: Happening) -> None:
        """Let it happen."""
        if happening.name == "money_in":
            self.dossier.owed = False
        elif happening.name == "child_over":
            self.dossier.children = max(0, self.dossier.children - 1)
        else:
            self.around = Surroundings(self.around.shape, self.around.figures, changed())

    def order(self, order: Order) -> str:
        """Try the order; return the kind of refusal, or nothing when it was carried out."""
        try:
            self.dossier = perform(self.dossier, order, self.around)
        except Refused as refused:
            return refused.kind
        self.last = order.at
        return ""


def begin(sequence: Sequence) -> Play:
    """Hand the dossier in."""
    around = Surroundings(sequence.shape, sequence.figures, official())
    dossier = submitted(sequence.start, dict(sequence.turns), sequence.complete, around)
    return Play(around, dossier, sequence.start)


def make(seed: int, law: Figures | None = None) -> Sequence:
    """Return the sequence of this seed, always the same; under these figures of the law, or some."""
    dice = random.Random(seed)
    shape = SHAPES[seed % len(SHAPES)]
    figures = dice.choices(FIGURES, (4, 1, 1))[0]
    figures = law or figures
    branching = next((step for step in shape.steps if step.branch), None)
    turns = {branching.key: branching.branch} if branching and dice.random() < 0.5 else {}
    start = _edged(dice, dice.randrange(_FIRST, _LAST_START), official())
    sequence = Sequence(seed, shape, figures, start, turns, dice.random() < 0.85, ())
    play, events = begin(sequence), []
    for _ in range(dice.randint(4, 25)):
        for event in _next(dice, play):
            events.append(event)
            if isinstance(event, Happening):
                play.happen(event)
            else:
                play.order(event)
    return Sequence(seed, shape, figures, start, turns, sequence.complete, tuple(events))


def _next(dice: random.Random, play: Play) -> Iterator[Event]:
    """Return the next order, after what has to happen around it."""
    if play.dossier.owed and dice.random() < 0.2:
        yield Happening("money_in")
    if play.dossier.children and play.dossier.accepted and dice.random() < 0.12:
        yield Happening("child_over")
    if dice.random() < 0.03:
        yield CHANGED
    at = _moment(dice, play)
    if dice.random() < FITTING:
        fitting = _fitting(dice, play, at)
        if fitting is not None:
            yield fitting
            return
    yield _odd(dice, play, at)


def _fitting(dice: random.Random, play: Play, at: int) -> Order | None:
    """Return an order that the reference carries out."""
    actions = _possible(play.dossier.state)
    for _ in range(12):
        order = _tried(dice, play, at, dice.choices(*actions)[0])
        try:
            perform(play.dossier, order, play.around)
        except Refused:
            continue
        return order
    return None


def _tried(dice: random.Random, play: Play, at: int, action: str) -> Order:
    """Return this order by somebody who may do it at this step; what the dossier lacks for it is not looked at."""
    d = play.dossier
    people = workers(play.around.shape, d.step, action, d.proposed) or PEOPLE
    mine = [one for one in people if d.holder is None or one.name == d.holder] or people
    given = facts.fit(dice, action, play, at)
    return Order(action, mine[int(dice.random() * len(mine))], at, given, key=dice.getrandbits(20))


@cache
def _possible(state: int) -> tuple[list[str], list[float]]:
    """Return the actions of a state with their weights."""
    actions = [action for action, way in WAYS.items() if state in way.ways]
    return actions, [_WEIGHTS.get(action, 1.0) for action in actions]


def workers(shape: Shape, step: str, action: str, proposed: bool) -> tuple[Person, ...]:
    """Return who may do this at this step, whoever holds the dossier."""
    asked = shape.name, step, action, proposed
    known = _WORKERS.get(asked)
    if known is None:
        known = tuple(person for person in PEOPLE if right_person(action, person, shape, step, proposed))
        _WORKERS[asked] = known
    return known


_WORKERS: dict[tuple[str, str, str, bool], tuple[Person, ...]] = {}


def _odd(dice: random.Random, play: Play, at: int) -> Order:
    """Return an order that is probably wrong: action, person, page, repetition, time, facts, or what it needs."""
    likely = dice.choices(*_possible(play.dossier.state))[0] if dice.random() < 0.8 else dice.choice(_ACTIONS)
    order = _tried(dice, play, at, likely)
    match dice.randrange(10):
        case 0:
            return _with(order, by=dice.choice(OFFICERS))
        case 1:
            return _with(order, by=dice.choice(PEOPLE))
        case 2:
            return _with(order, stale=True)
        case 3:
            used = sorted(play.dossier.keys)
            return _with(order, key=dice.choice(used) if used else order.key)
        case 4:
            return _with(order, at=max(play.last - dice.randint(1, 3 * DAY), 0))
        case 5:
            return _with(order, reason=False)
        case 6 | 7:
            return _with(order, facts=facts.absurd(dice, order.action, play, at))
        case _:
            return order


def _with(order: Order, **changes: object) -> Order:
    told = {**order.__dict__, **changes}
    return Order(**told)


def _moment(dice: random.Random, play: Play) -> int:
    """Return the moment of the next order: from at once to forty days later, often at an edge."""
    d, clock, last = play.dossier, play.around.clock, play.last
    if last > _END:
        return last + dice.randrange(30)
    chance = dice.random()
    if chance < 0.15:
        return last
    if chance < 0.4:
        return last + dice.randrange(90)
    if chance < 0.55:
        marks = (d.due, d.step_due, d.wait_until, d.due and d.due - DAY)
        near = [mark + dice.choice((-1, 0, 1)) for mark in marks if mark is not None and mark - 1 >= last]
        if near:
            return dice.choice(near)
    if chance < 0.97:
        return _edged(dice, last + dice.randrange(3 * DAY), clock, last)
    return last + dice.randrange(40 * DAY)


def _edged(dice: random.Random, at: int, clock: WorkingTime, least: int = 0) -> int:
    """Return the moment, or half the time one at the edge of a session of its day."""
    chance = dice.random()
    if chance < 0.5:
        return at
    if chance < 0.7:
        return clock.begin(at)
    return max(least, at // DAY * DAY + dice.choice(_EDGES) + dice.choice((-1, 0, 1)))
