"""What each action asks for and what it changes; part of the reference, standard library only.

An act changes the dossier it is given, a copy; it raises Refused before it matters.
"""

from collections.abc import Callable

from tests.model.states import Dossier, Order, Refused, Surroundings
from tests.model.ticking import counted_anew, drop_proposal, end, enter, leave, resume, start, step_due, stop

Act = Callable[[Dossier, Order, Surroundings], None]


def require(holds: bool, guard: str) -> None:
    """Refuse unless the guard holds."""
    if not holds:
        raise Refused(f"guard:{guard}")


def require_reason(o: Order) -> None:
    """Refuse what has to be founded in writing and is not."""
    require(o.reason, "reason")


# The acts, in the order of a dossier's life.


def accept(d: Dossier, o: Order, w: Surroundings) -> None:
    start(d, o.at, w)
    if o.facts["owes"]:
        d.finance, d.owed = "due", True
    elif d.finance not in ("paid", "waived"):
        d.finance = "none"
    enter(d, w.shape.following(d.step, d.turns), None, w)


def refuse(d: Dossier, o: Order, w: Surroundings) -> None:
    require_reason(o)
    end(d, o.at)
    leave(d)


def _require_request(d: Dossier, o: Order, w: Surroundings) -> None:
    require(o.facts["items"] > 0, "items")
    require_reason(o)
    require(d.rounds < w.figures.rounds or o.facts["ordered"], "rounds")


def propose_supplement(d: Dossier, o: Order, w: Surroundings) -> None:
    require(not d.proposed, "not_proposed")
    _require_request(d, o, w)
    d.supplement = "internal"


def decline_supplement(d: Dossier, o: Order, w: Surroundings) -> None:
    require(d.proposed, "proposed")
    require_reason(o)
    drop_proposal(d)


def request_supplement(d: Dossier, o: Order, w: Surroundings) -> None:
    _require_request(d, o, w)
    stop(d, o.at, w)
    d.rounds += 1
    d.counts_late = d.counts_late or d.rounds >= 2
    d.supplement, d.wait_until = "asked", o.facts["until"]


def answer_supplement(d: Dossier, o: Order, w: Surroundings) -> None:
    require(d.supplement == "asked", "asked")
    d.supplement, d.turns = "answered", o.facts["turns"]
    resume(d, o.at, w)


def expire_supplement(d: Dossier, o: Order, w: Surroundings) -> None:
    assert d.wait_until is not None
    require(d.supplement == "asked", "asked")
    require(o.at > d.wait_until, "expired")
    d.supplement = "expired"


def request_payment(d: Dossier, o: Order, w: Surroundings) -> None:
    require_reason(o)
    require(o.facts["until"] > o.at, "limit")
    if w.figures.obligation_stops:
        stop(d, o.at, w)
    d.finance, d.owed, d.wait_until = "due", True, o.facts["until"]


def settle_payment(d: Dossier, o: Order, w: Surroundings) -> None:
    require(not d.owed, "settled")
    d.finance = o.facts["how"]
    resume(d, o.at, w)


def cancel_payment(d: Dossier, o: Order, w: Surroundings) -> None:
    require_reason(o)
    require(d.finance == "due", "nothing_paid")
    d.finance, d.owed = o.facts["how"], False
    resume(d, o.at, w)


def request_withdrawal(d: Dossier, o: Order, w: Surroundings) -> None:
    require(d.withdrawal is None, "not_requested")
    require(not d.ordered, "not_ordered")
    d.withdrawal = o.at


def confirm_withdrawal(d: Dossier, o: Order, w: Surroundings) -> None:
    require(d.withdrawal is not None, "requested")
    require(not d.ordered, "not_ordered")
    end(d, o.at, d.withdrawal)
    leave(d)


def decline_withdrawal(d: Dossier, o: Order, w: Surroundings) -> None:
    require(d.withdrawal is not None, "requested")
    require_reason(o)
    d.withdrawal = None


def stop_dossier(d: Dossier, o: Order, w: Surroundings) -> None:
    require_reason(o)
    require(o.facts["fee"] in ("none", "kept", "waived", "refunded"), "fee_treatment")
    require(not d.ordered, "not_ordered")
    if o.facts["fee"] == "refunded":
        d.finance = "refund_due"
    elif o.facts["fee"] == "waived" and d.finance == "due":
        d.finance = "waived"
    end(d, o.at)
    leave(d)


