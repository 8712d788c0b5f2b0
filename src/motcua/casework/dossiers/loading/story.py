"""One dossier on its way, in memory, with its parts where its procedure is joint."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models

from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers.events import (
    DossierAccepted,
    OwnResultsIssued,
    ResultIssued,
    ResultProposed,
)
from motcua.casework.dossiers.loading.parts import PartsInHand
from motcua.casework.dossiers.loading.reading import as_read
from motcua.casework.dossiers.models import Dossier, DossierKey, Pause, PublicProgress, Step
from motcua.casework.dossiers.parts import PartInfo, part_info
from motcua.casework.dossiers.queries import DossierInfo, as_info
from motcua.casework.dossiers.rules.actions import Action
from motcua.casework.dossiers.rules.codes import DEFAULT_PATTERNS, format_code
from motcua.casework.dossiers.rules.facts import Accepting
from motcua.casework.dossiers.rules.snapshot import Snapshot
from motcua.casework.dossiers.rules.world import Outcome
from motcua.casework.dossiers.use_cases.accept import identifier_on
from motcua.casework.dossiers.use_cases.acting import (
    Call,
    Tell,
    collecting,
    decided,
    in_role,
    waits_for_parts,
)
from motcua.casework.dossiers.use_cases.keep_findable import Findable, key_index, search_text
from motcua.casework.dossiers.use_cases.open_dossier import Submission, begun, public_face
from motcua.casework.dossiers.use_cases.parts import PartCall
from motcua.casework.dossiers.use_cases.telling import (
    chain_event,
    history_row,
    left_of,
    pause_row,
    shown,
    step_of,
    step_row,
)
from motcua.casework.dossiers.worlds import keep, snapshot_of, world_of
from motcua.kernel import clock, events
from motcua.kernel.actors import Actor
from motcua.kernel.bulk import Rows

_MOMENTS = tuple(
    field.attname for field in Dossier._meta.concrete_fields if isinstance(field, models.DateTimeField)
)
Told = Callable[[events.RecordedEvent, Call | PartCall], None]


class Story:
    """One dossier on its way. `told`: hears of every event and its call, those of its parts among them."""

    def __init__(self, rows: Rows, told: Told) -> None:
        self.rows, self._told = rows, told
        self.dossier: Dossier
        self._parts: PartsInHand
        self._step: Step | None = None
        self._pause: Pause | None = None
        self._worker: UUID | None = None
        self._own_results: tuple[UUID, ...] = ()
        self._keys: set[tuple[str, bytes]] = set()
        self._face: PublicProgress

    @property
    def info(self) -> DossierInfo:
        """The dossier as other contexts see it now."""
        return as_info(self.dossier)

    @property
    def reference(self) -> str:
        """The code to call it by."""
        return self.dossier.code or self.dossier.submission_code

    def open(self, actor: Actor, submission: Submission, now: datetime) -> None:
        """Hand it in."""
        self.dossier, call, event = begun(actor, submission, self.rows.new_id(now), now)
        self._parts = PartsInHand(self.rows, self.dossier, self._told)
        recorded = chain_event(
            call, self.dossier, event, None, snapshot_of(self.dossier), record=self.rows.record
        )
        self.rows.keep(self.dossier)
        self._step = self.rows.add(step_row(self.dossier, now), now)
        self.rows.add(history_row(call, self.dossier, recorded), now)
        self._face = self.rows.keep(public_face(self.dossier))
        self._as_read()
        self._told(recorded, call)

    def accept(self, call: Call, number: int, entry: int, *, owes: bool) -> None:
        """Accept it under the number of the day and the entry of the year's register."""

        def tell(before: Snapshot, after: Snapshot) -> DossierAccepted:
            assert after.due_at is not None
            on, row = clock.local_date(call.now), self.dossier
            row.code = format_code(identifier_on(row.commune_id, on), on, number, DEFAULT_PATTERNS)
            row.book_year, row.book_entry = on.year, entry
            return DossierAccepted(row.code, after.due_at, row.book_year, row.book_entry)

        self.act(replace(call, facts=Accepting(owes)), tell)

    def act(self, call: Call, tell: Tell, **known: Any) -> Dossier:
        """Do something to it; ActionRefused where the rules do not allow it."""
        row, before = self.dossier, snapshot_of(self.dossier)
        if call.action in (Action.SEND_BACK, Action.REOPEN, Action.APPROVE):
            known["last_worker"] = self._worker
        world = world_of(row, call.now, open_children=len(self._parts.open), **known)
        outcome = decided(call, before, world)
        call = replace(call, actor=in_role(call, before, world))
        keep(row, outcome.after)
        row.due_explanation = [*row.due_explanation, *outcome.lines]
        event = tell(before, outcome.after)
        if outcome.event != event.NAME:
            raise ValueError(f"{call.action} is told as {outcome.event}, not as {event.NAME}")
        recorded = chain_event(call, row, event, before, outcome.after, record=self.rows.record)
        self._move_rows(call, before, outcome)
        if call.action is not Action.SET_LINE:
            self.rows.add(history_row(call, row, recorded), call.now)
        self._note(event, recorded)
        self._as_read()
        self._told(recorded, call)
        if catalogue.content_of(row.version_id).parts:
            self._parts.follow(call.action, before, outcome.after, call.now)
            self._collect(call.now)
        return row

    def part(self, event: events.RecordedEvent) -> PartInfo:
        """Return the part of an event as other contexts see it now."""
        return part_info(self._parts.of_id(event.stream_id), self.dossier.version_id)

    def part_of(self, key: str) -> PartInfo:
        """Return a part by its key in the procedure, as other contexts see it now."""
        return part_info(self._parts.of_key(key), self.dossier.version_id)

    def act_on_part(self, call: PartCall) -> None:
        """Do something to one of its parts; after the last of them the dossier goes on by itself."""
        self._parts.change(call, self._parts.of_id(call.part_id))
        self._collect(call.now)

    def _collect(self, now: datetime) -> None:
        if waits_for_parts(self.dossier) and not self._parts.open:
            told = ResultIssued(self._own_results)
            self.act(collecting(self.dossier, now), lambda before, after: told)

    def _note(self, event: events.DomainEvent, recorded: events.RecordedEvent) -> None:
        """Keep what is asked of the log later."""
        if isinstance(event, ResultProposed):
            self._worker = recorded.actor_id
        elif isinstance(event, OwnResultsIssued):
            self._own_results = event.decision_ids

    def find_by(self, findable: Findable) -> None:
        """Make it findable by names, numbers and hamlet."""
        row = self.dossier
        row.search_text, row.hamlet_id = search_text([row.owner_name, *findable.names]), findable.hamlet_id
        self.find_by_numbers(findable.numbers)

    def find_by_numbers(self, numbers: Iterable[tuple[str, str]]) -> None:
        """Make it findable by further numbers of a kind; each is kept once."""
        row = self.dossier
        for kind, number in sorted(set(numbers)):
            index = key_index(number)
            if number.strip() and (kind, index) not in self._keys:
                self._keys.add((kind, index))
                key = DossierKey(commune_id=row.commune_id, dossier_id=row.id, kind=kind, index=index)
                self.rows.add(key, row.submitted_at)

    def _move_rows(self, call: Call, before: Snapshot, outcome: Outcome) -> None:
        """Do to the rows of steps and pauses what `write_rows` does to those of the database."""
        row, moment = self.dossier, outcome.after.last_change
        if outcome.step_ended and self._step is not None:
            self._step.ended_at = moment
        if outcome.step_begun:
            self._step = self.rows.add(step_row(row, moment), moment)
        elif self._step and not outcome.step_ended and step_of(before) != step_of(outcome.after):
            self._step.holder_id, self._step.due_at = row.holder_id, row.step_due_at
        if outcome.pause_ended and self._pause is not None:
            self._pause.until_at = moment
        elif self._pause and not outcome.pause_begun and left_of(before) != left_of(outcome.after):
            self._pause.minutes_left = row.minutes_left or 0
            self._pause.step_minutes_left = row.step_minutes_left or 0
        if outcome.pause_begun:
            self._pause = self.rows.add(pause_row(row, call.action, moment), moment)

    def _as_read(self) -> None:
        """Bring moments to the form in which the database gives them back, and the public face up to date."""
        as_read(self.dossier, _MOMENTS)
        for name, value in shown(self.dossier).items():
            setattr(self._face, name, value)
