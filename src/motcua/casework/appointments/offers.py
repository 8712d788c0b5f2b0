"""What can be booked: slots of the windows on a day, less the places taken. Within the caller's scope."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.casework.appointments.models import Appointment, SlotRule, Window
from motcua.casework.appointments.rules.slots import Slot, slots_of
from motcua.kernel.clock import VIETNAM


@dataclass(frozen=True)
class Hall:
    """The open windows of a commune by number, and their rules, the latest first."""

    windows: dict[UUID, Window]
    rules: dict[UUID, list[SlotRule]]

    def rule(self, window_id: UUID, on: date) -> SlotRule | None:
        """Return the rule of a window on a day."""
        return next((one for one in self.rules.get(window_id, ()) if one.valid_from <= on), None)

    def slots(self, on: date, calendar: organisation.WorkingCalendar) -> list[Slot]:
        """Return every slot of a day, by window number and hour."""
        made: list[Slot] = []
        for window_id in self.windows:
            rule = self.rule(window_id, on)
            if rule is not None:
                made += slots_of(window_id, on, calendar.sessions(on), rule.minutes, rule.capacity)
        return made


def read_hall(commune_id: int) -> Hall:
    """Return the windows and rules of a commune: two statements."""
    windows = Window.objects.filter(commune_id=commune_id, closed_at__isnull=True).order_by("number")
    rules: dict[UUID, list[SlotRule]] = defaultdict(list)
    for rule in SlotRule.objects.filter(commune_id=commune_id).order_by("-valid_from"):
        rules[rule.window_id].append(rule)
    return Hall({one.id: one for one in windows}, rules)


def midnight(on: date) -> datetime:
    """Return the beginning of a day in Vietnam."""
    return datetime.combine(on, time(), tzinfo=VIETNAM)


Taken = dict[tuple[UUID, datetime], set[int]]


def taken_between(commune_id: int, first: date, last: date) -> Taken:
    """Return the places taken by window and hour, from a day to a day, both included."""
    rows = Appointment.objects.filter(
        commune_id=commune_id,
        state__in=Appointment.HOLDING,
        starts_at__gte=midnight(first),
        starts_at__lt=midnight(last + timedelta(days=1)),
    )
    taken: Taken = defaultdict(set)
    for window_id, starts_at, place in rows.values_list("window_id", "starts_at", "place"):
        taken[window_id, starts_at].add(place)
    return taken


def free_places(slot: Slot, taken: Taken) -> list[int]:
    """Return the places of a slot that nobody has, the lowest first."""
    gone = taken.get((slot.window_id, slot.starts_at), set())
    return [place for place in range(1, slot.capacity + 1) if place not in gone]


def still_to_come(slots: Iterable[Slot], now: datetime) -> list[Slot]:
    """Return the slots that have not begun."""
    return [slot for slot in slots if slot.starts_at > now]