def transfer(d: Dossier, o: Order, w: Surroundings) -> None:
    """It goes on elsewhere: nothing is owed here any more, and it is not late here, whenever it goes."""
    require_reason(o)
    decided = {"approve", "issue", "collect", "return_result"} & set(w.shape.step(d.step).actions)
    require(not decided and d.clock_ended is None, "drafting")
    require(not d.proposed, "not_proposed")
    require(d.withdrawal is None, "not_requested")
    require(not d.children, "no_parts")
    assert d.due is not None
    if d.finance == "due":
        d.finance = "waived"
    d.counts_late, d.gone = False, True
    end(d, o.at, min(o.at, d.due))
    leave(d)


def assign(d: Dossier, o: Order, w: Surroundings) -> None:
    require(o.facts["able"], "able")
    d.holder = o.facts["holder"]


def take(d: Dossier, o: Order, w: Surroundings) -> None:
    require(d.holder is None or d.holder in o.by.stands_in_for, "free")
    d.holder = o.by.staff


def release(d: Dossier, o: Order, w: Surroundings) -> None:
    mine = o.by.stands_in_for | {o.by.name}
    require(d.holder is not None and (o.by.kind == "system" or d.holder in mine), "held_by_actor")
    d.holder = None


def ask_opinion(d: Dossier, o: Order, w: Surroundings) -> None:
    assert d.step_due is not None
    until = o.facts["until"]
    require(o.at < until and (until <= d.step_due or o.facts["forced"]), "opinion_due")
    d.opinions = {**d.opinions, o.facts["opinion"]: o.facts["required"]}


def close_opinion(d: Dossier, o: Order, w: Surroundings) -> None:
    require(o.facts["opinion"] in d.opinions, "opinion_open")
    d.opinions = {one: required for one, required in d.opinions.items() if one != o.facts["opinion"]}


def enter_answers(d: Dossier, o: Order, w: Surroundings) -> None:
    require(not d.complete, "answers_incomplete")
    d.complete = o.facts["complete"]


def change_wish(d: Dossier, o: Order, w: Surroundings) -> None:
    """The dossier itself stays as it is; what the post has goes its way."""
    require(d.delivery not in ("posted", "in_transit", "delivered"), "not_with_the_post")


def propose(d: Dossier, o: Order, w: Surroundings) -> None:
    require(not d.required_opinions, "opinions_closed")
    require(d.complete, "answers_complete")
    d.supplement = "complete" if d.supplement == "answered" else d.supplement
    d.proposer = o.by.staff
    enter(d, w.shape.following(d.step, d.turns), None, w)


def send_back(d: Dossier, o: Order, w: Surroundings) -> None:
    enter(d, w.shape.step(d.step).back, d.proposer, w)


def approve(d: Dossier, o: Order, w: Surroundings) -> None:
    require(d.proposer is None or d.proposer != o.by.staff, "approver")
    d.holder = o.by.staff


def issue(d: Dossier, o: Order, w: Surroundings) -> None:
    d.holder, d.ordered = o.by.staff, True


def sign(d: Dossier, o: Order, w: Surroundings) -> None:
    enter(d, w.shape.following(d.step, d.turns), None, w)


def signing_failed(d: Dossier, o: Order, w: Surroundings) -> None:
    d.holder, d.ordered = None, False


def finish(d: Dossier, o: Order, w: Surroundings) -> None:
    require(not d.children, "children_over")
    end(d, o.at)
    d.delivery = "waiting"
    enter(d, w.shape.following(d.step, d.turns), None, w)


def post_result(d: Dossier, o: Order, w: Surroundings) -> None:
    require(not d.owed, "paid")
    require(d.delivery in ("waiting", "failed", "lost"), "not_posted")
    d.delivery = "posted"


def return_result(d: Dossier, o: Order, w: Surroundings) -> None:
    require(not d.owed, "paid")
    d.delivery, d.returned = "returned", o.at
    leave(d)


def take_back_return(d: Dossier, o: Order, w: Surroundings) -> None:
    """It was not handed over after all: the post has it, and it waits at the step from which it went."""
    d.delivery, d.returned = "posted", None
    enter(d, next(step.key for step in w.shape.steps if "return_result" in step.actions), None, w)


def extend(d: Dossier, o: Order, w: Surroundings) -> None:
    assert d.due is not None and d.step_due is not None
    require_reason(o)
    require(d.extended_from is None and d.promised is None, "never_extended")
    require(not d.late(o.at), "not_late")
    require(o.at <= d.due - w.figures.notice, "notice")
    promise = w.clock.settled(o.facts["until"])
    require(promise > d.due, "later")
    d.step_due = w.clock.add(d.step_due, w.clock.between(d.due, promise))
    d.extended_from, d.due = d.due, promise


