"""The product's rules as a twin of the reference: `decide` in memory, and its deltas folded again."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers.rules import facts as told
from motcua.casework.dossiers.rules import machine, replaying
from motcua.casework.dossiers.rules.actions import Action
from motcua.casework.dossiers.rules.refusals import ActionRefused
from motcua.casework.dossiers.rules.snapshot import TRACKED, Snapshot
from motcua.casework.dossiers.rules.world import By, Outcome, World
from motcua.casework.dossiers.rules.world import Order as CoreOrder
from tests.model.comparing import View
from tests.model.office import BY_NAME, Figures, Person, Shape
from tests.model.product_clock import as_calendar, as_minute, as_moment, as_term
from tests.model.sequences import Happening, Sequence
from tests.model.states import Order
from tests.model.working_time import changed, official

CITIZEN_PERMISSIONS: frozenset[str] = frozenset()
# How the view is called in a snapshot.
MOMENTS = {
    "step_due": "step_due_at", "accepted": "accepted_at", "due_original": "due_original", "due": "due_at",
    "extended_from": "extended_from", "promised": "promised_at", "apologised": "apologised_at",
    "paused": "paused_at", "wait_until": "wait_until", "withdrawal": "withdrawal_requested_at",
    "finished": "finished_at", "clock_ended": "clock_ended_at", "returned": "returned_at",
    "changed": "changed_at", "next_at": "next_at",
}  # fmt: skip
OTHERS = {
    "supplement": "supplement", "finance": "finance", "delivery": "delivery", "step": "step_key",
    "left": "minutes_left", "step_left": "step_minutes_left", "rounds": "rounds", "counts_late": "counts_late",
    "complete": "answers_complete", "next_action": "next_action",
}  # fmt: skip


@cache
def staff_id(name: str) -> UUID:
    """Return the id of a member of staff."""
    return uuid5(NAMESPACE_URL, name)


_NAMES = {staff_id(name): name for name, person in BY_NAME.items() if person.kind == "officer"}


@cache
def as_by(person: Person) -> By:
    """Return the person in the words of the rules."""
    officer = person.kind == "officer"
    return By(
        kind=person.kind,
        staff_id=staff_id(person.name) if officer else None,
        roles=person.roles,
        permissions=person.permissions,
        unit_kind=person.unit,
        stands_in_for=frozenset(map(staff_id, person.stands_in_for)),
    )


_PROCESSES: dict[str, catalogue.ProcessDefinition] = {}


def as_process(shape: Shape) -> catalogue.ProcessDefinition:
    """Return the process of a shape."""
    if shape.name not in _PROCESSES:
        steps = tuple(
            catalogue.Step(
                key=step.key, name=step.key, role=step.role, share=Decimal(step.share) / 100,
                actions=step.actions, next=step.next or None, back=step.back or None, unit=step.unit,
            )
            for step in shape.steps
        )  # fmt: skip
        _PROCESSES[shape.name] = catalogue.ProcessDefinition(steps=steps, raw={})
    return _PROCESSES[shape.name]


@cache
def as_law(figures: Figures) -> catalogue.Law:
    """Return the law with these figures."""
    return catalogue.Law(
        answer_minutes=figures.answer_minutes,
        supplement_rounds=figures.rounds,
        supplement_days=30,
        supplement_expiry_days=figures.expiry_days,
        obligation_days=30,
        obligation_stops_clock=figures.obligation_stops,
        withdrawal_answer_minutes=figures.withdrawal_minutes,
        extension_notice_days=figures.notice // (24 * 60),
        extension_most=1,
        opinion_days=3,
        bulk_most=200,
        reopen_refusal=figures.reopen_refusal,
        forms_set="",
        export_most=0,
        sheet_days=7,
        reminder_term_share=50,
        reminder_days_before=1,
        apology_automatic=False,
        result_uncollected_days=30,
        watch_signing_minutes=15,
        watch_stale_days=30,
        grounds={},
    )


@cache
def calendar(is_changed: bool) -> organisation.WorkingCalendar:
    """Return the product's calendar, before or after the change."""
    return as_calendar(changed() if is_changed else official())


