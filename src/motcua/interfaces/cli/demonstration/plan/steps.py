"""The way of one dossier, from the moment it is handed in to the moment its result is fetched, or to another end."""

from datetime import datetime, timedelta

from motcua.interfaces.cli.demonstration.plan import wording
from motcua.interfaces.cli.demonstration.plan.joint import own_goal, wait_for_parts
from motcua.interfaces.cli.demonstration.plan.values import Order, StepOf
from motcua.interfaces.cli.demonstration.plan.way import Way, law_channel

_ASKS = {"Hoạt động xây dựng": 0.22, "Đất đai": 0.18}
_ASKS_ELSE = 0.11
_OBLIGED = {"Đất đai": 0.35, "Hoạt động xây dựng": 0.30}
_REFUSED, _WITHDRAWN, _STOPPED, _EXTENDED, _SENT_BACK = 0.025, 0.012, 0.009, 0.03, 0.015
_TAKEN, _UNCOLLECTED = 0.4, 0.005
_LONG = 4 * 480


def draw_way(way: Way, at: datetime) -> tuple[Order, ...]:
    """Return the orders of a dossier handed in at a moment, up to the present of the world."""
    by = "citizen" if way.online else way.draw("receptionist")
    digital = 0.85 if way.online else 0.1
    way.give("submit", by, at, delivery="online" if way.happens(digital) else "counter")
    intake, *steps = way.kind.steps
    _receive(way, intake)
    if way.orders[-1].action != "refuse" and _work(way, steps):
        _fetch(way, steps[-1])
    return tuple(order for order in way.orders if order.at < way.world.until)


def _receive(way: Way, intake: StepOf) -> None:
    """Take it in, or refuse it with a reason."""
    waits = way.chance.expovariate(1 / 70) if way.online else way.chance.uniform(4, 20)
    opening = way.world.calendar.next_opening(way.at)
    at = way.world.calendar.add_working_minutes(
        opening, max(2, round(min(waits, way.world.answer_minutes - 30)))
    )
    by = way.draw("receptionist")
    if way.happens(_REFUSED):
        way.give("refuse", by, at, note=way.chance.choice(wording.REFUSED))
        return
    way.give("accept", by, at)
    way.due = way.world.due(way.kind.code, law_channel(way.channel), way.at)
    way.term = max(1, way.world.calendar.working_minutes_between(way.at, way.due))
    if way.owes and not way.online and way.happens(0.85):
        way.give("pay", way.draw("cashier"), way.after(way.chance.uniform(2, 6)))
        way.owes = False


def _work(way: Way, steps: list[StepOf]) -> bool:
    """Lead it through the steps up to its results; tell whether it got there."""
    joint = bool(way.kind.parts)
    if way.term >= _LONG and not joint and way.happens(_EXTENDED):
        _extend(way)
    used = (
        1.06 + min(way.chance.expovariate(3.0), 1.4)
        if way.late
        else 0.06 + 0.86 * way.chance.betavariate(2, 2.4)
    )
    goal = max(6.0, used * way.term)
    if not joint:
        return _seal(way, steps[:-1], goal)
    stamped = next(place for place, step in enumerate(steps) if step.action == "collect")
    return _seal(way, steps[:stamped], own_goal(way)) and wait_for_parts(way, goal)


def _seal(way: Way, steps: list[StepOf], goal: float) -> bool:
    """Lead it up to the sealed results of the commune, in so many working minutes; tell whether it got there."""
    whole = sum(step.share for step in steps) or 1.0
    passed = 0.0
    for place, step in enumerate(steps):
        passed += step.share / whole
        if step.action == "propose" and place == 0 and not _handle(way, step, goal * passed):
            return False
        way.spend(goal * passed - way.run)
        _lead_on(way, step, steps[place - 1])
    return True