def apologise(d: Dossier, o: Order, w: Surroundings) -> None:
    require(d.late(o.at), "late")
    require(d.apologised is None, "not_apologised")
    promise = o.facts["promise"]
    free = d.extended_from is None and d.promised is None
    require(promise is None or (promise > o.at and free), "promise")
    d.apologised = o.at
    d.promised = promise if promise is not None else d.promised


KINDS = {3: "reconsider_refusal", 7: "reconsider_withdrawal", 8: "reconsider_stop"}


def reopen(d: Dossier, o: Order, w: Surroundings) -> None:
    require(not d.gone, "not_transferred")
    require_reason(o)
    allowed = d.state != 3 or w.figures.reopen_refusal
    require(allowed and o.facts["kind"] == KINDS.get(d.state, "correct_result"), "kind")
    if d.accepted is not None:
        require(w.clock.settled(o.facts["until"]) > o.at, "new_due")
    if o.facts["kind"] != "correct_result":
        d.clock_ended = None
    d.finished = d.returned = d.withdrawal = None
    d.delivery = "none"
    if d.finance == "refund_due":
        d.finance = "paid"
    if d.accepted is None:
        d.step, d.holder = w.shape.steps[0].key, None
        d.step_due = w.clock.add(o.at, w.figures.answer_minutes)
        return
    d.due = w.clock.settled(o.facts["until"])
    d.ordered_due = True
    process = next(step.key for step in w.shape.steps if "propose" in step.actions)
    enter(d, process, d.proposer, w)


def recompute_due(d: Dossier, o: Order, w: Surroundings) -> None:
    """Count the term anew by the calendar of now; a date once printed is not taken back, a step's is.

    While the clock stands, what is left of the term is measured anew, and may differ alone.
    """
    assert d.accepted is not None and d.due is not None
    due = counted_anew(d, w)
    before = d.due, d.left
    d.step_due, d.due = step_due(d, due, w), max(d.due, due)
    if d.paused is not None:
        stop(d, d.paused, w)
    require(before != (d.due, d.left), "differs")


LINES: dict[str, dict[str, tuple[str, ...]]] = {
    "supplement": {
        "none": ("internal",), "internal": ("asked", "none"), "asked": ("answered", "expired"),
        "answered": ("complete", "asked"),
    },
    "finance": {
        "none": ("due",), "due": ("paid", "waived", "none"), "paid": ("refund_due",), "waived": ("refund_due",),
        "refund_due": ("refunded",),
    },
    "delivery": {
        "none": ("waiting",), "waiting": ("posted", "returned"),
        "posted": ("in_transit", "failed", "lost", "waiting"), "in_transit": ("delivered", "failed", "lost"),
        "delivered": ("returned",), "failed": ("returned", "waiting", "posted"),
        "lost": ("returned", "waiting", "posted"),
    },
}  # fmt: skip


def set_line(d: Dossier, o: Order, w: Surroundings) -> None:
    line, value = o.facts["line"], o.facts["value"]
    require(line in ("finance", "delivery") and value in LINES[line].get(getattr(d, line), ()), "line")
    setattr(d, line, value)


def follow_parcel(d: Dossier, o: Order, w: Surroundings) -> None:
    """A parcel is told of; the dossier follows it only while it still waits for it."""
    value = o.facts["delivery"]
    if value is not None:
        require(value in LINES["delivery"].get(d.delivery, ()), "parcel")
        d.delivery = value


ACTS: dict[str, Act] = {
    "accept": accept,
    "refuse": refuse,
    "propose_supplement": propose_supplement,
    "decline_supplement": decline_supplement,
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
    "transfer": transfer,
    "assign": assign,
    "take": take,
    "release": release,
    "ask_opinion": ask_opinion,
    "give_opinion": close_opinion,
    "withdraw_opinion": close_opinion,
    "enter_answers": enter_answers,
    "change_wish": change_wish,
    "propose": propose,
    "send_back": send_back,
    "approve": approve,
    "sign": sign,
    "signing_failed": signing_failed,
    "issue": issue,
    "finish": finish,
    "post_result": post_result,
    "follow_parcel": follow_parcel,
    "return_result": return_result,
    "take_back_return": take_back_return,
    "extend": extend,
    "apologise": apologise,
    "reopen": reopen,
    "recompute_due": recompute_due,
    "set_line": set_line,
}


def submitted(at: int, turns: dict[str, str], complete: bool, w: Surroundings) -> Dossier:
    """A dossier handed in: an answer is due within the law's minutes."""
    due = w.clock.add(at, w.figures.answer_minutes)
    return Dossier(1, w.shape.steps[0].key, at, due, turns, complete, changed=at, children=w.shape.children)
