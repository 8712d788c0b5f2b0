"""What each action asks for and what it changes; part of the reference, standard library only.

An act changes the dossier it is given, a copy; it raises Refused before it matters.
"""

from collections.abc import Callable

from tests.model.states import Dossier, Order, Refused, Surroundings
from tests.model.working_time import WorkingTime

Act = Callable[[Dossier, Order, Surroundings], None]


def require(holds: bool, guard: str) -> None:
    """Refuse unless the guard holds."""
    if not holds:
        raise Refused(f"guard:{guard}")


# The clock.


def start(d: Dossier, at: int, w: Surroundings) -> None:
    """The term begins."""
    d.accepted = at
    d.due = d.due_original = w.clock.due(at, *w.shape.term)


def stop(d: Dossier, at: int, w: Surroundings) -> None:
    """The clock stands: what is left of term and step is kept."""
    if d.accepted is None:
        return
    assert d.due is not None and d.step_due is not None
    d.paused = at
    d.left = w.clock.between(at, d.due) if at <= d.due else 0
    d.step_left = max(0, w.clock.between(at, d.step_due))


def resume(d: Dossier, at: int, w: Surroundings) -> None:
    """The clock runs on with what was left; who was late before stays late."""
    d.wait_until = None
    if d.accepted is None:
        d.step_due = w.clock.add(at, w.figures.answer_minutes)
        return
    if d.paused is None:
        return
    assert d.due is not None and d.left is not None and d.step_left is not None
    if d.paused <= d.due:
        d.due = _after_stop(d, at, d.left, w.clock)
    d.step_due = w.clock.add(at, d.step_left)
    d.clock_events += (("stop", d.paused, at),)
    d.paused = d.left = d.step_left = None


def _after_stop(d: Dossier, at: int, left: int, clock: WorkingTime) -> int:
    """A term that ended at an opening keeps to openings."""
    assert d.due_original is not None
    due = clock.add(at, left)
    return clock.opening(due) if clock.is_opening(d.due_original) else due


def end(d: Dossier, at: int, ended: int | None = None) -> None:
    """The clock ends; a correction keeps the end that was."""
    if d.clock_ended is None:
        d.clock_ended = at if ended is None else ended
    d.finished = at
    d.paused = d.left = d.step_left = d.wait_until = None


def enter(d: Dossier, step: str, holder: str | None, w: Surroundings) -> None:
    """Begin a step, due by its share of the term as it now stands."""
    d.step, d.holder, d.ordered = step, holder, False
    if d.accepted is None or d.due is None or d.due_original is None:
        return
    minutes = w.clock.between(d.accepted, d.due_original)
    left = w.clock.between(d.accepted, d.due)
    d.step_due = w.clock.add(d.accepted, max(0, left - w.shape.behind(step, minutes)))


def leave(d: Dossier) -> None:
    """No step is open any more."""
    d.step, d.holder, d.step_due, d.ordered = "", None, None, False


# The acts, in the order of a dossier's life.


def accept(d: Dossier, o: Order, w: Surroundings) -> None:
    start(d, o.at, w)
    if o.facts["owes"]:
        d.finance, d.owed = "due", True
    enter(d, w.shape.following(d.step, d.turns), None, w)


def refuse(d: Dossier, o: Order, w: Surroundings) -> None:
    end(d, o.at)
    leave(d)


def propose_supplement(d: Dossier, o: Order, w: Surroundings) -> None:
    require(d.rounds < w.figures.rounds or o.facts["ordered"], "rounds")
    require(o.facts["items"] > 0, "items")
    d.supplement = "internal"


def request_supplement(d: Dossier, o: Order, w: Surroundings) -> None:
    require(o.facts["items"] > 0, "items")
    require(d.rounds < w.figures.rounds or o.facts["ordered"], "rounds")
    require(o.facts["until"] > o.at, "limit")
    stop(d, o.at, w)
    d.rounds += 1
    d.counts_late = d.counts_late or d.rounds >= 2
    d.supplement, d.wait_until = "asked", o.facts["until"]


def answer_supplement(d: Dossier, o: Order, w: Surroundings) -> None:
    d.supplement, d.turns = "answered", o.facts["turns"]
    resume(d, o.at, w)


def expire_supplement(d: Dossier, o: Order, w: Surroundings) -> None:
    assert d.wait_until is not None
    require(d.supplement == "asked" and o.at > d.wait_until, "expired")
    d.supplement = "expired"


def request_payment(d: Dossier, o: Order, w: Surroundings) -> None:
    require(o.facts["until"] > o.at, "limit")
    if w.figures.obligation_stops:
        stop(d, o.at, w)
    d.finance, d.owed, d.wait_until = "due", True, o.facts["until"]


