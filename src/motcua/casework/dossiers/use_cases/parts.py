"""The sub-dossiers of a joint procedure: they come to be, begin and end with their dossier, behind its lock."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import events as news
from motcua.casework.dossiers.models import Dossier, SubDossier
from motcua.casework.dossiers.parts import NOTE, snapshot_of_part
from motcua.casework.dossiers.rules.actions import Action
from motcua.casework.dossiers.rules.part_states import PartState
from motcua.casework.dossiers.rules.parts import PartAction, PartOrder, decide_part
from motcua.casework.dossiers.rules.refusals import ActionRefused
from motcua.casework.dossiers.rules.snapshot import Snapshot
from motcua.casework.dossiers.rules.states import State
from motcua.casework.dossiers.worlds import as_told, by_of, definition, term_of_part
from motcua.kernel import clock, events
from motcua.kernel.actors import Actor, system
from motcua.kernel.identifiers import new_id

_EVENTS = {
    one.NAME: one
    for one in (
        news.PartBegun, news.PartSent, news.PartSupplementAsked, news.PartResumed, news.PartDone,
        news.PartRefused, news.PartEnded, news.PartRenewed, news.PartDueRecounted,
    )
}  # fmt: skip
_DROPPED = "Việc phải làm trước không được giải quyết: {}."


@dataclass(frozen=True)
class PartCall:
    """Who asks for which act on which part; the rest as in a call on a dossier."""

    actor: Actor
    part_id: UUID
    action: PartAction
    now: datetime
    note: str = ""
    action_key: UUID | None = None
    revision: int | None = None
    contents: Mapping[str, Any] = field(default_factory=dict)


def follow(dossier: Dossier, action: Action, before: Snapshot, after: Snapshot, now: datetime) -> None:
    """Do to the parts of a joint dossier what follows from an act on it; within the caller's scope."""
    if before.accepted_at is None and after.accepted_at is not None:
        _open(dossier, now)
    elif after.state in (State.STOPPED, State.WITHDRAWN) and before.state is not after.state:
        _each(dossier, PartAction.END, now, *_OPEN)
    elif action is Action.REOPEN:
        _each(dossier, PartAction.RENEW, now, PartState.ENDED)
        _go_on(dossier, now)
    elif action is Action.ANSWER_SUPPLEMENT:
        _each(dossier, PartAction.RESUME, now, PartState.ASKED)
    elif action is Action.AWAIT_PARTS:
        _each(dossier, PartAction.COMPLETE, now, PartState.WORKING)


_OPEN = tuple(state for state in PartState if state.is_open)


def _open(dossier: Dossier, now: datetime) -> None:
    """Write a sub-dossier for each part of the procedure; what waits for nothing begins at once."""
    for one in catalogue.content_of(dossier.version_id).parts:
        part = SubDossier(
            id=new_id(),
            commune_id=dossier.commune_id,
            applicant_id=dossier.applicant_id,
            dossier_id=dossier.id,
            key=one.key,
            agency=one.agency,
            role=one.role,
            unit=one.unit,
            state=PartState.WAITING,
            next_action="begin",
            next_at=dossier.due_at,
            changed_at=now,
        )
        call = PartCall(system(dossier.commune_id), part.id, PartAction.BEGIN, now)
        _record(call, part, news.PartOpened(dossier.id, one.key))
        part.save(force_insert=True)
    _go_on(dossier, now)


def _each(dossier: Dossier, action: PartAction, now: datetime, *states: PartState) -> None:
    for part in _parts(dossier):
        # One that ended may have begun or dropped others meanwhile, never one of these states.
        if part.state in states:
            change_part(PartCall(system(dossier.commune_id), part.id, action, now), dossier, part)


def _go_on(dossier: Dossier, now: datetime) -> None:
    """Begin what waits for nothing any more, and drop what waits for something that was refused."""
    parts = {part.key: part for part in _parts(dossier)}
    by = system(dossier.commune_id)
    for part in parts.values():
        if part.state != PartState.WAITING:
            continue
        before = [parts[key] for key in definition(dossier.version_id, part.key).after]
        refused = [one for one in before if one.state == PartState.REFUSED]
        if refused:
            name = definition(dossier.version_id, refused[0].key).name
            call = PartCall(by, part.id, PartAction.DROP, now, _DROPPED.format(name))
            return change_part(call, dossier, part)
        if all(one.state == PartState.DONE for one in before):
            change_part(PartCall(by, part.id, PartAction.BEGIN, now), dossier, part)
    return None


def _parts(dossier: Dossier) -> list[SubDossier]:
    rows = SubDossier.objects.select_for_update().filter(commune_id=dossier.commune_id, dossier_id=dossier.id)
    return list(rows.order_by("id"))


def change_part(call: PartCall, dossier: Dossier, part: SubDossier) -> None:
    """Do something to a locked part, and then to those that waited for it. Raises ActionRefused or OutOfReach."""
    calendar = organisation.working_calendar(dossier.commune_id, clock.local_date(call.now))
    order = PartOrder(
        call.action, call.now, by_of(call.actor), term_of_part(dossier.version_id, part.key), calendar,
        fallback=dossier.due_at or call.now, note=call.note,
    )  # fmt: skip
    try:
        outcome = decide_part(snapshot_of_part(part), order)
    except ActionRefused as refusal:
        raise as_told(refusal) from refusal
    for one in dataclasses.fields(outcome.after):
        setattr(part, one.name, getattr(outcome.after, one.name))
    part.due_explanation = [*part.due_explanation, *outcome.lines]
    part.note = call.note or part.note
    _record(call, part, _EVENTS[outcome.event](dossier.id, part.key))
    part.save()
    if part.state in (PartState.DONE, PartState.REFUSED):
        _go_on(dossier, call.now)


def _record(call: PartCall, part: SubDossier, event: events.DomainEvent) -> None:
    """Append the event to the chain of the part, with what it makes of state and due time."""
    part.revision += 1
    recorded = events.record(
        part.id,
        event,
        commune_id=part.commune_id,
        actor=call.actor,
        now=call.now,
        head=(part.chain_seq, bytes(part.chain_hash or events.START[1])),
        action_key=call.action_key,
        contents={**call.contents, **({NOTE: call.note} if call.note else {})},
        told={"to": {"state": str(part.state), "due_at": part.due_at, "holder_id": part.holder_id}},
    )
    part.chain_seq, part.chain_hash = recorded.seq, recorded.hash
