"""What the plans promise, as dated data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Target:
    """A mean that is not to be reached from a day on, until another is in force."""

    valid_from: date
    below: timedelta
    basis: str


def target_on(targets: Iterable[Target], on: date) -> Target | None:
    """Return the target in force on a day, or None before the first."""
    in_force = [one for one in targets if one.valid_from <= on]
    return max(in_force, key=lambda one: one.valid_from, default=None)
