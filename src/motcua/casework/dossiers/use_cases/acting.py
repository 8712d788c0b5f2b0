"""The frame of every action: lock, decide, save, tell. It is the only writer of dossiers.

The caller has opened the scope and so the transaction. Order of locks: dossier, code counter, the rest.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers.errors import ActionRefused, DoneBefore, DossierNotFound, StalePage
from motcua.casework.dossiers.events import OpinionAsked, OwnResultsIssued, ResultIssued, ResultProposed
from motcua.casework.dossiers.models import Dossier, Opinion
from motcua.casework.dossiers.models.part import open_parts
from motcua.casework.dossiers.opinions import count_open, open_count, question_name
from motcua.casework.dossiers.parts import open_keys
from motcua.casework.dossiers.queries import DossierInfo, as_info
from motcua.casework.dossiers.rules import machine
from motcua.casework.dossiers.rules.actions import Action
from motcua.casework.dossiers.rules.effects import drops_proposal
from motcua.casework.dossiers.rules.facts import AskingOpinion, Facts
from motcua.casework.dossiers.rules.snapshot import Snapshot
from motcua.casework.dossiers.rules.states import State
from motcua.casework.dossiers.rules.world import Order, Outcome, World
from motcua.casework.dossiers.use_cases.consulting import questions, to_ask
from motcua.casework.dossiers.use_cases.parts import Parts
from motcua.casework.dossiers.use_cases.telling import chain_event, show_publicly, write_history, write_rows
from motcua.casework.dossiers.worlds import as_told, by_of, keep, open_names, snapshot_of, world_of
from motcua.kernel import events
from motcua.kernel.actors import Actor, system


@dataclass(frozen=True)
class Call:
    """Who asks for which action on which dossier, and how a repetition or a stale page is known.

    `revision` is that of the page the person saw; `action_key` makes a repetition harmless.
    `contents`: what the action puts in force, by name, for the digests of its event.
    `facts`: what the rules need for this action besides; see `rules.facts`. `reason`: a mandatory reason that the
    context above keeps itself; otherwise the note is the reason. `entered_at`: when it was typed in, where it was done
    before, on paper; the log tells that moment, the dossier counts from `now`.
    """

    actor: Actor
    dossier_id: UUID
    action: Action
    now: datetime
    note: str = ""
    internal: bool = False
    action_key: UUID | None = None
    revision: int | None = None
    contents: Mapping[str, Any] = field(default_factory=dict)
    facts: Facts | None = None
    reason: str = ""
    entered_at: datetime | None = None


# What happened, from the dossier before and after.
Tell = Callable[[Snapshot, Snapshot], events.DomainEvent]


def act(call: Call, tell: Tell, **known: Any) -> DossierInfo:
    """Carry out an action within the caller's scope; `known` goes to the rules' world (`owed`, for one).

    Raises DossierNotFound, DoneBefore, StalePage, ActionRefused, HeldByAnother or OutOfReach.
    """
    return act_on(call, lock(call), tell, **known)


def lock(call: Call) -> Dossier:
    """Lock the dossier and make sure that the call is neither a repetition nor from a stale page."""
    commune_id = call.actor.home
    rows = Dossier.objects.select_for_update().filter(commune_id=commune_id, id=call.dossier_id)
    dossier = rows.annotate(
        all_open=open_count(), required_open=open_count(required=True), parts=open_keys()
    ).first()
    if dossier is None:
        raise DossierNotFound
    dossier.opinions, dossier.open_opinions = dossier.all_open, dossier.required_open
    dossier.open_parts = tuple(dossier.parts)
    if events.done_before(commune_id, call.action_key) is not None:
        raise DoneBefore
    if call.revision is not None and call.revision != dossier.revision:
        raise StalePage
    return dossier


def lock_for(call: Call) -> DossierInfo:
    """Lock the dossier of a call within the caller's scope, before other rows are locked, and return it as it is.

    Raises DossierNotFound, DoneBefore or StalePage.
    """
    return as_info(lock(call))


def act_on(call: Call, dossier: Dossier, tell: Tell, **known: Any) -> DossierInfo:
    """Carry out an action on a dossier that `lock` returned."""
    counted = _open_beside(dossier)
    before = snapshot_of(dossier)
    world = world_of(dossier, call.now, **{**counted, **known, **_looked_up(call, dossier)})
    outcome = decided(call, before, world)
    call = replace(call, actor=in_role(call, before, world))
    keep(dossier, outcome.after)
    dossier.due_explanation = [*dossier.due_explanation, *outcome.lines]
    write(call, dossier, before, outcome, tell(before, outcome.after))
    consults = to_ask(before, outcome.after, world)
    if consults:
        # What was entered later is asked when it was entered: nobody can answer before.
        for question in questions(dossier, consults, outcome.after, world, call.entered_at or call.now):
            _ask(call, dossier, question)
    if catalogue.content_of(dossier.version_id).parts:
        Parts(dossier).follow(call.action, before, outcome.after, call.now)
        collect(dossier, call.now)
    return as_info(dossier)


def _open_beside(dossier: Dossier) -> dict[str, Any]:
    """Return what is open beside the dossier, as its lock counted it."""
    return {
        "opinions": dossier.opinions,
        "open_opinions": dossier.open_opinions,
        "open_children": len(dossier.open_parts),
        "open_parts": open_names(dossier.version_id, dossier.open_parts),
    }


def collect(dossier: Dossier, now: datetime) -> None:
    """Finish a locked joint dossier whose own results are there, once no part of it is open."""
    if not waits_for_parts(dossier):
        return
    if open_parts(dossier.commune_id).filter(dossier_id=dossier.id).exists():
        return
    dossier.open_parts = ()
    own = events.last_of(dossier.commune_id, dossier.id, OwnResultsIssued)
    told = ResultIssued(tuple(UUID(one) for one in own.payload["decision_ids"]) if own else ())
    act_on(collecting(dossier, now), dossier, lambda before, after: told)


def waits_for_parts(dossier: Dossier) -> bool:
    """Tell whether a dossier stands where it goes on as soon as no part of it is open."""
    step = catalogue.process_of(dossier.version_id).step(dossier.step_key) if dossier.step_key else None
    at_work = step is not None and Action.COLLECT in step.actions
    return at_work and dossier.business_state == State.PROCESSING


def collecting(dossier: Dossier, now: datetime) -> Call:
    """Return the call by which a dossier goes on from its parts by itself."""
    return Call(system(dossier.commune_id), dossier.id, Action.COLLECT, now)


def _ask(call: Call, dossier: Dossier, question: Opinion) -> None:
    """Put a question of the process, as an act of its own after the one that brought the dossier here."""
    facts = AskingOpinion(question.id, question.due_at, question.required, forced=True)
    asking = Call(
        system(dossier.commune_id), dossier.id, Action.ASK_OPINION, call.now, facts=facts,
        contents={question_name(question.id): question.question},
    )  # fmt: skip
    told = OpinionAsked(question.id, question.unit_id, question.due_at, question.required)
    act_on(asking, dossier, lambda before, after: told)
    question.save(force_insert=True)
    dossier.opinions += 1
    dossier.open_opinions += int(question.required)


def decided(call: Call, before: Snapshot, world: World) -> Outcome:
    """Return what the rules make of the call, or raise their refusal as people are told it."""
    order = Order(call.action, call.now, by_of(call.actor), call.reason or call.note, call.facts)
    try:
        return machine.decide(before, order, world)
    except ActionRefused as refusal:
        raise as_told(refusal) from refusal


def write(
    call: Call, dossier: Dossier, before: Snapshot, outcome: Outcome, event: events.DomainEvent
) -> None:
    """Record the event, save the dossier, and write its steps, pauses, history and public face."""
    if outcome.event != event.NAME:
        raise ValueError(f"{call.action} is told as {outcome.event}, not as {event.NAME}")
    recorded = chain_event(call, dossier, event, before, outcome.after)
    dossier.save()
    write_rows(dossier, before, outcome, call)
    if call.action is not Action.SET_LINE:
        dropped = drops_proposal(call.action, before, outcome.after)
        write_history(call, dossier, recorded, dropped_proposal=dropped)
    show_publicly(dossier)


def _looked_up(call: Call, dossier: Dossier) -> dict[str, Any]:
    """Return what only some actions need: who proposed last, to whom it goes back and who may not approve."""
    if call.action not in (Action.SEND_BACK, Action.REOPEN, Action.APPROVE):
        return {}
    last = events.last_of(dossier.commune_id, dossier.id, ResultProposed)
    return {"last_worker": last.actor_id if last else None}


def in_role(call: Call, before: Snapshot, world: World) -> Actor:
    """Return the actor in the role of the step, or in the one that carries the permission, and in whose place."""
    actor = call.actor
    if actor.kind != "officer":
        return actor
    row = machine.fitting(before, call.action)
    if row.who != "permission" and before.step_key:
        role = machine.role_of(row, by_of(actor), world.process.step(before.step_key)) or actor.role
    else:
        held = next((one for one in row.permissions if actor.may(one)), "")
        role = actor.in_role_for(held).role if held else actor.role
    # What hangs on who holds it is done in the holder's place, all else in that of who lent the role.
    hands = row.held or call.action in (Action.TAKE, Action.RELEASE)
    lent = _instead_of(actor, role, before.holder_id if hands else None)
    return replace(actor, role=role, instead_of=lent or actor.instead_of)


def _instead_of(actor: Actor, role: str, holder_id: UUID | None) -> str:
    """Return how the history tells in whose place it is done, empty for the actor's own work."""
    absent = next((one for one in actor.stand_ins if one.staff_id == holder_id), None)
    lent = next((one for one in actor.stand_ins if role in one.roles), None)
    found = absent or lent
    return found.words if found else ""


def require_allowed(
    actor: Actor, dossier: DossierInfo, action: Action, now: datetime, *, ordered: bool = False, **known: Any
) -> None:
    """Raise what the action itself would raise now, before the officer fills in its page.

    `ordered`: its page takes a written order. Where it does not, a round too many of supplements is refused here.
    Raises ActionRefused, HeldByAnother or OutOfReach.
    """
    world = world_of(dossier, now, **{**_counted(dossier, action), **known})
    try:
        if action in (Action.PROPOSE_SUPPLEMENT, Action.REQUEST_SUPPLEMENT) and not ordered:
            machine.require_round(dossier.snapshot, world)
        machine.require_allowed(dossier.snapshot, by_of(actor), action, world, now)
    except ActionRefused as refusal:
        raise as_told(refusal) from refusal


def _counted(dossier: DossierInfo, action: Action) -> dict[str, Any]:
    """Return how many opinions are open, for the actions whose guards ask it."""
    if action not in (Action.PROPOSE, Action.GIVE_OPINION, Action.WITHDRAW_OPINION):
        return {}
    return count_open(dossier)