def _lead_on(way: Way, step: StepOf, before: StepOf) -> None:
    if step.action == "propose":
        way.give("propose", way.holder or way.draw(step.role), way.at)
        way.holder = ""
    elif step.action == "approve":
        head = way.draw("vice_chair" if way.happens(0.3) else step.role)
        if before.role == "handler" and way.happens(_SENT_BACK):
            worker = way.last_by("propose")
            way.give("send_back", head, way.at, note=way.chance.choice(wording.SENT_BACK))
            way.give("propose", worker, way.after(way.chance.uniform(10, 40)))
            way.at = way.after(way.chance.uniform(5, 20))
        way.give("approve", head, way.at)
        way.give("sign", "system", way.at + timedelta(minutes=1))
    elif step.action == "issue":
        way.give("issue", way.draw(step.role), way.at)
        way.give("finish", "system", way.at + timedelta(minutes=1))


def _handle(way: Way, step: StepOf, goal: float) -> bool:
    """Let the handler do what comes up before a draft; False when it ends here."""
    worker = way.draw(step.role)
    if way.happens(_WITHDRAWN):
        return _withdraw(way, goal)
    stopped, obliged = way.happens(_STOPPED), way.happens(_OBLIGED.get(way.kind.field, 0.0))
    asks = way.online and step.asks and bool(way.kind.asked)
    asks = asks and way.happens(_ASKS.get(way.kind.field, _ASKS_ELSE))
    if stopped or obliged or asks or way.happens(_TAKEN):
        way.spend(goal * 0.2)
        way.give("take", worker, way.at)
        way.holder = worker
    if asks and not _ask(way, worker, goal):
        return False
    if obliged and _running(way):
        _oblige(way, worker, goal)
    if stopped:
        way.spend(goal * 0.2)
        way.stop("conditions_unmet", wording.STOPPED)
        return False
    return True


def _running(way: Way) -> bool:
    """Tell whether enough of the term is left for the clock to stand and run on."""
    return way.run < way.term * 0.8


def _ask(way: Way, worker: str, goal: float) -> bool:
    """Ask for a supplement. False when it never comes, and the work is stopped."""
    way.spend(goal * 0.15)
    answered = way.ask(worker, way.kind.asked)
    if answered is None:
        way.expire(way.supplement_limit())
        return False
    way.answer(answered)
    return True


def _oblige(way: Way, worker: str, goal: float) -> None:
    """Ask for money during the work; the clock stands until it is paid at the desk."""
    way.spend(goal * 0.1)
    calendar = way.world.calendar
    limit = calendar.working_day_after(way.at.date(), 15)
    amount = way.chance.randrange(40, 900) * 5_000
    way.give(
        "request_payment", worker, way.at,
        amount=amount, line=wording.OBLIGATION, limit=limit.isoformat(), note=wording.OBLIGED,
    )  # fmt: skip
    way.give("pay_obligation", way.draw("cashier"), way.after(way.chance.uniform(300, 3_000)), amount=amount)
    way.run_on()


def _withdraw(way: Way, goal: float) -> bool:
    way.spend(goal * 0.3)
    clerk = way.draw("receptionist")
    way.give(
        "request_withdrawal",
        "citizen" if way.online else clerk,
        way.at,
        note=way.chance.choice(wording.WITHDRAWN),
    )
    way.give("confirm_withdrawal", clerk, way.after(way.chance.uniform(15, 300)))
    return False


def _extend(way: Way) -> None:
    """Put the due time off, well before it."""
    calendar, old = way.world.calendar, way.due
    way.spend(way.term * 0.45)
    day = calendar.working_day_after(old.date(), way.chance.randrange(3, 8))
    way.give(
        "extend", way.draw("unit_head"), way.at, day=day.isoformat(), note=way.chance.choice(wording.EXTENDED)
    )
    way.due = old.replace(year=day.year, month=day.month, day=day.day)
    way.term += calendar.working_minutes_between(old, way.due)


def _fetch(way: Way, step: StepOf) -> None:
    """Hand the result over: soon where it goes by the Internet, whenever they come where it is fetched."""
    if way.happens(_UNCOLLECTED):
        return
    online = way.orders[0].more["delivery"] == "online" and not way.owes
    waits = way.chance.uniform(3, 120) if online else 20 + way.chance.expovariate(1 / 700)
    at = way.after(min(waits, 9_600))
    if way.owes:
        way.give("pay", way.draw("cashier"), at)
        at = way.after(way.chance.uniform(1, 4))
    way.give("return_result", way.draw(step.role), at, how="online" if online else "counter")
