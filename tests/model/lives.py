"""A sequence as text, one line an event, so that a failure can be kept as a test.

plain 0 2026-03-02T08:00 complete {}
2026-03-02T09:00 accept receptionist {"owes": false}
around money_in
2026-03-05T09:00 propose handler {} stale key=7
"""

import json

from tests.model.office import BY_NAME, FIGURES, SHAPES
from tests.model.sequences import Event, Happening, Sequence
from tests.model.states import Order
from tests.model.working_time import minute, told

_MOMENTS = ("until", "promise")


def write(sequence: Sequence) -> str:
    """Return the sequence as text."""
    shape = sequence.shape.name.replace(" ", "_")
    complete = "complete" if sequence.complete else "incomplete"
    figures = FIGURES.index(sequence.figures)
    first = f"{shape} {figures} {told(sequence.start)} {complete} {json.dumps(sequence.turns)}"
    return "\n".join([first, *map(_line, sequence.events)])


def _line(event: Event) -> str:
    if isinstance(event, Happening):
        return f"around {event.name}"
    facts = {name: _out(name, value) for name, value in event.facts.items()}
    marks = (" stale" if event.stale else "") + ("" if event.reason else " unfounded")
    marks += f" key={event.key}" if event.key is not None else ""
    person = event.by.name.replace(" ", "_")
    return f"{told(event.at)} {event.action} {person} {json.dumps(facts)}{marks}"


def _out(name: str, value: object) -> object:
    return told(value) if name in _MOMENTS and isinstance(value, int) else value


def read(text: str) -> Sequence:
    """Return the sequence written so."""
    first, *lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    name, figures, start, complete, turns = first.split(" ", 4)
    shape = next(one for one in SHAPES if one.name == name.replace("_", " "))
    events = tuple(_event(line) for line in lines)
    return Sequence(
        0, shape, FIGURES[int(figures)], minute(start), json.loads(turns), complete == "complete", events
    )


def _event(line: str) -> Event:
    if line.startswith("around "):
        return Happening(line.split()[1])
    at, action, person, rest = line.split(" ", 3)
    given, end = json.JSONDecoder().raw_decode(rest)
    facts = {name: minute(value) if name in _MOMENTS and value else value for name, value in given.items()}
    marks = rest[end:].split()
    key = next((int(mark[4:]) for mark in marks if mark.startswith("key=")), None)
    return Order(
        action,
        BY_NAME[person.replace("_", " ")],
        minute(at),
        facts,
        "stale" in marks,
        key,
        "unfounded" not in marks,
    )
