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
from motcua.casework.dossiers.rules.part_states import OPEN, PartState
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


class Parts:
    """The sub-dossiers of one dossier, behind its lock and within the caller's scope."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier

    def follow(self, action: Action, before: Snapshot, after: Snapshot, now: datetime) -> None:
        """Do what follows from an act on the dossier."""
        if before.accepted_at is None and after.accepted_at is not None:
            self._open(now)
        elif after.state in (State.STOPPED, State.WITHDRAWN) and before.state is not after.state:
            self._each(PartAction.END, now, *OPEN)
        elif action is Action.REOPEN:
            self._each(PartAction.RENEW, now, PartState.ENDED)
            self._go_on(now)
        elif action is Action.ANSWER_SUPPLEMENT:
            self._each(PartAction.RESUME, now, PartState.ASKED)
        elif action is Action.AWAIT_PARTS:
            self._each(PartAction.COMPLETE, now, PartState.WORKING)

    def change(self, call: PartCall, part: SubDossier) -> None:
        """Do something to one of them, and then to those that waited for it. Raises ActionRefused or OutOfReach."""
        dossier = self.dossier
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
        self._tell(call, part, _EVENTS[outcome.event](dossier.id, part.key))
        self.save(part)
        if part.state in (PartState.DONE, PartState.REFUSED):
            self._go_on(call.now)

    # How they are kept.

    def rows(self) -> list[SubDossier]:
        """Return the rows as they are now."""
        rows = SubDossier.objects.select_for_update().filter(
            commune_id=self.dossier.commune_id, dossier_id=self.dossier.id
        )
        return list(rows.order_by("id"))

    def save(self, part: SubDossier, *, fresh: bool = False) -> None:
        """Keep a row; `fresh`: it is new."""
        part.save(force_insert=fresh)

    def new_id(self, now: datetime) -> UUID:
        """Return the id of a part that comes to be."""
        return new_id()

    def record(self, call: PartCall, stream_id: UUID, **said: Any) -> events.RecordedEvent:
        """Append an event to the chain of a part."""
        return events.record(stream_id, **said)

    def _open(self, now: datetime) -> None:
        """Write a sub-dossier for each part of the procedure; what waits for nothing begins at once."""
        dossier = self.dossier
        for one in catalogue.content_of(dossier.version_id).parts:
            part = SubDossier(
                id=self.new_id(now),
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
            self._tell(self._call(part, PartAction.BEGIN, now), part, news.PartOpened(dossier.id, one.key))
            self.save(part, fresh=True)
        self._go_on(now)

    def _each(self, action: PartAction, now: datetime, *states: PartState) -> None:
        for part in self.rows():
            # One that ended may have begun or dropped others meanwhile, never one of these states.
            if part.state in states:
                self.change(self._call(part, action, now), part)

    def _go_on(self, now: datetime) -> None:
        """Begin what waits for nothing any more, and drop what waits for something that was refused."""
        parts, version_id = {part.key: part for part in self.rows()}, self.dossier.version_id
        for part in parts.values():
            if part.state != PartState.WAITING:
                continue
            before = [parts[key] for key in definition(version_id, part.key).after]
            refused = [one for one in before if one.state == PartState.REFUSED]
            if refused:
                note = _DROPPED.format(definition(version_id, refused[0].key).name)
                return self.change(self._call(part, PartAction.DROP, now, note), part)
            if all(one.state == PartState.DONE for one in before):
                self.change(self._call(part, PartAction.BEGIN, now), part)
        return None

    def _call(self, part: SubDossier, action: PartAction, now: datetime, note: str = "") -> PartCall:
        return PartCall(system(self.dossier.commune_id), part.id, action, now, note)

    def _tell(self, call: PartCall, part: SubDossier, event: events.DomainEvent) -> None:
        """Append the event to the chain of the part, with what it makes of state and due time."""
        part.revision += 1
        recorded = self.record(
            call,
            part.id,
            event=event,
            commune_id=part.commune_id,
            actor=call.actor,
            now=call.now,
            head=(part.chain_seq, bytes(part.chain_hash or events.START[1])),
            action_key=call.action_key,
            contents={**call.contents, **({NOTE: call.note} if call.note else {})},
            told={"to": {"state": str(part.state), "due_at": part.due_at, "holder_id": part.holder_id}},
        )
        part.chain_seq, part.chain_hash = recorded.seq, recorded.hash
