"""The orders of one dossier as they are drawn, and what passes meanwhile: time, lateness, a supplement, an end.

Each order lies where such an order may lie: after the one before, officers' in working time. Terms are counted with the
calendar of the commune, so that what is meant to be late is late, and the rest is not.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from motcua.interfaces.cli.demonstration.plan import wording
from motcua.interfaces.cli.demonstration.plan.values import Kind, Order, Sample, World

_UNANSWERED = 0.08
_LAW = {"local_portal": "online", "post": "post"}


def law_channel(channel: str) -> str:
    """Return the channel for which terms and fees are set."""
    return _LAW.get(channel, "counter")


class Way:
    """The orders of a dossier as they are drawn. `late`: it is not done in its term."""

    def __init__(
        self, world: World, kind: Kind, sample: Sample, channel: str, chance: Random, *, late: bool
    ) -> None:
        self.world, self.kind, self.channel, self.chance, self.late = world, kind, channel, chance, late
        self.orders: list[Order] = []
        self.at = world.start
        self.owes = law_channel(channel) in sample.owes
        self.online = channel == "local_portal"
        # The whole term, and how much of it has run: in working minutes.
        self.term = self.run = 0
        self.due = world.start
        self.holder = ""

    def give(self, action: str, by: str, at: datetime, **more: str | int) -> None:
        """Add an order; never before the one before it."""
        if self.orders:
            at = at.replace(second=self.chance.randrange(60), microsecond=0)
            at = max(at, self.at + timedelta(seconds=self.chance.randrange(20, 60)))
        self.at = at
        self.orders.append(Order(action, at.astimezone(UTC), by, more))

    def draw(self, role: str) -> str:
        """Return somebody of a role; the first of them does most."""
        those = self.world.staff[role]
        return those[min(int(self.chance.expovariate(1.4)), len(those) - 1)]

    def after(self, minutes: float) -> datetime:
        """Return the moment so many working minutes after the last order."""
        return self.world.calendar.add_working_minutes(self.at, max(1, round(minutes)))

    def happens(self, share: float) -> bool:
        """Tell whether something that befalls this share of dossiers befalls this one."""
        return self.chance.random() < share

    def has(self, action: str) -> bool:
        """Tell whether such an order was given."""
        return any(order.action == action for order in self.orders)

    def last_by(self, action: str) -> str:
        """Return who gave the last order of an action."""
        return next(order.by for order in reversed(self.orders) if order.action == action)

    def spend(self, minutes: float) -> None:
        """Let working minutes pass; a dossier that turns late meanwhile is apologised for by the system."""
        minutes = max(2, round(minutes))
        until, self.run = self.after(minutes), self.run + minutes
        if self.at <= self.due < until and not self.has("apologise"):
            told = self.world.calendar.next_opening(self.due + timedelta(minutes=5))
            if told < until:
                self.give("apologise", "system", told)
        self.at = max(self.at, until)

    def ask(self, worker: str, targets: Sequence[str]) -> datetime | None:
        """Ask for a supplement, which stops the clock; return when it comes, None when it never does."""
        target = self.chance.choice(targets)
        what, reason = self.chance.choice(wording.ASKED)
        self.give("request_supplement", worker, self.at, target=target, what=what, reason=reason)
        if self.happens(_UNANSWERED):
            return None
        days = min(1 + self.chance.expovariate(1 / 5), self.world.supplement_days - 1)
        return (self.at + timedelta(days=days)).replace(
            hour=self.chance.randrange(7, 21), minute=self.chance.randrange(60)
        )

    def supplement_limit(self) -> datetime:
        """Return when a supplement that was asked for just now has expired."""
        return self.at + timedelta(days=self.world.supplement_days, minutes=2)

    def answer(self, at: datetime) -> None:
        """Send what was asked for; the clock runs on."""
        self.give("answer_supplement", "citizen", at)
        self.run_on()

    def expire(self, at: datetime) -> None:
        """Close a request that was never answered, and stop the work."""
        self.give("expire_supplement", "system", at)
        self.at = self.world.calendar.next_opening(self.at)
        self.stop("supplement_missed", wording.MISSED)

    def run_on(self) -> None:
        """Let the clock run again with the minutes that were left."""
        self.due = self.world.calendar.add_working_minutes(self.at, max(self.term - self.run, 0))

    def stop(self, ground: str, reasons: Sequence[str]) -> None:
        """Let a head stop the work."""
        role = "unit_head" if self.happens(0.5) else "chair"
        self.give(
            "stop",
            self.draw(role),
            self.after(self.chance.uniform(20, 90)),
            ground=ground,
            note=self.chance.choice(reasons),
        )
