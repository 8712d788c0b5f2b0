"""The product's store as a twin of the reference: real use cases on PostgreSQL, rows and events compared."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import transaction

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers import events as told_events
from motcua.casework.dossiers.models import Dossier, Opinion, Pause, Step
from motcua.casework.dossiers.rules import machine, replaying
from motcua.casework.dossiers.rules.facts import Assigning
from motcua.casework.dossiers.rules.snapshot import TRACKED, Snapshot
from motcua.casework.dossiers.worlds import snapshot_of
from motcua.kernel.errors import DomainError
from motcua.kernel.identifiers import new_id
from motcua.kernel.models import Event
from tests.model.comparing import UNSAID, View
from tests.model.core_twin import as_facts, view_of
from tests.model.office import SYSTEM
from tests.model.product_clock import as_moment
from tests.model.sequences import Happening, Sequence
from tests.model.states import Order
from tests.model.store_office import StoreOffice, change_calendar

EVENTS = {one.NAME: one for one in vars(told_events).values() if hasattr(one, "NAME")}


class StoreTwin:
    """A dossier in the database, moved by the doors of its context; what other contexts know is kept beside it."""

    def __init__(self, office: StoreOffice, sequence: Sequence) -> None:
        self.office = office
        self.owed = False
        self.issue_ordered = self.calendar_changed = False
        self.children = sequence.shape.children
        # The ids under which the store keeps the opinions asked.
        self.opinions: dict[int, UUID] = {}
        opened = dossiers.open_dossier(
            office.people["citizen"],
            dossiers.Submission(
                key=new_id(), commune_id=office.commune_id, applicant_id=None,
                version_id=office.versions[sequence.shape.name], channel="counter", owner_name="Nguyễn Văn An",
                owner_citizen_id="", declared=False, turns=dict(sequence.turns), contents={},
            ),
            now=as_moment(sequence.start),
        )  # fmt: skip
        self.id = opened.id
        self.folded = Snapshot(self.id, office.commune_id, as_moment(0))
        self.row = self._read()

    def happen(self, happening: Happening) -> None:
        """Let it happen around the dossier."""
        if happening.name == "money_in":
            self.owed = False
        elif happening.name == "child_over":
            self.children = max(0, self.children - 1)
        elif not self.calendar_changed:
            self.calendar_changed = True
            change_calendar(self.office.commune_id)

    def order(self, order: Order) -> str:
        """Carry the order out in a savepoint of its own."""
        try:
            with transaction.atomic():
                self._carry_out(order)
        except DomainError as refusal:
            return str(getattr(refusal, "kind", UNSAID))
        self._surround(order)
        self.row = self._read()
        return ""

    def _carry_out(self, order: Order) -> None:
        facts = as_facts(order)
        if isinstance(facts, Assigning):
            facts = replace(facts, holder_id=self.office.people[order.facts["holder"]].staff_id)
        call = dossiers.Call(
            actor=self.office.people[order.by.name],
            dossier_id=self.id,
            action=dossiers.Action(order.action),
            now=as_moment(order.at),
            note="Vì sao" if order.reason else "",
            action_key=None if order.key is None else uuid5(NAMESPACE_OID, f"{self.id}{order.key}"),
            revision=self.row.revision - order.stale,
            facts=facts,
        )
        door = DOORS.get(order.action)
        if door is not None:
            door(self, call, order)
        else:
            dossiers.act(
                call, lambda before, after: invented(event_name(before, call), call.now), **self.known()
            )

    def known(self) -> dict[str, Any]:
        """Return what the contexts above would tell the rules."""
        return {"owed": self.owed, "open_children": self.children, "issue_ordered": self.issue_ordered}

    def _surround(self, order: Order) -> None:
        action = order.action
        if (action == "accept" and order.facts["owes"]) or action == "request_payment":
            self.owed = True
        elif action == "cancel_payment":
            self.owed = False
        elif action in ("issue", "signing_failed", "finish", "stop", "confirm_withdrawal"):
            self.issue_ordered = action == "issue"

    def _read(self) -> Dossier:
        """Read the row, and fold what the events since told."""
        rows = Event.objects.filter(commune_id=self.office.commune_id, stream_id=self.id).order_by("-seq")
        self.folded = replaying.evolve(self.folded, rows[0].payload.get("to", {}))
        return Dossier.objects.get(commune_id=self.office.commune_id, id=self.id)

    def view(self) -> View:
        """Return the row in the words of the comparison."""
        return {**view_of(snapshot_of(self.row)), "holder": self.office.name_of(self.row.holder_id)}

    def faults(self) -> list[str]:
        """Return where steps, pauses and the events told again do not fit the row."""
        return [*self._unlike_replay(), *self._odd_steps(self.row), *self._odd_pauses(self.row)]

    def _unlike_replay(self) -> list[str]:
        now = snapshot_of(self.row)
        unlike = [name for name in TRACKED if getattr(self.folded, name) != getattr(now, name)]
        if self.row.chain_seq != self.row.revision:
            unlike.append("the chain: one event an order")
        return [f"replay of {name}" for name in unlike]

    def _odd_steps(self, row: Dossier) -> list[str]:
        running = Step.objects.filter(commune_id=row.commune_id, dossier_id=row.id, ended_at__isnull=True)
        found = [(one.key, one.role, one.holder_id, one.due_at) for one in running]
        wanted = [(row.step_key, row.step_role, row.holder_id, row.step_due_at)] if row.step_key else []
        return [] if found == wanted else [f"open step {found} is not {wanted}"]

    def _odd_pauses(self, row: Dossier) -> list[str]:
        running = Pause.objects.filter(commune_id=row.commune_id, dossier_id=row.id, until_at__isnull=True)
        found = [(one.from_at, one.minutes_left, one.step_minutes_left) for one in running]
        wanted = [(row.paused_at, row.minutes_left, row.step_minutes_left)] if row.paused_at else []
        return [] if found == wanted else [f"open pause {found} is not {wanted}"]


def forget() -> None:
    """Drop what this process remembers of a calendar that is rolled back."""
    organisation.forget_cached()


def event_name(before: Snapshot, call: dossiers.Call) -> str:
    """Return the name of the event by which an action is told."""
    return machine.fitting(before, call.action).event


def invented(name: str, at: datetime) -> Any:
    """Return an event of this name with fields that mean nothing here: the rules do not read them."""
    kind = EVENTS[name]
    values: dict[str, Any] = {"UUID": UUID(int=1), "datetime": at, "str": "x", "int": 1, "bool": False}
    given = {}
    for one in fields(kind):
        text = str(getattr(one.type, "__name__", one.type))
        given[one.name] = () if "tuple" in text else next((v for k, v in values.items() if k in text), None)
    return kind(**given)


_STAFF_ONLY = ("take", "ask_opinion", "give_opinion")


def possible(sequence: Sequence) -> Sequence:
    """Return the sequence as the doors can be asked for it.

    No use case lets the system take a dossier or ask for an opinion, and recomputing knows no repetition.
    """
    events = tuple(
        replace(one, key=None) if isinstance(one, Order) and one.action == "recompute_due" else one
        for one in sequence.events
        if isinstance(one, Happening) or one.by is not SYSTEM or one.action not in _STAFF_ONLY
    )
    return replace(sequence, events=events, complete=True)


def _accept(twin: StoreTwin, call: dossiers.Call, order: Order) -> None:
    dossiers.accept(call, owes=lambda dossier: order.facts["owes"])


def _ask(twin: StoreTwin, call: dossiers.Call, order: Order) -> None:
    facts = as_facts(order)
    dossiers.request_supplement(
        call, number=1, items_count=facts.items_count, answer_by=facts.answer_by, ordered=facts.ordered
    )


def _propose_supplement(twin: StoreTwin, call: dossiers.Call, order: Order) -> None:
    dossiers.propose_supplement(call, number=1, items_count=as_facts(order).items_count)


def _decline_supplement(twin: StoreTwin, call: dossiers.Call, order: Order) -> None:
    dossiers.decline_supplement(call)


def _answer(twin: StoreTwin, call: dossiers.Call, order: Order) -> None:
    dossiers.answer_supplement(call, number=1, turns=order.facts["turns"])


def _assign(twin: StoreTwin, call: dossiers.Call, order: Order) -> None:
    dossiers.assign(call, call.facts.holder_id, able=order.facts["able"])


def _line(twin: StoreTwin, call: dossiers.Call, order: Order) -> None:
    dossiers.set_line(call, order.facts["line"], order.facts["value"])


def _move(twin: StoreTwin, call: dossiers.Call, order: Order) -> None:
    event = invented(_MOVES[order.action], call.now)
    dossiers.move(call, event, **twin.known())


def _refuse(twin: StoreTwin, call: dossiers.Call, order: Order) -> None:
    dossiers.refuse(call)


def _take(twin: StoreTwin, call: dossiers.Call, order: Order) -> None:
    dossiers.take(call)


def _release(twin: StoreTwin, call: dossiers.Call, order: Order) -> None:
    dossiers.release(call)


def _ask_opinion(twin: StoreTwin, call: dossiers.Call, order: Order) -> None:
    facts = order.facts
    until = as_moment(facts["until"])
    question = dossiers.Question(
        twin.office.unit_id, "Có đồng ý không?", until, facts["required"], forced=facts["forced"]
    )
    before = set(_opinions(twin))
    dossiers.ask_opinion(call, question)
    [twin.opinions[facts["opinion"]]] = set(_opinions(twin)) - before


def _opinions(twin: StoreTwin) -> Iterable[UUID]:
    rows = Opinion.objects.filter(commune_id=twin.office.commune_id, dossier_id=twin.id)
    return rows.values_list("id", flat=True)


def _give_opinion(twin: StoreTwin, call: dossiers.Call, order: Order) -> None:
    dossiers.give_opinion(call, twin.opinions.get(order.facts["opinion"], UUID(int=0)), "agree", "Đồng ý")


def _withdraw_opinion(twin: StoreTwin, call: dossiers.Call, order: Order) -> None:
    dossiers.withdraw_opinion(call, twin.opinions.get(order.facts["opinion"], UUID(int=0)))


def _recompute(twin: StoreTwin, call: dossiers.Call, order: Order) -> None:
    """The use case is the system's; whoever else asks is refused by the rules."""
    if order.by is not SYSTEM or order.stale:
        dossiers.act(call, lambda before, after: invented("DueRecomputed", call.now))
    elif not dossiers.recompute_due(call.actor.home, twin.id, "calendar", now=call.now):
        raise LeftAlone("due as it was")


class LeftAlone(DomainError):
    """The use case found nothing to change and does not say why."""


_MOVES = {
    "propose": "ResultProposed", "send_back": "ResultSentBack", "approve": "ResultApproved", "sign": "ResultSigned",
    "signing_failed": "SigningFailed", "issue": "IssueOrdered", "finish": "ResultIssued",
    "return_result": "ResultReturned", "take_back_return": "ReturnTakenBack",
}  # fmt: skip
DOORS: dict[str, Any] = {
    "accept": _accept,
    "request_supplement": _ask,
    "propose_supplement": _propose_supplement,
    "decline_supplement": _decline_supplement,
    "answer_supplement": _answer,
    "assign": _assign,
    "set_line": _line,
    "refuse": _refuse,
    "take": _take,
    "release": _release,
    "ask_opinion": _ask_opinion,
    "give_opinion": _give_opinion,
    "withdraw_opinion": _withdraw_opinion,
    "recompute_due": _recompute,
    **dict.fromkeys(_MOVES, _move),
}
