"""A second telling of how a dossier moves, written from the law's table and not from the product.

Standard library only; a test reads the imports. `perform` gives the dossier after an order or raises
Refused with the kind of refusal; what it is given stays as it was. Moments are minutes (`working_time`).
Legal basis of the states: Decree 118/2025/NĐ-CP, Articles 17-22; the national codes 1 to 10.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tests.model.acts import ACTS
from tests.model.office import STAND_INS, Person, Shape, Step
from tests.model.states import Dossier, Order, Refused, Surroundings

OPEN = (1, 2, 4, 5, 6)
FORWARD = ("accept", "propose", "approve", "issue", "return_result")


@dataclass(frozen=True)
class Way:
    """From which states an action leads where; who does it by which permission; what it is checked for.

    `phase`: pre or post acceptance, empty for both. `needs`: the action that the step has to name.
    `checked`: step, role, assigner, unit, holder, desk, by first letter. The system may do whatever fits.
    """

    ways: Mapping[int, int]
    permission: str = ""
    checked: str = ""
    phase: str = ""
    kinds: tuple[str, ...] = ("officer",)
    needs: str = ""


_CITIZENS = ("citizen", "officer")
_SYSTEM = ()
_SAME = {state: state for state in OPEN}
_DESK = "sruh"
WAYS: dict[str, Way] = {
    "accept": Way({1: 2}, "accept", _DESK),
    "refuse": Way({1: 3, 5: 3}, "refuse", _DESK, "pre"),
    "propose_supplement": Way({2: 4, 4: 4}, "supplement", _DESK),
    "decline_supplement": Way({4: 4}, "supplement", "d"),
    "request_supplement": Way({1: 5, 2: 5, 4: 5}, "supplement", _DESK),
    "answer_supplement": Way({5: 4}, "accept supplement", kinds=_CITIZENS),
    "expire_supplement": Way({5: 5}, kinds=_SYSTEM),
    "request_payment": Way({1: 6, 2: 6, 4: 6}, "obligation", "ruh"),
    "settle_payment": Way({6: 4}, kinds=_SYSTEM),
    "cancel_payment": Way({6: 4}, "obligation stop"),
    "request_withdrawal": Way(_SAME, "withdraw", kinds=_CITIZENS),
    "confirm_withdrawal": Way(dict.fromkeys(OPEN, 7), "withdraw"),
    "decline_withdrawal": Way(_SAME, "withdraw"),
    "stop": Way({4: 8, 5: 8, 6: 8}, "stop", phase="post"),
    "transfer": Way({2: 8, 4: 8}, "stop"),
    "assign": Way({1: 1, 2: 4, 4: 4, 5: 5, 6: 6, 9: 9}, "assign", "au"),
    "take": Way({1: 1, 2: 4, 4: 4, 5: 5, 6: 6, 9: 9}, "view", "ru"),
    "release": Way({1: 1, 4: 4, 5: 5, 6: 6, 9: 9}, "view"),
    "ask_opinion": Way({2: 4, 4: 4}, "process"),
    "give_opinion": Way({4: 4, 5: 5, 6: 6}, "opinion", phase="post"),
    "withdraw_opinion": Way({4: 4, 5: 5, 6: 6}, "process", phase="post"),
    "enter_answers": Way({1: 1, 2: 4, 4: 4}, "accept process"),
    "change_wish": Way({**_SAME, 9: 9}, "accept return", kinds=_CITIZENS),
    "propose": Way({2: 4, 4: 4}, "process", _DESK),
    "send_back": Way({4: 4}, "review", _DESK),
    "approve": Way({4: 4}, "approve", _DESK),
    "sign": Way({4: 4}, "", "s", kinds=_SYSTEM, needs="approve"),
    "signing_failed": Way({4: 4}, kinds=_SYSTEM),
    "issue": Way({4: 4}, "issue", _DESK),
    "finish": Way({4: 9}, "", "s", kinds=_SYSTEM, needs="issue"),
    "post_result": Way({9: 9}, "return", _DESK, needs="return_result"),
    "follow_parcel": Way({state: state for state in range(4, 11)}, "return", phase="post"),
    "return_result": Way({9: 10}, "return", _DESK),
    "take_back_return": Way({10: 9}, "return"),
    "extend": Way({2: 2, 4: 4}, "extend"),
    "apologise": Way({2: 2, 4: 4, 9: 9}, "extend"),
    "reopen": Way({3: 1, 7: 4, 8: 4, 9: 4, 10: 4}, "reopen"),
    "recompute_due": Way({2: 2, 4: 4, 5: 5, 6: 6}, phase="post", kinds=_SYSTEM),
    "set_line": Way({state: state for state in range(1, 11)}, kinds=_CITIZENS),
}
# While a proposal lies at the desk the desk alone asks the citizen, wherever the dossier stands.
BY_DESK = {"request_supplement": Way({4: 5}, "supplement", "d")}
# Answered, paid or cancelled before acceptance, a dossier waits for acceptance again.
BACK_BEFORE_ACCEPTANCE = ("answer_supplement", "settle_payment", "cancel_payment", "reopen")


def way_of(action: str, proposed: bool) -> Way:
    """The way of an action, for a dossier of which a supplement is proposed, or none."""
    return (proposed and BY_DESK.get(action)) or WAYS[action]


def perform(dossier: Dossier, order: Order, around: Surroundings) -> Dossier:
    """Return the dossier after the order. Raises Refused."""
    if order.key is not None and order.key in dossier.keys:
        raise Refused("done_before")
    if order.stale:
        raise Refused("stale_page")
    target = _target(dossier, order.action)
    _require_person(dossier, order, around.shape)
    order = _in_order(dossier, order)
    after = dossier.copy()
    ACTS[order.action](after, order, around)
    after.state = target
    after.revision += 1
    after.changed = order.at
    after.keys |= {order.key} - {None}
    return after


def _in_order(dossier: Dossier, order: Order) -> Order:
    """Nothing is done before what was done; what the system tells late, with a clock behind, counts from then."""
    if order.at >= dossier.latest:
        return order
    if order.by.kind != "system":
        raise Refused("guard:time")
    return replace(order, at=dossier.latest)


def _target(dossier: Dossier, action: str) -> int:
    way = way_of(action, dossier.proposed)
    if dossier.state not in way.ways:
        raise Refused("not_from_state")
    accepted = dossier.accepted is not None
    target = way.ways[dossier.state]
    if way.phase and (way.phase == "post") is not accepted:
        raise Refused("phase")
    if action == "reopen" and dossier.state in (3, 8, 9, 10) and (target == 4) is not accepted:
        raise Refused("phase")
    return 1 if action in BACK_BEFORE_ACCEPTANCE and not accepted else target


def _require_person(dossier: Dossier, order: Order, shape: Shape) -> None:
    way, person = way_of(order.action, dossier.proposed), order.by
    step = shape.step(dossier.step) if dossier.step else None
    if "s" in way.checked and (not step or (way.needs or order.action) not in step.actions):
        raise Refused("step")
    if person.kind == "system":
        return
    if person.kind not in way.kinds:
        raise Refused("permission")
    if person.kind == "officer":
        _require_permission(person, way)
        if step:
            _require_desk(dossier, person, step, way.checked)


def _require_permission(person: Person, way: Way) -> None:
    named = way.permission.split()
    if named and not any(person.may(f"dossier.{one}") for one in named):
        raise Refused("permission")


def _require_desk(dossier: Dossier, person: Person, step: Step, checked: str) -> None:
    workers = STAND_INS.get(step.role, set()) | {step.role}
    if "a" in checked:
        workers = workers | {"unit_head", "director"}
    if set(checked) & {"r", "a"} and not workers & person.roles:
        raise Refused("role")
    if "d" in checked and not ({"receptionist"} | STAND_INS["receptionist"]) & person.roles:
        raise Refused("role")
    if "d" in checked and person.unit != "centre":
        raise Refused("unit")
    if "u" in checked and step.unit not in ("", person.unit):
        raise Refused("unit")
    if "h" in checked and not _holds_or_free(dossier, person):
        raise Refused("held")


def _holds_or_free(dossier: Dossier, person: Person) -> bool:
    return dossier.holder is None or dossier.holder in person.stands_in_for | {person.name}


def right_person(action: str, person: Person, shape: Shape, step: str, proposed: bool = False) -> bool:
    """Whether this person may do this at this step, whoever holds the dossier."""
    standing = Dossier(1, step, 0, None, {}, supplement="internal" if proposed else "none")
    try:
        _require_person(standing, Order(action, person, 0), shape)
    except Refused:
        return False
    return True


def duty(dossier: Dossier, around: Surroundings) -> tuple[str, int | None]:
    """What comes next and until when; nothing once no step is open."""
    if not dossier.step:
        return "", None
    clock, figures = around.clock, around.figures
    if dossier.withdrawal is not None and dossier.state in OPEN:
        return "confirm_withdrawal", clock.add(dossier.withdrawal, figures.withdrawal_minutes)
    if dossier.state == 5 and dossier.supplement == "expired":
        assert dossier.wait_until is not None
        return ("stop" if dossier.accepted else "refuse"), clock.close_after(
            dossier.wait_until, figures.expiry_days
        )
    if dossier.state in (5, 6):
        return ("answer_supplement" if dossier.state == 5 else "settle_payment"), dossier.wait_until
    if dossier.proposed:
        return "request_supplement", dossier.step_due
    forward = next(one for one in around.shape.step(dossier.step).actions if one in FORWARD)
    if forward == "propose" and dossier.required_opinions and dossier.complete:
        forward = "give_opinion"
    return forward, dossier.step_due
