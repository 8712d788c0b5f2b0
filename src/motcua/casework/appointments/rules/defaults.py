"""Groups called first and limits of the queue, by day: read from `defaults/queue.yaml`."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

KEYS = ("elderly", "disabled", "pregnant", "war_invalid")


@dataclass(frozen=True)
class Group:
    """A group called first from a day on, or no longer (`offered`). `own`: the commune decided so."""

    key: str
    name: str
    basis: str
    valid_from: date
    offered: bool = True
    own: bool = False


@dataclass(frozen=True)
class Limits:
    """Limits of the queue on a day; minutes are of the clock, days of the calendar."""

    most_before: int
    late_minutes: int
    early_minutes: int
    days_ahead: int
    most_per_phone: int
    phone_days: int


@lru_cache(maxsize=1)
def _read() -> dict[str, Any]:
    place = files("motcua.casework.appointments").joinpath("defaults/queue.yaml")
    written: dict[str, Any] = yaml.safe_load(place.read_text(encoding="utf-8"))
    return written


def national_groups() -> tuple[Group, ...]:
    """Return the groups of every commune, each line of each key, in the order of their days."""
    lines = [
        Group(key, row["name"], row["basis"], date.fromisoformat(row["valid_from"]), row["offered"])
        for key, rows in _read()["groups"].items()
        for row in rows
    ]
    return tuple(sorted(lines, key=lambda one: one.valid_from))


def groups_on(on: date, decided: Iterable[Group] = ()) -> tuple[Group, ...]:
    """Return the groups called first on a day; `decided`: the commune's own lines, the later decision last."""
    speaking: dict[str, Group] = {}
    for one in (*national_groups(), *decided):
        if one.valid_from <= on:
            speaking[one.key] = one
    return tuple(one for one in speaking.values() if one.offered)


def limits_on(on: date) -> Limits:
    """Return the limits in force on a day; before its first day a limit has its first value."""
    return Limits(**{one.name: _value(_read()["limits"][one.name], on) for one in fields(Limits)})


def _value(rows: list[dict[str, Any]], on: date) -> int:
    begun = [row for row in rows if date.fromisoformat(row["valid_from"]) <= on]
    value: int = (begun or rows[:1])[-1]["value"]
    return value
