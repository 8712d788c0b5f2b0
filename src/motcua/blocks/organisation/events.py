"""What the organisation tells the others."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from motcua.kernel import events
from motcua.kernel.actors import Actor
from motcua.kernel.identifiers import new_id


@dataclass(frozen=True)
class CalendarChanged:
    """Which minutes count changed between two days, both included. Stream: the change."""

    NAME: ClassVar[str] = "CalendarChanged"

    first_day: date
    last_day: date


@dataclass(frozen=True)
class StaffLeft:
    """Every post of a member of staff ended; `last_day` is the last they hold one. Stream: the member of staff."""

    NAME: ClassVar[str] = "StaffLeft"

    last_day: date


def tell_change(actor: Actor, commune_id: int, first: date, last: date, now: datetime) -> None:
    """Record that the calendar of a commune changed, within the caller's scope."""
    changed = CalendarChanged(first, last)
    events.record(new_id(), changed, commune_id=commune_id, actor=actor, now=now, head=events.START)