class CoreTwin:
    """A snapshot moved by `decide`; what the shell would load for it is kept beside it."""

    # Added to the moment of every order: the reference counts whole minutes.
    seconds = timedelta(0)

    def __init__(self, sequence: Sequence) -> None:
        self.opinions: dict[int, bool] = {}
        self.pauses: tuple[organisation.Pause, ...] = ()
        self.keys: set[int] = set()
        self.world = World(
            process=as_process(sequence.shape),
            term=as_term(sequence.shape.term),
            calendar=calendar(False),
            law=as_law(sequence.figures),
            open_children=sequence.shape.children,
        )
        empty = Snapshot(UUID(int=1), 1, submitted_at=as_moment(sequence.start), turns=dict(sequence.turns))
        empty = replace(empty, answers_complete=sequence.complete)
        order = CoreOrder(Action.SUBMIT, as_moment(sequence.start), By("citizen"))
        self.snapshot = machine.begin(empty, order, self.world).after
        self.folded = replaying.evolve(empty, through_the_log(replaying.delta(None, self.snapshot)))

    def happen(self, happening: Happening) -> None:
        """Change what surrounds the dossier."""
        if happening.name == "money_in":
            self.world = replace(self.world, owed=False)
        elif happening.name == "child_over":
            self.world = replace(self.world, open_children=max(0, self.world.open_children - 1))
        else:
            self.world = replace(self.world, calendar=calendar(True))

    def order(self, order: Order) -> str:
        """Do what the shell does: refuse a repetition and a stale page, decide, keep what came of it."""
        if order.key is not None and order.key in self.keys:
            return "done_before"
        if order.stale:
            return "stale_page"
        try:
            outcome = self.decide(order)
        except ActionRefused as refused:
            return refused.kind
        except Exception as fault:
            return f"{type(fault).__name__}: {fault}"
        if order.key is not None:
            self.keys.add(order.key)
        self._keep(order, outcome)
        return ""

    def allowed(self, order: Order) -> list[str]:
        """Return what the rules offer this person at this moment."""
        found = machine.allowed(self.snapshot, as_by(order.by), self._world_for(order), as_moment(order.at))
        return [action.value for action in found]

    def decide(self, order: Order) -> Outcome:
        """Ask the rules."""
        asked = CoreOrder(
            Action(order.action),
            as_moment(order.at) + self.seconds,
            as_by(order.by),
            "Vì sao" if order.reason else "",
            as_facts(order),
        )
        return machine.decide(self.snapshot, asked, self._world_for(order))

    def _world_for(self, order: Order) -> World:
        """Opinions that hold up the way are counted as after the order: with the one asked, less the one closed."""
        named = order.facts.get("opinion") if order.action in ("give_opinion", "withdraw_opinion") else None
        needed = sum(need for one, need in self.opinions.items() if one != named)
        needed += order.action == "ask_opinion" and order.facts["required"]
        known = named is None or named in self.opinions
        return replace(
            self.world,
            opinions=len(self.opinions) if known else 0,
            open_opinions=needed,
            pauses=self.pauses,
        )

    def _keep(self, order: Order, outcome: Outcome) -> None:
        self.folded = replaying.evolve(self.folded, through_the_log(self.delta(outcome)))
        at = max(as_moment(order.at) + self.seconds, self.snapshot.last_change)
        self.snapshot = outcome.after
        if outcome.pause_begun:
            assert outcome.after.minutes_left is not None
            self.pauses += (organisation.Pause(at, outcome.after.minutes_left),)
        if outcome.pause_ended:
            self.pauses = (*self.pauses[:-1], replace(self.pauses[-1], ended_at=at))
        self._surround(order)

    def _surround(self, order: Order) -> None:
        """Keep what the shell reads from other tables."""
        action, by = order.action, as_by(order.by)
        if action == "reopen" and self.snapshot.accepted_at is not None:
            self.world = replace(self.world, reopened=True)
        if (action == "accept" and order.facts["owes"]) or action == "request_payment":
            self.world = replace(self.world, owed=True)
        elif action == "cancel_payment":
            self.world = replace(self.world, owed=False)
        elif action == "propose":
            self.world = replace(self.world, last_worker=by.staff_id)
        elif action in ("issue", "signing_failed", "finish", "stop", "confirm_withdrawal"):
            self.world = replace(self.world, issue_ordered=action == "issue")
        elif action == "ask_opinion":
            self.opinions = {**self.opinions, order.facts["opinion"]: order.facts["required"]}
        elif action in ("give_opinion", "withdraw_opinion"):
            self.opinions = {one: r for one, r in self.opinions.items() if one != order.facts["opinion"]}

    def delta(self, outcome: Outcome) -> dict[str, Any]:
        """Return what the event of this outcome tells."""
        return replaying.delta(self.snapshot, outcome.after)

    def view(self) -> View:
        """Return the snapshot in the words of the comparison."""
        return view_of(self.snapshot)

    def faults(self) -> list[str]:
        """Return each tracked value that the fold of the deltas does not have."""
        folded, now = vars(self.folded), vars(self.snapshot)
        unlike = [name for name in TRACKED if folded[name] != now[name]]
        return [f"fold of {name}: {folded[name]!r} is {now[name]!r}" for name in unlike]


