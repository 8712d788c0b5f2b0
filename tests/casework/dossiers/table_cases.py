"""A dossier, an order and a world for each row of the table of transitions, and how each guard is broken."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.catalogue.rules.law import law_on, national_constants
from motcua.casework.dossiers.rules import facts as f
from motcua.casework.dossiers.rules.actions import Action
from motcua.casework.dossiers.rules.roles import DESK
from motcua.casework.dossiers.rules.snapshot import Snapshot
from motcua.casework.dossiers.rules.states import State
from motcua.casework.dossiers.rules.transitions import REOPENED_FROM, Transition
from motcua.casework.dossiers.rules.world import By, Order, World
from motcua.kernel.clock import VIETNAM

SUBMITTED = datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM)
ACCEPTED = SUBMITTED + timedelta(hours=1)
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=VIETNAM)
DUE = datetime(2026, 11, 26, 9, 0, tzinfo=VIETNAM)
DAY = timedelta(days=1)
ME, OTHER, ABSENT = (UUID(int=number) for number in (1, 2, 3))
PROCESS = catalogue.load_folder(Path("procedures/1.001193")).process
JOINT = catalogue.load_folder(Path("procedures/2.000986")).process
ROLES = {
    "intake": "receptionist",
    "process": "handler",
    "approve": "chair",
    "issue": "clerk",
    "parts": "handler",
    "return": "return_desk",
}
STEP_OF = {State.SUBMITTED: "intake", State.DONE: "return"}
NEEDED_AT = {"accept": "intake", "refuse": "intake", "approve": "approve", "send_back": "approve", "issue": "issue",
             "collect": "parts", "return_result": "return"}  # fmt: skip


def law(**other: Any) -> catalogue.Law:
    return replace(law_on(NOW.date(), national_constants()), **other)


def world(**known: Any) -> World:
    term = organisation.Term(3, organisation.TermUnit.WORKING_DAY)
    usual = {"process": PROCESS, "term": term, "calendar": organisation.WorkingCalendar(), "law": law()}
    return World(**{**usual, **known})


def dossier(state: State, phase: str, step: str = "", **other: Any) -> Snapshot:
    """Return a dossier of three working days, accepted on the morning of the day before (or not at all)."""
    key = step or STEP_OF.get(state, "intake" if phase == "pre" else "process")
    at = (
        {}
        if state.is_left
        else {"step_key": key, "step_role": ROLES[key], "next_action": "any", "next_at": NOW}
    )
    clock: dict[str, Any] = {"step_due_at": NOW + timedelta(hours=4)} if at else {}
    if phase == "post":
        clock |= {"accepted_at": ACCEPTED, "due_original": DUE, "due_at": DUE}
    if state.is_over:
        clock |= {"finished_at": NOW - timedelta(hours=2), "clock_ended_at": NOW - timedelta(hours=2)}
    if state in (State.SUPPLEMENT, State.PAYMENT) and phase == "post":
        clock |= {"paused_at": NOW - timedelta(hours=1), "minutes_left": 1020, "step_minutes_left": 300}
    clock["changed_at"] = ACCEPTED if phase == "post" else SUBMITTED
    return Snapshot(UUID(int=9), 1, SUBMITTED, **{"state": state, **at, **clock, **other})


# What a dossier needs beside its state for an action to be possible.
READY: dict[Action, dict[str, Any]] = {
    Action.DECLINE_SUPPLEMENT: {"supplement": "internal", "holder_id": OTHER},
    Action.ANSWER_SUPPLEMENT: {"supplement": "asked", "rounds": 1, "wait_until": NOW + 9 * DAY},
    Action.EXPIRE_SUPPLEMENT: {"supplement": "asked", "rounds": 1, "wait_until": NOW - timedelta(minutes=1)},
    Action.SETTLE_PAYMENT: {"finance": "due", "wait_until": NOW + DAY},
    Action.CANCEL_PAYMENT: {"finance": "due", "wait_until": NOW + DAY},
    Action.CONFIRM_WITHDRAWAL: {"withdrawal_requested_at": NOW - timedelta(hours=3)},
    Action.DECLINE_WITHDRAWAL: {"withdrawal_requested_at": NOW - timedelta(hours=3)},
    Action.PROPOSE: {"supplement": "answered", "rounds": 1},
    Action.RELEASE: {"holder_id": ME},
    Action.ENTER_ANSWERS: {"answers_complete": False},
    Action.POST_RESULT: {"delivery": "waiting"},
    Action.FOLLOW_PARCEL: {"delivery": "posted"},
    Action.RETURN_RESULT: {"delivery": "waiting"},
    Action.TAKE_BACK_RETURN: {"delivery": "returned", "returned_at": NOW - timedelta(hours=1)},
    Action.SIGNING_FAILED: {"holder_id": OTHER},
}
FACTS: dict[Action, Any] = {
    Action.ACCEPT: f.Accepting(owes=True),
    Action.PROPOSE_SUPPLEMENT: f.Asking(1, 2, NOW + 30 * DAY),
    Action.REQUEST_SUPPLEMENT: f.Asking(1, 2, NOW + 30 * DAY),
    Action.ANSWER_SUPPLEMENT: f.Answering(1, {"check": "ask"}),
    Action.REQUEST_PAYMENT: f.Obliging(UUID(int=5), NOW + 30 * DAY),
    Action.SETTLE_PAYMENT: f.Settling("paid"),
    Action.CANCEL_PAYMENT: f.Settling("none"),
    Action.REQUEST_WITHDRAWAL: f.Withdrawing("online"),
    Action.STOP: f.Stopping("kept"),
    Action.TRANSFER: f.Transferring(UUID(int=8)),
    Action.ASSIGN: f.Assigning(OTHER, able=True),
    Action.ASK_OPINION: f.AskingOpinion(UUID(int=6), NOW + timedelta(hours=2)),
    Action.ENTER_ANSWERS: f.Entering(),
    Action.EXTEND: f.Extending(DUE + 5 * DAY),
    Action.APOLOGISE: f.Apologising(NOW + 9 * DAY),
    Action.RETURN_RESULT: f.Returning("online"),
    Action.FOLLOW_PARCEL: f.Line("delivery", "failed"),
    Action.SET_LINE: f.Line("finance", "due"),
}


def case_of(row: Transition) -> tuple[Snapshot, Order, World]:
    """Return a dossier for which the action of this row is possible, the order, and the world."""
    assert row.origin is not None
    phase = row.phase if row.phase != "any" else "post"
    if row.phase == "any" and row.origin in (State.SUBMITTED, State.REFUSED):
        phase = "pre"
    drafting = row.needs in ("propose", "request_supplement", "propose_supplement")
    step = "process" if drafting and phase == "post" else ""
    s = dossier(row.origin, phase, NEEDED_AT.get(row.needs, step), **READY.get(row.action, {}))
    if row.proposed:
        s = replace(s, supplement="internal", holder_id=OTHER)
    known: dict[str, Any] = (
        {"opinions": 1} if row.action in (Action.GIVE_OPINION, Action.WITHDRAW_OPINION) else {}
    )
    if row.needs == "collect":
        known = {"process": JOINT}
    facts = FACTS.get(row.action)
    if row.action is Action.REOPEN:
        kind = next(kind for kind, states in REOPENED_FROM.items() if row.origin in states)
        facts = f.Reopening(kind, NOW + 5 * DAY if phase == "post" else None)
        known = {"law": law(reopen_refusal=True), "last_worker": OTHER}
    if row.action is Action.APOLOGISE:
        late = NOW - timedelta(hours=1)
        s = replace(s, due_at=late, clock_ended_at=NOW if row.origin is State.DONE else None)
    if row.action is Action.RECOMPUTE_DUE:
        known = {"calendar": with_a_day_off(), "pauses": _pauses(s)}
    return s, Order(row.action, NOW, who(row, s), "Có lý do", facts), world(**known)


def with_a_day_off() -> organisation.WorkingCalendar:
    off = organisation.DayException(date(2026, 11, 26), organisation.DayKind.HOLIDAY, "Nghỉ bão")
    return organisation.WorkingCalendar(exceptions=(off,))


def _pauses(s: Snapshot) -> tuple[organisation.Pause, ...]:
    return (organisation.Pause(s.paused_at, s.minutes_left or 0),) if s.paused_at else ()


def who(row: Transition, s: Snapshot) -> By:
    """Return somebody who may do it."""
    if "officer" not in row.by:
        return By("system")
    if row.who == "desk":
        return By("officer", ME, frozenset({DESK.role}), frozenset(row.permissions), DESK.unit, "Trung tâm")
    roles = frozenset({ROLES[s.step_key]}) if s.step_key else frozenset({"chair"})
    return By("officer", ME, roles, frozenset(row.permissions), "centre", "Trung tâm")


def _facts(**other: Any) -> Any:
    return lambda s, o, w: (s, replace(o, facts=replace(o.facts, **other)), w)


def _dossier(**other: Any) -> Any:
    return lambda s, o, w: (replace(s, **other), o, w)


def _world(**other: Any) -> Any:
    return lambda s, o, w: (s, o, replace(w, **other))


# How each guard is broken, all else being right.
BROKEN: dict[str, Any] = {
    "items": _facts(items_count=0),
    "reason": lambda s, o, w: (s, replace(o, note="  "), w),
    "rounds": _dossier(rounds=1),
    "not_proposed": _dossier(supplement="internal"),
    "proposed": _dossier(supplement="none"),
    "time": lambda s, o, w: (s, replace(o, at=SUBMITTED - timedelta(minutes=1)), w),
    "approver": _world(last_worker=ME),
    "asked": _dossier(supplement="answered"),
    "expired": _dossier(wait_until=NOW),
    "limit": _facts(limit_at=NOW),
    "settled": _world(owed=True),
    "nothing_paid": _dossier(finance="paid"),
    "not_requested": _dossier(withdrawal_requested_at=NOW - DAY),
    "not_ordered": _world(issue_ordered=True),
    "drafting": _dossier(step_key="approve", step_role="chair"),
    "no_parts": _world(open_children=1),
    "not_transferred": _dossier(transferred_to=UUID(int=8)),
    "requested": _dossier(withdrawal_requested_at=None),
    "fee_treatment": _facts(fee_treatment="halved"),
    "able": _facts(able=False),
    "free": _dossier(holder_id=OTHER),
    "held_by_actor": _dossier(holder_id=OTHER),
    "opinion_due": _facts(due_at=NOW + 2 * DAY),
    "opinion_open": _world(opinions=0),
    "answers_incomplete": _dossier(answers_complete=True),
    "answers_complete": _dossier(answers_complete=False),
    "opinions_closed": _world(open_opinions=1),
    "children_over": _world(open_children=1),
    "paid": _world(owed=True),
    "not_posted": _dossier(delivery="posted"),
    "not_with_the_post": _dossier(delivery="posted"),
    "never_extended": _dossier(extended_from=NOW - DAY),
    "not_late": _dossier(counts_late=True),
    "notice": lambda s, o, w: (s, replace(o, at=DUE - DAY + timedelta(minutes=1)), w),
    "later": _facts(new_due=DUE),
    "late": _dossier(due_at=NOW + DAY),
    "not_apologised": _dossier(apologised_at=NOW - DAY),
    "promise": _dossier(promised_at=NOW - DAY),
    "differs": _world(calendar=organisation.WorkingCalendar()),
    "kind": _facts(kind="reconsider_everything"),
    "new_due": _facts(due_at=NOW),
    "line": _facts(value="refunded"),
    "parcel": _facts(value="returned"),
}
