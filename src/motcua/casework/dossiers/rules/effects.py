"""What an action itself changes on a dossier, beside its state, its step and its clock."""

from collections.abc import Callable
from typing import Any

from motcua.casework.dossiers.rules import facts as f
from motcua.casework.dossiers.rules.actions import Action
from motcua.casework.dossiers.rules.snapshot import Snapshot
from motcua.casework.dossiers.rules.transitions import Transition
from motcua.casework.dossiers.rules.world import Order, World

Changes = dict[str, Any]


def line_changes(s: Snapshot, order: Order, row: Transition) -> Changes:
    """Return the side lines that move: by the table, or where it says nothing, by the facts."""
    told = dict(row.lines)
    if "supplement" in told and order.action is Action.PROPOSE and s.supplement != "answered":
        del told["supplement"]
    if isinstance(order.facts, f.Line):
        told = {order.facts.line: order.facts.value}
    kept = {"finance": _finance(s.finance, order.facts), "delivery": s.delivery, "supplement": unproposed(s)}
    return {line: value or kept[line] for line, value in told.items()}


def unproposed(s: Snapshot) -> str:
    """Return the supplement line once nothing is proposed to the desk any more: as the rounds so far left it."""
    return "complete" if s.rounds else "none"


def _finance(finance: str, facts: f.Facts | None) -> str:
    """Return the line of the money where the table leaves it to the facts."""
    match facts:
        case f.Accepting(owes):
            return _charged(finance, owes)
        case f.Settling(how):
            return how
        case f.Stopping(treatment):
            return _treated(finance, treatment)
        case f.Transferring():
            # What is still due is asked for where the work goes on; what was paid stays paid.
            return "waived" if finance == "due" else finance
        case f.Reopening():
            # Money that nobody fetched yet pays for the work again.
            return "paid" if finance == "refund_due" else finance
    return finance


def drops_proposal(action: Action, before: Snapshot, after: Snapshot) -> bool:
    """Tell whether a proposal is left behind: the desk neither sent it nor gave it back."""
    answered = action in (Action.REQUEST_SUPPLEMENT, Action.DECLINE_SUPPLEMENT)
    return before.proposed and not after.proposed and not answered


def _charged(finance: str, owes: bool) -> str:
    """Return the line at acceptance: what was paid or let off before stays so while nothing more is owed."""
    if owes:
        return "due"
    return finance if finance in ("paid", "waived") else "none"


def _treated(finance: str, treatment: str) -> str:
    if treatment == "waived" and finance == "due":
        return "waived"
    # What is due is let off, what was paid waits for the citizen; whether anything was, the caller knows.
    return "refund_due" if treatment == "refunded" else finance


def own_changes(s: Snapshot, order: Order, world: World) -> Changes:
    """Return the columns that belong to this action alone."""
    change = _OWN.get(order.action)
    return change(s, order, world) if change else {}


def _request(s: Snapshot, order: Order, world: World) -> Changes:
    assert isinstance(order.facts, f.Asking)
    rounds = s.rounds + 1
    return {
        "rounds": rounds,
        "wait_until": order.facts.answer_by,
        # A second request is lateness by itself, ordered or not: the rule of the national index.
        "counts_late": s.counts_late or rounds > 1,
    }


def _answer(s: Snapshot, order: Order, world: World) -> Changes:
    turns = dict(order.facts.turns) if isinstance(order.facts, f.Answering) else dict(s.turns)
    return {"wait_until": None, "turns": turns}


def _oblige(s: Snapshot, order: Order, world: World) -> Changes:
    assert isinstance(order.facts, f.Obliging)
    return {"wait_until": order.facts.limit_at}


def _transfer(s: Snapshot, order: Order, world: World) -> Changes:
    assert isinstance(order.facts, f.Transferring)
    # Lateness is counted once, where the work goes on.
    return {"transferred_to": order.facts.dossier_id, "counts_late": False}


def _assign(s: Snapshot, order: Order, world: World) -> Changes:
    assert isinstance(order.facts, f.Assigning)
    return {"holder_id": order.facts.holder_id}


def _enter(s: Snapshot, order: Order, world: World) -> Changes:
    told = order.facts if isinstance(order.facts, f.Entering) else f.Entering()
    turns = s.turns if told.turns is None else told.turns
    return {"answers_complete": told.complete, "turns": dict(turns)}


def _apologise(s: Snapshot, order: Order, world: World) -> Changes:
    promise = order.facts.promise if isinstance(order.facts, f.Apologising) else None
    return {"apologised_at": order.at, "promised_at": promise or s.promised_at}


def _take(s: Snapshot, order: Order, world: World) -> Changes:
    return {"holder_id": order.by.staff_id}


_NO_WAIT: Changes = {"wait_until": None}
_OWN: dict[Action, Callable[[Snapshot, Order, World], Changes]] = {
    Action.REQUEST_SUPPLEMENT: _request,
    Action.ANSWER_SUPPLEMENT: _answer,
    Action.REQUEST_PAYMENT: _oblige,
    Action.SETTLE_PAYMENT: lambda s, o, w: _NO_WAIT,
    Action.CANCEL_PAYMENT: lambda s, o, w: _NO_WAIT,
    Action.REFUSE: lambda s, o, w: _NO_WAIT,
    Action.STOP: lambda s, o, w: _NO_WAIT,
    Action.CONFIRM_WITHDRAWAL: lambda s, o, w: _NO_WAIT,
    Action.TRANSFER: _transfer,
    Action.REQUEST_WITHDRAWAL: lambda s, o, w: {"withdrawal_requested_at": o.at},
    Action.DECLINE_WITHDRAWAL: lambda s, o, w: {"withdrawal_requested_at": None},
    Action.REOPEN: lambda s, o, w: {"withdrawal_requested_at": None},
    Action.ASSIGN: _assign,
    Action.TAKE: _take,
    Action.RELEASE: lambda s, o, w: {"holder_id": None},
    Action.ENTER_ANSWERS: _enter,
    # While the signature is made the dossier is in the hands that ordered it; whoever may work the step may order
    # it anew when it failed, for the first may be away by then.
    Action.APPROVE: _take,
    Action.ISSUE: _take,
    Action.SIGNING_FAILED: lambda s, o, w: {"holder_id": None},
    Action.RETURN_RESULT: lambda s, o, w: {"returned_at": o.at},
    Action.TAKE_BACK_RETURN: lambda s, o, w: {"returned_at": None},
    Action.APOLOGISE: _apologise,
}