def settle_payment(d: Dossier, o: Order, w: Surroundings) -> None:
    require(not d.owed, "settled")
    d.finance = o.facts["how"]
    resume(d, o.at, w)


def cancel_payment(d: Dossier, o: Order, w: Surroundings) -> None:
    d.finance, d.owed = "none", False
    resume(d, o.at, w)


def request_withdrawal(d: Dossier, o: Order, w: Surroundings) -> None:
    require(d.withdrawal is None, "not_requested")
    require(not d.ordered, "not_ordered")
    d.withdrawal = o.at


def confirm_withdrawal(d: Dossier, o: Order, w: Surroundings) -> None:
    require(d.withdrawal is not None, "requested")
    end(d, o.at, d.withdrawal)
    leave(d)


def decline_withdrawal(d: Dossier, o: Order, w: Surroundings) -> None:
    require(d.withdrawal is not None, "requested")
    d.withdrawal = None


def stop_dossier(d: Dossier, o: Order, w: Surroundings) -> None:
    end(d, o.at)
    leave(d)


def assign(d: Dossier, o: Order, w: Surroundings) -> None:
    require(o.facts["able"], "able")
    d.holder = o.facts["holder"]


def take(d: Dossier, o: Order, w: Surroundings) -> None:
    require(d.holder is None, "free")
    d.holder = o.by.name


def release(d: Dossier, o: Order, w: Surroundings) -> None:
    require(d.holder is not None and d.holder in o.by.stands_in_for | {o.by.name}, "held_by_actor")
    d.holder = None


def ask_opinion(d: Dossier, o: Order, w: Surroundings) -> None:
    assert d.step_due is not None
    require(o.facts["until"] <= d.step_due, "opinion_due")
    d.opinions = {**d.opinions, o.facts["opinion"]: o.facts["required"]}


def close_opinion(d: Dossier, o: Order, w: Surroundings) -> None:
    require(o.facts["opinion"] in d.opinions, "open")
    d.opinions = {one: required for one, required in d.opinions.items() if one != o.facts["opinion"]}


def enter_answers(d: Dossier, o: Order, w: Surroundings) -> None:
    require(not d.complete, "incomplete")
    d.complete = True


def propose(d: Dossier, o: Order, w: Surroundings) -> None:
    require(not d.required_opinions, "opinions")
    require(d.complete, "answers")
    d.supplement = {"answered": "complete", "internal": "none"}.get(d.supplement, d.supplement)
    d.proposer = o.by.name
    enter(d, w.shape.following(d.step, d.turns), None, w)


def send_back(d: Dossier, o: Order, w: Surroundings) -> None:
    enter(d, w.shape.step(d.step).back, d.proposer, w)


def approve(d: Dossier, o: Order, w: Surroundings) -> None:
    require(d.proposer != o.by.name, "approver")
    d.holder = o.by.name


def issue(d: Dossier, o: Order, w: Surroundings) -> None:
    d.holder, d.ordered = o.by.name, True


def sign(d: Dossier, o: Order, w: Surroundings) -> None:
    require_step(d, w, "approve")
    enter(d, w.shape.following(d.step, d.turns), None, w)


def signing_failed(d: Dossier, o: Order, w: Surroundings) -> None:
    require_step(d, w, "approve", "issue")
    d.holder, d.ordered = None, False


def finish(d: Dossier, o: Order, w: Surroundings) -> None:
    require_step(d, w, "issue")
    require(not d.children, "children")
    end(d, o.at)
    d.delivery = "waiting"
    enter(d, w.shape.following(d.step, d.turns), None, w)


def require_step(d: Dossier, w: Surroundings, *actions: str) -> None:
    """The signing service answers only where something was to be signed."""
    if not set(actions) & set(w.shape.step(d.step).actions):
        raise Refused("step")


def post_result(d: Dossier, o: Order, w: Surroundings) -> None:
    require(not d.owed, "paid")
    require(d.delivery == "waiting", "line")
    d.delivery = "posted"


def return_result(d: Dossier, o: Order, w: Surroundings) -> None:
    require(not d.owed, "paid")
    d.delivery, d.returned = "returned", o.at
    leave(d)


def extend(d: Dossier, o: Order, w: Surroundings) -> None:
    assert d.due is not None and d.step_due is not None
    require(d.extended_from is None and d.promised is None, "never_extended")
    require(not d.late(o.at), "not_late")
    require(o.at <= d.due - w.figures.notice, "notice")
    promise = w.clock.settled(o.facts["until"])
    require(promise > d.due, "later")
    d.step_due = w.clock.add(d.step_due, w.clock.between(d.due, promise))
    d.extended_from, d.due = d.due, promise
    d.clock_events += (("extend", o.at, promise),)


