"""Constants of the law by day: read from `defaults/law.yaml`, with what a commune set for itself on top."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

MARKS = ("law", "usage", "own")


@dataclass(frozen=True)
class Constant:
    """One constant from a day on. `mark`: law, usage or own limit; `basis`: the text it stands on."""

    key: str
    value: Any
    valid_from: date
    basis: str
    mark: str


@dataclass(frozen=True)
class Law:
    """The constants in force on a day. Minutes are working minutes; `grounds` gives the basis by key.

    `reminder_term_share` is percent; `watch_signing_minutes` are minutes of the clock.
    """

    answer_minutes: int
    supplement_rounds: int
    supplement_days: int
    supplement_expiry_days: int
    obligation_days: int
    obligation_stops_clock: bool
    withdrawal_answer_minutes: int
    extension_notice_days: int
    extension_most: int
    opinion_days: int
    bulk_most: int
    reopen_refusal: bool
    forms_set: str
    export_most: int
    sheet_days: int
    reminder_term_share: int
    reminder_days_before: int
    apology_automatic: bool
    result_uncollected_days: int
    watch_signing_minutes: int
    watch_stale_days: int
    grounds: Mapping[str, str]

    def ground(self, key: str) -> str:
        """Return the legal basis of a constant. Errors: KeyError."""
        return self.grounds[key]


@lru_cache(maxsize=1)
def national_constants() -> tuple[Constant, ...]:
    """Return the constants of every commune, in the order of their days."""
    place = files("motcua.casework.catalogue").joinpath("defaults/law.yaml")
    rows = yaml.safe_load(place.read_text(encoding="utf-8"))
    found = [
        Constant(key, row["value"], date.fromisoformat(row["valid_from"]), row["basis"], row["mark"])
        for key, lines in rows.items()
        for row in lines
    ]
    return tuple(sorted(found, key=lambda one: one.valid_from))


def law_on(on: date, constants: Iterable[Constant]) -> Law:
    """Return the law of a day; of two constants of a key in force, the later one given speaks.

    Before its first day a key has its first value. Errors: KeyError when a key has no constant at all.
    """
    speaking: dict[str, Constant] = {}
    for one in constants:
        if one.key not in speaking or one.valid_from <= on:
            speaking[one.key] = one
    values = {f.name: speaking[_key(f.name)].value for f in fields(Law) if f.name != "grounds"}
    return Law(**values, grounds={key: one.basis for key, one in speaking.items()})


def _key(name: str) -> str:
    """Return the key of a field: the first word, a dot, the rest."""
    return name.replace("_", ".", 1)


def keys() -> tuple[str, ...]:
    """Return the key of every constant."""
    return tuple(_key(f.name) for f in fields(Law) if f.name != "grounds")
