"""The frame of every action: lock, check, move, tell.

The caller has opened the scope and so the transaction. Order of locks: dossier, code counter, the rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers.errors import DoneBefore, DossierNotFound, HeldByAnother, StalePage
from motcua.casework.dossiers.models import Dossier, HistoryEntry, PublicProgress, Step
from motcua.casework.dossiers.queries import DossierInfo, is_in_unit, note_name
from motcua.casework.dossiers.rules.states import (
    Action,
    ActionRefused,
    State,
    next_state,
    worked_as,
)
from motcua.kernel import events
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotAllowed


@dataclass(frozen=True)
class Call:
    """Who asks for which action on which dossier, and how a repetition or a stale page is known.

    `revision` is that of the page the person saw; `action_key` makes a repetition harmless.
    `contents`: what the action puts in force, by name, for the digests of its event.
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


def lock(call: Call) -> tuple[Call, Dossier]:
    """Lock the dossier, make sure the call fits it, and return it with the call in the role of the present step.

    Raises DossierNotFound, DoneBefore, StalePage, ActionRefused, HeldByAnother or NotAllowed.
    """
    commune_id = call.actor.home
    dossier = Dossier.objects.select_for_update().filter(commune_id=commune_id, id=call.dossier_id).first()
    if dossier is None:
        raise DossierNotFound
    if events.done_before(commune_id, call.action_key) is not None:
        raise DoneBefore
    if call.revision is not None and call.revision != dossier.revision:
        raise StalePage
    next_state(State(dossier.business_state), call.action, accepted=dossier.accepted_at is not None)
    if call.actor.kind == "officer":
        role = _require_step(call.actor, dossier, call.action)
        call = replace(call, actor=replace(call.actor, role=role))
    return call, dossier


def require_allowed(actor: Actor, dossier: DossierInfo, action: Action) -> None:
    """Raise what the action itself would raise now, before the officer fills in its page.

    Raises NotAllowed, ActionRefused or HeldByAnother.
    """
    actor.require(action.permission)
    if action is Action.REQUEST_SUPPLEMENT:
        require_no_supplement(dossier)
    next_state(dossier.state, action, accepted=dossier.accepted_at is not None)
    _require_step(actor, dossier, action)


def require_no_supplement(dossier: Dossier | DossierInfo) -> None:
    """Raise ActionRefused when a supplement was asked for before.

    Legal basis: Decree 45/2020/NĐ-CP, Article 11; Decree 118/2025/NĐ-CP: once, with all items.
    """
    if dossier.supplement_state != "none":
        raise ActionRefused(
            "Hồ sơ này đã được yêu cầu bổ sung một lần. Pháp luật chỉ cho phép yêu cầu một lần;"
            " lần thứ hai cần văn bản của người đứng đầu."
        )


def _require_step(actor: Actor, dossier: Dossier | DossierInfo, action: Action) -> str:
    """Return the role in which the actor does it: that of the step, not just any that is held."""
    actor.require(action.permission)
    step = catalogue.process_of(dossier.version_id).step(dossier.step_key)
    if action.value not in step.actions:
        raise ActionRefused(f"Bước «{step.name}» không có việc «{action.label}».")
    role = worked_as(step.role, actor.roles)
    if role is None and action is Action.ASSIGN and "unit_head" in actor.roles:
        role = "unit_head"
    if role is None:
        raise NotAllowed(f"Bước «{step.name}» thuộc về vai trò khác, ông/bà chưa được giao vai trò này.")
    if not is_in_unit(actor, step.unit):
        raise NotAllowed(
            f"Bước «{step.name}» do {organisation.unit_words(step.unit)} làm; ông/bà đang ở {actor.unit_name}."
        )
    held = dossier.holder_id is not None and dossier.holder_id != actor.staff_id
    if held and action is not Action.ASSIGN:
        raise HeldByAnother
    return role


def enter_step(dossier: Dossier, key: str, *, now: datetime, holder_id: UUID | None = None) -> None:
    """End the open step and begin another, due by its share of the term."""
    step = catalogue.process_of(dossier.version_id).step(key)
    _end_step(dossier, now)
    dossier.step_key, dossier.holder_id = key, holder_id
    dossier.step_role, dossier.step_unit = step.role, step.unit
    dossier.step_due_at = _step_due(dossier, key)
    open_step(dossier, key, now=now)


