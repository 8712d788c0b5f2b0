"""What becomes of the parts of a joint dossier that other agencies handle, while the dossier waits for them.

They go side by side: whatever comes first to any of them comes next.
"""

from datetime import date, datetime
from heapq import heappop, heappush

from motcua.interfaces.cli.demonstration.plan import wording
from motcua.interfaces.cli.demonstration.plan.values import PartOf
from motcua.interfaces.cli.demonstration.plan.way import Way

_LATE, _REFUSED, _ASKS, _OWN_LATE = 0.06, 0.03, 0.10, 0.03
# An agency numbers its answers through the year, some so many a day.
_A_DAY = 6


def own_goal(way: Way) -> float:
    """Return after how many working minutes the results of the commune itself are sealed, by the term of its parts."""
    own = (one for one in way.kind.parts if not one.agency)
    due = min(way.world.part_due(way.kind.code, one.key, way.at) for one in own)
    late = way.happens(_OWN_LATE)
    used = 1.05 + min(way.chance.expovariate(3.0), 1.0) if late else 0.1 + 0.8 * way.chance.betavariate(2, 2)
    return max(6.0, used * way.world.calendar.working_minutes_between(way.at, due))


def wait_for_parts(way: Way, goal: float) -> bool:
    """Lead the parts of other agencies to their ends; False when the dossier itself ended before.

    `goal`: after how many working minutes since its acceptance a dossier that is late has its last result.
    """
    return _Waiting(way, goal).carry_on()


class _Waiting:
    """How far the parts are, and what comes next to each, by its moment."""

    def __init__(self, way: Way, goal: float) -> None:
        self.way, self.goal = way, goal
        self.parts = {one.key: one for one in way.kind.parts}
        self.done = {one.key for one in way.kind.parts if not one.agency}
        self.refused: set[str] = set()
        # When each is due that has begun; while it is asked for papers, how many working minutes are left.
        self.due: dict[str, datetime] = {}
        self.left = 0
        self.dated: dict[str, date] = {}
        self.paused = False
        self.worker = way.last_by("propose")
        self.coming: list[tuple[datetime, int, str, str]] = []
        # One of them makes a late dossier late.
        self.slow = next(reversed(self.parts)) if way.late else ""

    def carry_on(self) -> bool:
        """Do one thing after the other."""
        self.begin()
        while self.coming:
            at, _, act, key = heappop(self.coming)
            if self.paused:
                self.way.at = max(self.way.at, at)
            else:
                self.way.spend(
                    self.way.world.calendar.working_minutes_between(self.way.at, max(at, self.way.at))
                )
            if act == "expire":
                self.way.expire(self.way.at)
                return False
            getattr(self, act)(self.parts[key])
        return True

    def begin(self) -> None:
        """Begin what waits for nothing any more; what waits for something refused is refused with it."""
        for part in self.parts.values():
            if part.key in self.done | self.refused | set(self.due):
                continue
            if set(part.after) & self.refused:
                self.refused.add(part.key)
                return self.begin()
            if set(part.after) <= self.done:
                self.due[part.key] = self.way.world.part_due(self.way.kind.code, part.key, self.way.at)
                self.plan("send", part, self.way.chance.uniform(10, 300))
        return None

    def plan(self, act: str, part: PartOf, minutes: float) -> datetime:
        """Let something come in so many working minutes; return when."""
        at = self.way.after(minutes)
        self.plan_at(act, part, at)
        return at

    def plan_at(self, act: str, part: PartOf, at: datetime) -> None:
        """Let something come at a moment."""
        heappush(self.coming, (at, len(self.way.orders), act, part.key))

    def send(self, part: PartOf) -> None:
        """Send it, and see what its agency does."""
        way, calendar = self.way, self.way.world.calendar
        way.give("send_part", self.worker, way.at, part=part.key)
        left = max(60, calendar.working_minutes_between(way.at, max(self.due[part.key], way.at)))
        asks = way.online and bool(part.asked) and not way.has("request_supplement")
        if asks and way.happens(_ASKS):
            self.plan("ask", part, left * way.chance.uniform(0.1, 0.4))
        elif way.happens(_REFUSED):
            self.plan("refuse", part, left * way.chance.uniform(0.2, 0.9))
        else:
            self.plan_answer(part, left)

    def plan_answer(self, part: PartOf, left: int) -> None:
        """Let its result come, mostly in its term, and be written down soon after."""
        chance = self.way.chance
        late = self.way.happens(_LATE)
        used = 1.05 + min(chance.expovariate(2.5), 1.2) if late else 0.1 + 0.75 * chance.betavariate(2, 2.2)
        minutes = max(used * left, self.goal - self.way.run if part.key == self.slow else 0)
        self.dated[part.key] = self.way.after(minutes).date()
        self.plan("answer", part, minutes + chance.uniform(10, 200))

    def answer(self, part: PartOf) -> None:
        """Write its result down."""
        on = self.dated[part.key]
        number = f"{on.timetuple().tm_yday * _A_DAY + self.way.chance.randrange(_A_DAY)}/TB"
        self.way.give(
            "answer_part", self.worker, self.way.at, part=part.key, number=number, dated_on=on.isoformat()
        )
        self.done.add(part.key)
        self.begin()

    def refuse(self, part: PartOf) -> None:
        """Write down that its agency refused."""
        note = self.way.chance.choice(wording.PART_REFUSED)
        self.way.give("refuse_part", self.worker, self.way.at, part=part.key, note=note)
        self.refused.add(part.key)
        self.begin()

    def ask(self, part: PartOf) -> None:
        """Write down which papers its agency wants, and ask the citizen for them."""
        way, calendar = self.way, self.way.world.calendar
        if way.has("request_supplement"):
            # The law allows one request: another part came first.
            return self.plan_answer(
                part, calendar.working_minutes_between(way.at, max(self.due[part.key], way.at))
            )
        note = way.chance.choice(wording.PART_ASKED)
        way.give("ask_part", self.worker, way.at, part=part.key, note=note)
        self.left = calendar.working_minutes_between(way.at, max(self.due[part.key], way.at))
        way.at = way.after(way.chance.uniform(5, 30))
        answered = way.ask(self.worker, part.asked)
        self.paused = True
        if answered is None:
            self.plan_at("expire", part, way.supplement_limit())
        else:
            self.plan_at("resume", part, answered)
        return None

    def resume(self, part: PartOf) -> None:
        """Take the answer in; the part is sent again with the minutes that were left."""
        self.way.answer(self.way.at)
        self.paused = False
        self.due[part.key] = self.way.world.calendar.add_working_minutes(self.way.at, self.left)
        self.plan("send", part, self.way.chance.uniform(10, 200))
