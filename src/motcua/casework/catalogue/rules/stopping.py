"""The grounds on which the work on a dossier may be stopped, read from `defaults/stop_grounds.yaml`."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True)
class StopGround:
    """A ground by its code: what it is called, the text it stands on, and its first day. `chosen`: heads stop by it."""

    code: str
    name: str
    basis: str
    valid_from: date
    chosen: bool = True


@cache
def _all() -> tuple[StopGround, ...]:
    place = files("motcua.casework.catalogue").joinpath("defaults/stop_grounds.yaml")
    rows = yaml.safe_load(place.read_text(encoding="utf-8"))
    return tuple(
        StopGround(
            row["code"],
            row["name"],
            row["basis"],
            date.fromisoformat(row["valid_from"]),
            row.get("chosen", True),
        )
        for row in rows
    )


def stop_grounds(on: date) -> tuple[StopGround, ...]:
    """Return the grounds in force on a day, as they are offered."""
    return tuple(one for one in _all() if one.chosen and one.valid_from <= on)


def stop_ground(code: str) -> StopGround:
    """Return the ground of a code, in force or not. Errors: KeyError."""
    return {one.code: one for one in _all()}[code]