def open_step(dossier: Dossier, key: str, *, now: datetime) -> None:
    """Write the row of the step that begins; holder and due time are the dossier's."""
    step = catalogue.process_of(dossier.version_id).step(key)
    Step.objects.create(
        commune_id=dossier.commune_id,
        applicant_id=dossier.applicant_id,
        dossier_id=dossier.id,
        key=key,
        name=step.name,
        role=step.role,
        holder_id=dossier.holder_id,
        started_at=now,
        due_at=dossier.step_due_at,
    )


def leave_process(dossier: Dossier, now: datetime) -> None:
    """End the open step; none follows."""
    _end_step(dossier, now)
    dossier.step_key = dossier.step_role = dossier.step_unit = ""
    dossier.holder_id = dossier.step_due_at = None


def _end_step(dossier: Dossier, now: datetime) -> None:
    """End the open step, if any."""
    if dossier.step_key:
        Step.objects.filter(
            commune_id=dossier.commune_id, dossier_id=dossier.id, ended_at__isnull=True
        ).update(ended_at=now)


def _step_due(dossier: Dossier, key: str) -> datetime | None:
    """Place the step's end within the term: what is left of the whole term is kept behind it."""
    if dossier.due_at is None or dossier.accepted_at is None or dossier.due_original is None:
        return dossier.step_due_at
    calendar = organisation.working_calendar(dossier.commune_id, dossier.due_at.date())
    minutes = calendar.working_minutes_between(dossier.accepted_at, dossier.due_original)
    offsets = catalogue.step_offsets(dossier.version_id, minutes)
    behind = minutes - offsets.get(key, minutes)
    left = calendar.working_minutes_between(dossier.accepted_at, dossier.due_at)
    return calendar.add_working_minutes(dossier.accepted_at, max(left - behind, 0))


def finish_call(call: Call, dossier: Dossier, event: events.DomainEvent) -> events.RecordedEvent:
    """Move the state, record the event, write the history and the public face, and save."""
    after = next_state(State(dossier.business_state), call.action, accepted=dossier.accepted_at is not None)
    dossier.business_state = after
    return tell(call, dossier, event)


def tell(call: Call, dossier: Dossier, event: events.DomainEvent) -> events.RecordedEvent:
    """Record the event with its history line and public face; the state is already set."""
    recorded = chain_event(call, dossier, event)
    dossier.save()
    write_history(call, dossier, recorded)
    show_publicly(dossier)
    return recorded


def chain_event(call: Call, dossier: Dossier, event: events.DomainEvent) -> events.RecordedEvent:
    """Record the event on the dossier's chain and keep the new head; the caller saves the dossier."""
    dossier.revision += 1
    recorded = events.record(
        dossier.id,
        event,
        commune_id=dossier.commune_id,
        actor=call.actor,
        now=call.now,
        head=(dossier.chain_seq, bytes(dossier.chain_hash or events.START[1])),
        action_key=call.action_key,
        contents={**call.contents, **({note_name(dossier.chain_seq + 1): call.note} if call.note else {})},
    )
    dossier.chain_seq, dossier.chain_hash = recorded.seq, recorded.hash
    return recorded


def write_history(call: Call, dossier: Dossier, event: events.RecordedEvent) -> None:
    """Write the readable line of an event."""
    HistoryEntry.objects.create(
        commune_id=dossier.commune_id,
        applicant_id=dossier.applicant_id,
        dossier_id=dossier.id,
        event_id=event.id,
        seq=event.seq,
        action=call.action.value,
        at=call.now,
        actor_name=call.actor.name,
        actor_role=call.actor.title or _KINDS[call.actor.kind],
        unit_name=call.actor.unit_name,
        state_after=dossier.business_state,
        note=call.note or None,
        internal=call.internal,
    )


_KINDS = {"citizen": "Người nộp hồ sơ", "system": "Hệ thống", "officer": "Cán bộ", "anonymous": ""}


def show_publicly(dossier: Dossier) -> None:
    """Bring the public face up to date."""
    step = catalogue.process_of(dossier.version_id).step(dossier.step_key) if dossier.step_key else None
    PublicProgress.objects.filter(commune_id=dossier.commune_id, id=dossier.id).update(
        code=dossier.code,
        business_state=dossier.business_state,
        step_name=step.name if step else "",
        accepted_at=dossier.accepted_at,
        due_at=dossier.due_at,
        finished_at=dossier.finished_at,
    )