def apologise(d: Dossier, o: Order, w: Surroundings) -> None:
    require(d.late(o.at), "late")
    require(d.apologised is None, "not_apologised")
    promise = o.facts["promise"]
    require(promise is None or d.extended_from is None, "promise")
    d.apologised = o.at
    d.promised = promise if promise is not None else d.promised


KINDS = {3: "reconsider_refusal", 7: "reconsider_withdrawal", 8: "reconsider_stop"}


def reopen(d: Dossier, o: Order, w: Surroundings) -> None:
    require(o.facts["kind"] == KINDS.get(d.state, "correct_result"), "kind")
    require(d.state != 3 or w.figures.reopen_refusal, "refusals")
    if o.facts["kind"] != "correct_result":
        d.clock_ended = None
    d.finished = d.returned = d.withdrawal = None
    d.delivery = "none"
    if d.state == 3:
        d.step, d.holder = w.shape.steps[0].key, None
        d.step_due = w.clock.add(o.at, w.figures.answer_minutes)
        return
    require(o.facts["until"] > o.at, "due")
    d.due = o.facts["until"]
    d.clock_events += (("order", o.at, d.due),)
    process = next(step.key for step in w.shape.steps if "propose" in step.actions)
    enter(d, process, d.proposer, w)


def recompute_due(d: Dossier, o: Order, w: Surroundings) -> None:
    """Count the term anew by the calendar of now; a date once printed is not taken back."""
    assert d.accepted is not None and d.due is not None
    due = w.clock.due(d.accepted, *w.shape.term)
    for kind, first, last in d.clock_events:
        if kind == "stop":
            due = w.clock.add(last, w.clock.between(first, due)) if first <= due else due
        else:
            due = w.clock.settled(last)
    due = max(d.due, due)
    require(due != d.due, "differs")
    if d.paused is not None:
        d.left = w.clock.between(d.paused, due) if d.paused <= due else 0
    d.due = due


LINES: dict[str, dict[str, tuple[str, ...]]] = {
    "supplement": {
        "none": ("internal",), "internal": ("asked",), "asked": ("answered", "expired"),
        "answered": ("complete", "asked"),
    },
    "finance": {
        "none": ("due",), "due": ("paid", "waived", "none"), "paid": ("refunded",), "waived": ("refunded",),
    },
    "delivery": {
        "none": ("waiting",), "waiting": ("posted", "returned"), "posted": ("in_transit",),
        "in_transit": ("delivered", "failed"), "delivered": ("returned",), "failed": ("returned", "waiting"),
    },
}  # fmt: skip


def set_line(d: Dossier, o: Order, w: Surroundings) -> None:
    line, value = o.facts["line"], o.facts["value"]
    require(line in ("finance", "delivery") and value in LINES[line].get(getattr(d, line), ()), "line")
    setattr(d, line, value)


ACTS: dict[str, Act] = {
    "accept": accept,
    "refuse": refuse,
    "propose_supplement": propose_supplement,
    "request_supplement": request_supplement,
    "answer_supplement": answer_supplement,
    "expire_supplement": expire_supplement,
    "request_payment": request_payment,
    "settle_payment": settle_payment,
    "cancel_payment": cancel_payment,
    "request_withdrawal": request_withdrawal,
    "confirm_withdrawal": confirm_withdrawal,
    "decline_withdrawal": decline_withdrawal,
    "stop": stop_dossier,
    "assign": assign,
    "take": take,
    "release": release,
    "ask_opinion": ask_opinion,
    "give_opinion": close_opinion,
    "withdraw_opinion": close_opinion,
    "enter_answers": enter_answers,
    "propose": propose,
    "send_back": send_back,
    "approve": approve,
    "sign": sign,
    "signing_failed": signing_failed,
    "issue": issue,
    "finish": finish,
    "post_result": post_result,
    "return_result": return_result,
    "extend": extend,
    "apologise": apologise,
    "reopen": reopen,
    "recompute_due": recompute_due,
    "set_line": set_line,
}


def submitted(at: int, turns: dict[str, str], complete: bool, w: Surroundings) -> Dossier:
    """A dossier handed in: an answer is due within the law's minutes."""
    due = w.clock.add(at, w.figures.answer_minutes)
    return Dossier(1, w.shape.steps[0].key, at, due, turns, complete, children=w.shape.children)