def view_of(snapshot: Snapshot) -> View:
    """Return a snapshot in the words of the comparison."""
    holder = snapshot.holder_id
    view: View = {name: as_minute(getattr(snapshot, theirs)) for name, theirs in MOMENTS.items()}
    view |= {name: getattr(snapshot, theirs) for name, theirs in OTHERS.items()}
    return view | {
        "state": int(snapshot.state),
        "holder": _NAMES.get(holder, str(holder)) if holder else None,
    }


def through_the_log(delta: dict[str, Any]) -> dict[str, Any]:
    """Return a delta as it is read again from the log."""
    read: dict[str, Any] = json.loads(json.dumps(delta, default=_written))
    return read


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def as_facts(order: Order) -> told.Facts | None:
    """Return the facts in the words of the rules."""
    make = _FACTS.get(order.action)
    return make(dict(order.facts)) if make else None


def _asking(given: dict[str, Any]) -> told.Asking:
    return told.Asking(1, given["items"], as_moment(given["until"]), given["ordered"])


def _apologising(given: dict[str, Any]) -> told.Apologising:
    return told.Apologising(None if given["promise"] is None else as_moment(given["promise"]))


_FACTS: dict[str, Any] = {
    "accept": lambda given: told.Accepting(given["owes"]),
    "propose_supplement": _asking,
    "request_supplement": _asking,
    "answer_supplement": lambda given: told.Answering(1, given["turns"]),
    "request_payment": lambda given: told.Obliging(UUID(int=2), as_moment(given["until"])),
    "settle_payment": lambda given: told.Settling(given["how"]),
    "cancel_payment": lambda given: told.Settling(given["how"]),
    "request_withdrawal": lambda given: told.Withdrawing("online"),
    "stop": lambda given: told.Stopping(given["fee"]),
    "transfer": lambda given: told.Transferring(UUID(int=3)),
    "assign": lambda given: told.Assigning(staff_id(given["holder"]), given["able"]),
    "ask_opinion": lambda given: told.AskingOpinion(
        UUID(int=given["opinion"]), as_moment(given["until"]), given["required"], given["forced"]
    ),
    "enter_answers": lambda given: told.Entering(given["complete"]),
    "extend": lambda given: told.Extending(as_moment(given["until"])),
    "apologise": _apologising,
    "reopen": lambda given: told.Reopening(given["kind"], as_moment(given["until"])),
    "return_result": lambda given: told.Returning("counter"),
    "follow_parcel": lambda given: given["delivery"] and told.Line("delivery", given["delivery"]),
    "set_line": lambda given: told.Line(given["line"], given["value"]),
}
