"""The words of the reference: a dossier, an order, what surrounds them. Standard library only.

Moments are minutes (`working_time`); people are known by their names.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.model.office import Figures, Person, Shape
from tests.model.working_time import WorkingTime


class Refused(Exception):
    """The order does not fit; `kind` says in which respect."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True)
class Order:
    """Who asks for what, when, with which facts. `stale`: from a page seen before the last change.

    `key`: known again when the order comes twice. `reason`: whether one is written."""

    action: str
    by: Person
    at: int
    facts: Mapping[str, Any] = field(default_factory=dict)
    stale: bool = False
    key: int | None = None
    reason: bool = True


@dataclass(frozen=True)
class Surroundings:
    """What a dossier moves in: its process, the law's figures, the calendar of the day."""

    shape: Shape
    figures: Figures
    clock: WorkingTime


@dataclass
class Dossier:
    """Where a dossier stands: state, four lines, step, clock, and what waits around it."""

    state: int
    step: str
    submitted: int
    step_due: int | None
    turns: dict[str, str]
    complete: bool = True
    supplement: str = "none"
    finance: str = "none"
    delivery: str = "none"
    holder: str | None = None
    proposer: str | None = None
    ordered: bool = False
    gone: bool = False
    accepted: int | None = None
    due_original: int | None = None
    due: int | None = None
    extended_from: int | None = None
    promised: int | None = None
    apologised: int | None = None
    paused: int | None = None
    left: int | None = None
    step_left: int | None = None
    rounds: int = 0
    counts_late: bool = False
    wait_until: int | None = None
    withdrawal: int | None = None
    finished: int | None = None
    clock_ended: int | None = None
    returned: int | None = None
    # For counting anew: from when to when the clock stood, and whether an order named the due moment.
    stops: tuple[tuple[int, int], ...] = ()
    ordered_due: bool = False
    # What waits around the dossier.
    owed: bool = False
    children: int = 0
    opinions: Mapping[int, bool] = field(default_factory=dict)
    changed: int | None = None
    revision: int = 1
    keys: frozenset[int] = frozenset()

    @property
    def required_opinions(self) -> int:
        """How many required opinions are open."""
        return sum(self.opinions.values())

    @property
    def proposed(self) -> bool:
        """Whether a supplement is proposed to the desk and not asked of the citizen."""
        return self.supplement == "internal"

    @property
    def latest(self) -> int:
        """The moment of what was done last; nothing is done before it."""
        return self.submitted if self.changed is None else self.changed

    def copy(self) -> "Dossier":
        """Return another that may be changed; its collections are replaced, never changed."""
        other = object.__new__(Dossier)
        other.__dict__.update(self.__dict__)
        return other

    def late(self, now: int) -> bool:
        """Whether a second supplement was asked, or the end or stop of the clock, or now, is after the due moment."""
        if self.rounds >= 2:
            return True
        end = next((one for one in (self.clock_ended, self.paused) if one is not None), now)
        return self.due is not None and end > self.due
