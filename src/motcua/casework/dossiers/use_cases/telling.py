"""What an action writes besides the dossier's own row: event, steps, pauses, history, public face."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers.models import Dossier, HistoryEntry, Pause, PublicProgress, Step
from motcua.casework.dossiers.queries import note_name
from motcua.casework.dossiers.rules.actions import Action
from motcua.casework.dossiers.rules.replaying import delta
from motcua.casework.dossiers.rules.snapshot import Snapshot
from motcua.casework.dossiers.rules.world import Outcome
from motcua.kernel import events

if TYPE_CHECKING:
    from motcua.casework.dossiers.use_cases.acting import Call


def chain_event(
    call: "Call",
    dossier: Dossier,
    event: events.DomainEvent,
    before: Snapshot | None,
    after: Snapshot,
    *,
    record: Callable[..., events.RecordedEvent] = events.record,
) -> events.RecordedEvent:
    """Record the event with what it changed, and keep the new head of the chain; the caller saves the dossier.

    The first event of a dossier tells every tracked value, and so does the first one after an older version of
    the software, whose events told none.
    """
    dossier.revision += 1
    recorded = record(
        dossier.id,
        event,
        commune_id=dossier.commune_id,
        actor=call.actor,
        now=call.entered_at or call.now,
        head=(dossier.chain_seq, bytes(dossier.chain_hash or events.START[1])),
        action_key=call.action_key,
        contents={**call.contents, **({note_name(dossier.chain_seq + 1): call.note} if call.note else {})},
        told=_told(dossier, before if dossier.replayable else None, after),
    )
    dossier.chain_seq, dossier.chain_hash, dossier.replayable = recorded.seq, recorded.hash, True
    return recorded


def _told(dossier: Dossier, before: Snapshot | None, after: Snapshot) -> dict[str, Any]:
    changed = delta(before, after)
    if before is None:
        return {"to": {**changed, **_numbers(dossier)}, "whole": True}
    # A dossier gets its numbers once, when the clock starts.
    return {"to": {**changed, **(_numbers(dossier) if "accepted_at" in changed else {})}}


def _numbers(dossier: Dossier) -> dict[str, Any]:
    return {"code": dossier.code, "book_year": dossier.book_year, "book_entry": dossier.book_entry}


def write_rows(dossier: Dossier, before: Snapshot, outcome: Outcome, call: "Call") -> None:
    """End and begin the rows of steps and pauses, and bring the open ones up to date.

    They take the moment that the rules took: late news of the system counts from what was done last.
    """
    moment = outcome.after.last_change
    open_rows = {"commune_id": dossier.commune_id, "dossier_id": dossier.id}
    running = Step.objects.filter(**open_rows, ended_at__isnull=True)
    if outcome.step_ended:
        running.update(ended_at=moment)
    if outcome.step_begun:
        open_step(dossier, moment)
    elif not outcome.step_ended and step_of(before) != step_of(outcome.after):
        running.update(holder_id=dossier.holder_id, due_at=dossier.step_due_at)
    standing = Pause.objects.filter(**open_rows, until_at__isnull=True)
    if outcome.pause_ended:
        standing.update(until_at=moment)
    elif not outcome.pause_begun and left_of(before) != left_of(outcome.after):
        standing.update(minutes_left=dossier.minutes_left, step_minutes_left=dossier.step_minutes_left)
    if outcome.pause_begun:
        pause_row(dossier, call.action, moment).save(force_insert=True)


def pause_row(dossier: Dossier, action: Action, moment: datetime) -> Pause:
    """Return the row of the pause that begins, not yet written."""
    return Pause(
        commune_id=dossier.commune_id,
        dossier_id=dossier.id,
        applicant_id=dossier.applicant_id,
        reason="payment" if action is Action.REQUEST_PAYMENT else "supplement",
        from_at=moment,
        minutes_left=dossier.minutes_left or 0,
        step_minutes_left=dossier.step_minutes_left or 0,
    )


def step_of(s: Snapshot) -> tuple[UUID | None, datetime | None]:
    """Return what the row of an open step follows."""
    return s.holder_id, s.step_due_at


def left_of(s: Snapshot) -> tuple[int | None, int | None]:
    """Return what the row of an open pause follows."""
    return s.minutes_left, s.step_minutes_left


def open_step(dossier: Dossier, moment: datetime) -> None:
    """Write the row of the step that begins."""
    step_row(dossier, moment).save(force_insert=True)


def step_row(dossier: Dossier, moment: datetime) -> Step:
    """Return the row of the step that begins, not yet written; holder and due time are the dossier's."""
    step = catalogue.process_of(dossier.version_id).step(dossier.step_key)
    return Step(
        commune_id=dossier.commune_id,
        applicant_id=dossier.applicant_id,
        dossier_id=dossier.id,
        key=step.key,
        name=step.name,
        role=step.role,
        holder_id=dossier.holder_id,
        started_at=moment,
        due_at=dossier.step_due_at,
    )


def write_history(
    call: "Call", dossier: Dossier, event: events.RecordedEvent, *, dropped_proposal: bool = False
) -> None:
    """Write the readable line of an event."""
    row = history_row(call, dossier, event)
    row.dropped_proposal = dropped_proposal
    row.save(force_insert=True)


def history_row(call: "Call", dossier: Dossier, event: events.RecordedEvent) -> HistoryEntry:
    """Return the readable line of an event, not yet written."""
    return HistoryEntry(
        commune_id=dossier.commune_id,
        applicant_id=dossier.applicant_id,
        dossier_id=dossier.id,
        event_id=event.id,
        seq=event.seq,
        action=call.action.value,
        at=dossier.changed_at or call.now,
        actor_name=call.actor.name,
        actor_role=call.actor.title or _KINDS[call.actor.kind],
        unit_name=call.actor.unit_name,
        instead_of=call.actor.instead_of,
        state_after=dossier.business_state,
        note=call.note or None,
        internal=call.internal,
    )


_KINDS = {"citizen": "Người nộp hồ sơ", "system": "Hệ thống", "officer": "Cán bộ", "anonymous": ""}


def show_publicly(dossier: Dossier) -> None:
    """Bring the public face up to date."""
    PublicProgress.objects.filter(commune_id=dossier.commune_id, id=dossier.id).update(**shown(dossier))


def shown(dossier: Dossier) -> dict[str, Any]:
    """Return what of the public face changes on the way."""
    step = catalogue.process_of(dossier.version_id).step(dossier.step_key) if dossier.step_key else None
    return {
        "code": dossier.code,
        "business_state": dossier.business_state,
        "step_name": step.name if step else "",
        "accepted_at": dossier.accepted_at,
        "due_at": dossier.due_at,
        "finished_at": dossier.finished_at,
        "transferred_to": dossier.transferred_to,
        "transferred_to_commune": dossier.transferred_to_commune,
    }
