"""Dossiers as they would be, written in memory by the same rules: for years of a demonstration.

Nothing is locked and nobody is asked for a permission that the rules do not ask for; whoever loads knows what was done,
and when. `tests/demonstration` proves that the rows are those that the use cases write.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import models

from motcua.casework.dossiers.events import DossierAccepted, ResultProposed
from motcua.casework.dossiers.models import (
    BookCounter,
    CodeCounter,
    Dossier,
    DossierKey,
    Pause,
    PublicProgress,
    Step,
)
from motcua.casework.dossiers.queries import DossierInfo, as_info
from motcua.casework.dossiers.rules.actions import Action
from motcua.casework.dossiers.rules.codes import DEFAULT_PATTERNS, format_code
from motcua.casework.dossiers.rules.facts import Accepting
from motcua.casework.dossiers.rules.snapshot import Snapshot
from motcua.casework.dossiers.rules.world import Outcome
from motcua.casework.dossiers.use_cases.accept import REGISTER, identifier_on
from motcua.casework.dossiers.use_cases.acting import Call, Tell, decided, in_role
from motcua.casework.dossiers.use_cases.keep_findable import Findable, key_index, search_text
from motcua.casework.dossiers.use_cases.open_dossier import Submission, begun, public_face
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
from motcua.kernel.bulk import Rows, keep_counters

_MOMENTS = tuple(
    field.attname for field in Dossier._meta.concrete_fields if isinstance(field, models.DateTimeField)
)


class Story:
    """One dossier on its way. `told`: hears of every event and its call."""

    def __init__(self, rows: Rows, told: Callable[[events.RecordedEvent, Call], None]) -> None:
        self.rows, self._told = rows, told
        self.dossier: Dossier
        self._step: Step | None = None
        self._pause: Pause | None = None
        self._worker: UUID | None = None
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
        recorded = chain_event(call, self.dossier, event, None, self.rows.record)
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
        world = world_of(row, call.now, **known)
        outcome = decided(call, before, world)
        call = replace(call, actor=in_role(call, before, world))
        keep(row, outcome.after)
        row.due_explanation = [*row.due_explanation, *outcome.lines]
        event = tell(before, outcome.after)
        if outcome.event != event.NAME:
            raise ValueError(f"{call.action} is told as {outcome.event}, not as {event.NAME}")
        recorded = chain_event(call, row, event, before, self.rows.record)
        self._move_rows(call, before, outcome)
        if call.action is not Action.SET_LINE:
            self.rows.add(history_row(call, row, recorded), call.now)
        if isinstance(event, ResultProposed):
            self._worker = recorded.actor_id
        self._as_read()
        self._told(recorded, call)
        return row

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
        for name in _MOMENTS:
            value = getattr(self.dossier, name)
            if value is not None:
                setattr(self.dossier, name, value.astimezone(UTC))
        for name, value in shown(self.dossier).items():
            setattr(self._face, name, value)


def books_of(commune_id: int) -> dict[str, int]:
    """Return the last numbers taken, within the caller's scope: "code/<day>" and "register/<year>"."""
    codes = CodeCounter.objects.filter(commune_id=commune_id).values_list("on", "next_number")
    entries = BookCounter.objects.filter(commune_id=commune_id, book=REGISTER)
    return {
        **{f"code/{on}": following - 1 for on, following in codes},
        **{
            f"{REGISTER}/{year}": following - 1
            for year, following in entries.values_list("year", "next_number")
        },
    }


def keep_books(commune_id: int, books: Mapping[str, int]) -> None:
    """Keep how far codes and register have come, by the same names."""
    codes, entries = [], []
    for book, last in books.items():
        kind, _, when = book.partition("/")
        if kind == "code":
            on = date.fromisoformat(when)
            named = {"identifier": identifier_on(commune_id, on), "on": on}
            codes.append(CodeCounter(commune_id=commune_id, **named, next_number=last + 1))
        elif kind == REGISTER:
            named = {"book": REGISTER, "year": int(when)}
            entries.append(BookCounter(commune_id=commune_id, **named, next_number=last + 1))
    keep_counters(codes, "identifier", "on")
    keep_counters(entries, "book", "year")
