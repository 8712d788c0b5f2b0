"""Reads of one dossier: its state, its history, its steps, its pauses."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers.errors import DossierNotFound
from motcua.casework.dossiers.models import Dossier, HistoryEntry, Pause, Step
from motcua.casework.dossiers.rules import machine
from motcua.casework.dossiers.rules.actions import Action
from motcua.casework.dossiers.rules.channels import receiving_of
from motcua.casework.dossiers.rules.snapshot import Snapshot
from motcua.casework.dossiers.rules.states import State
from motcua.casework.dossiers.rules.transitions import REOPENED_FROM
from motcua.casework.dossiers.worlds import by_of, open_names, snapshot_of, world_of
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor


@dataclass(frozen=True)
class Counterpart:
    """The dossier of another commune that this one went on as, or came from."""

    commune_id: int
    id: UUID


@dataclass(frozen=True)
class DossierInfo:
    """A dossier as every page sees it. Times are aware; `due_explanation` is told line by line.

    `snapshot` is the same as the rules see it. `opinion_due`: when the first open opinion is due; lists alone tell it,
    and `open_parts`, the names of what is open of a joint dossier.
    `came_by`: the commune at whose desk or portal it was handed in for this one.
    `goes_on` and `came_from`: where it was transferred to, and from.
    """

    id: UUID
    commune_id: int
    applicant_id: UUID | None
    code: str | None
    book_year: int | None
    book_entry: int | None
    submission_code: str
    procedure_code: str
    procedure_name: str
    version_id: UUID
    channel: str
    place: str
    owner_name: str
    state: State
    supplement_state: str
    finance_state: str
    delivery_state: str
    step_key: str
    step_name: str
    step_role: str
    step_unit: str
    turns: Mapping[str, str]
    holder_id: UUID | None
    step_due_at: datetime | None
    submitted_at: datetime
    accepted_at: datetime | None
    due_original: datetime | None
    due_at: datetime | None
    due_explanation: tuple[str, ...]
    finished_at: datetime | None
    returned_at: datetime | None
    revision: int
    snapshot: Snapshot
    opinion_due: datetime | None = None
    open_parts: tuple[str, ...] = ()
    came_by: int | None = None
    goes_on: Counterpart | None = None
    came_from: Counterpart | None = None

    @property
    def reference(self) -> str:
        """The code to call it by: the dossier code, before acceptance the submission code."""
        return self.code or self.submission_code

    @property
    def proposed(self) -> bool:
        """Whether a supplement is proposed to the one-stop desk and not asked of the citizen."""
        return self.snapshot.proposed

    @property
    def receiving_id(self) -> int:
        """The commune that took it in: what comes over a portal is taken in by the one that handles it."""
        return receiving_of(self.came_by, self.channel) or self.commune_id

    @property
    def correcting(self) -> bool:
        """Whether a result that was given out is being corrected: the work goes on, the first end stands."""
        return not self.state.is_over and self.snapshot.clock_ended_at is not None


def as_info(row: Dossier) -> DossierInfo:
    """Return a row as the dataclass that leaves this context."""
    step = catalogue.process_of(row.version_id).step(row.step_key).name if row.step_key else ""
    return DossierInfo(
        id=row.id,
        commune_id=row.commune_id,
        applicant_id=row.applicant_id,
        code=row.code,
        book_year=row.book_year,
        book_entry=row.book_entry,
        submission_code=row.submission_code,
        procedure_code=row.procedure_code,
        procedure_name=row.procedure_name,
        version_id=row.version_id,
        channel=row.channel,
        place=row.place,
        owner_name=row.owner_name,
        state=State(row.business_state),
        supplement_state=row.supplement_state,
        finance_state=row.finance_state,
        delivery_state=row.delivery_state,
        step_key=row.step_key,
        step_name=step,
        step_role=row.step_role,
        step_unit=row.step_unit,
        turns=row.turns,
        holder_id=row.holder_id,
        step_due_at=row.step_due_at,
        submitted_at=row.submitted_at,
        accepted_at=row.accepted_at,
        due_original=row.due_original,
        due_at=row.due_at,
        due_explanation=tuple(row.due_explanation),
        finished_at=row.finished_at,
        returned_at=row.returned_at,
        revision=row.revision,
        snapshot=snapshot_of(row),
        opinion_due=getattr(row, "opinion_due", None),
        open_parts=open_names(row.version_id, getattr(row, "parts", ())),
        came_by=row.came_by,
        goes_on=_counterpart(row.transferred_to_commune, row.transferred_to),
        came_from=_counterpart(row.transferred_from_commune, row.transferred_from),
    )


def _counterpart(commune_id: int | None, dossier_id: UUID | None) -> Counterpart | None:
    return None if commune_id is None or dossier_id is None else Counterpart(commune_id, dossier_id)


def visible_to(actor: Actor) -> dict[str, object]:
    """Return the filter that keeps to what the actor may see; the wall beneath it says the same."""
    if actor.kind == "citizen":
        return {"applicant_id__in": actor.applicants}
    if actor.kind == "officer":
        actor.require("dossier.view")
    return {"commune_id": actor.home}


def scope_of(actor: Actor) -> AbstractContextManager[None]:
    """Open the scope in which the actor sees dossiers."""
    if actor.kind == "citizen":
        return tenancy.scope(applicants=actor.applicants)
    return tenancy.scope(communes=[actor.home])


def get_dossier(actor: Actor, dossier_id: UUID) -> DossierInfo:
    """Return a dossier the actor may see; DossierNotFound otherwise."""
    with scope_of(actor):
        row = Dossier.objects.filter(id=dossier_id, **visible_to(actor)).first()
        if row is None:
            raise DossierNotFound
        return as_info(row)


@dataclass(frozen=True)
class HistoryLine:
    """Who did what, as what, when; `note` is what they wrote, `instead_of` in whose place they did it.

    `dropped_proposal`: a supplement proposed to the desk was left behind with it; a citizen is not told.
    """

    action: str
    label: str
    at: datetime
    actor_name: str
    actor_role: str
    unit_name: str
    state: State
    note: str
    internal: bool
    instead_of: str = ""
    dropped_proposal: bool = False


def history(actor: Actor, dossier_id: UUID) -> list[HistoryLine]:
    """Return the history, oldest first; a citizen does not see internal lines."""
    with scope_of(actor):
        rows = HistoryEntry.objects.filter(dossier_id=dossier_id, **visible_to(actor))
        if actor.kind == "citizen":
            shown = [line_of(row) for row in rows.filter(internal=False).order_by("seq")]
            return [replace(line, dropped_proposal=False) for line in shown]
        return [line_of(row) for row in rows.order_by("seq")]


def line_of(row: HistoryEntry) -> HistoryLine:
    """Return a row as the line that leaves this context."""
    return HistoryLine(
        row.action, Action(row.action).label, row.at, row.actor_name, row.actor_role, row.unit_name,
        State(row.state_after), row.note or "", row.internal, row.instead_of, row.dropped_proposal,
    )  # fmt: skip


def note_name(seq: int) -> str:
    """Return the name under which an event tells the digest of its note."""
    return f"note/{seq}"


def line_of_event(commune_id: int, dossier_id: UUID, event_id: UUID) -> HistoryLine:
    """Return the history line that an event of the dossier wrote."""
    with tenancy.scope(communes=[commune_id]):
        rows = HistoryEntry.objects.filter(commune_id=commune_id, dossier_id=dossier_id)
        return line_of(rows.get(event_id=event_id))


@dataclass(frozen=True)
class StepLine:
    """A step of the process as it ran, runs or will run. `external`: the agency outside that does the work."""

    key: str
    name: str
    role: str
    holder_id: UUID | None
    started_at: datetime | None
    due_at: datetime | None
    ended_at: datetime | None
    external: str = ""

    @property
    def status(self) -> str:
        """done | current | waiting."""
        if self.ended_at is not None:
            return "done"
        return "current" if self.started_at is not None else "waiting"


def steps(actor: Actor, dossier: DossierInfo) -> list[StepLine]:
    """Return the way of the dossier: the steps run so far, then those the process still holds."""
    process = catalogue.process_of(dossier.version_id)
    outside = {step.key: step.external for step in process.steps}
    with scope_of(actor):
        rows = Step.objects.filter(dossier_id=dossier.id, **visible_to(actor)).order_by("started_at", "id")
        run = [
            StepLine(
                r.key, r.name, r.role, r.holder_id, r.started_at, r.due_at, r.ended_at, outside.get(r.key, "")
            )
            for r in rows
        ]
    if dossier.state.is_over and dossier.state not in (State.DONE,):
        return run
    ahead = []
    step = process.following(dossier.step_key, dossier.turns) if dossier.step_key else None
    while step is not None:
        ahead.append(StepLine(step.key, step.name, step.role, None, None, None, None, step.external))
        step = process.following(step.key, dossier.turns)
    return run + ahead


@dataclass(frozen=True)
class PauseLine:
    """The clock stood, or stands while `until_at` is None. `reason`: supplement or payment, what was waited for."""

    reason: str
    from_at: datetime
    until_at: datetime | None


def pauses(actor: Actor, dossier: DossierInfo) -> list[PauseLine]:
    """Return when the clock of a dossier stood, the first time first."""
    with scope_of(actor):
        rows = Pause.objects.filter(dossier_id=dossier.id, **visible_to(actor)).order_by("from_at", "id")
        return [PauseLine(row.reason, row.from_at, row.until_at) for row in rows]


AT_DESK = (Action.REQUEST_SUPPLEMENT, Action.DECLINE_SUPPLEMENT)
"""What the desk does with a proposal to ask for a supplement."""


def allowed_actions(actor: Actor, dossier: DossierInfo) -> list[Action]:
    """Return what the step names and the officer may do now, in the order of the process; the server checks again.

    What was proposed to the desk comes first: the desk sends it or gives it back, whatever the step names.
    """
    if not dossier.step_key or actor.kind != "officer":
        return []
    step = catalogue.process_of(dossier.version_id).step(dossier.step_key)
    # What a step names does not hang on the time.
    world = world_of(dossier, dossier.submitted_at)
    may = set(machine.allowed(dossier.snapshot, by_of(actor), world, dossier.submitted_at))
    # Its page takes no written order, so it is offered while no order is needed.
    if dossier.snapshot.rounds >= world.law.supplement_rounds:
        may -= {Action.REQUEST_SUPPLEMENT, Action.PROPOSE_SUPPLEMENT}
    at_desk = AT_DESK if dossier.proposed else ()
    named = dict.fromkeys((*at_desk, *(Action(name) for name in step.actions)))
    return [action for action in named if action in may]


def allowed(actor: Actor, dossier: DossierInfo, now: datetime, **known: Any) -> list[Action]:
    """Return everything the actor may do now, as far as it is known before a page is filled in.

    `known` goes to the rules' world: `owed`, `opinions`, `open_opinions`, `open_children`, `issue_ordered`.
    """
    return machine.allowed(dossier.snapshot, by_of(actor), world_of(dossier, now, **known), now)


def answer_hours(commune_id: int, on: date) -> int:
    """Return within how many working hours a commune answers a dossier that is sent on a day."""
    return catalogue.law(on, commune_id).answer_minutes // 60


def withdrawal_hours(commune_id: int, on: date) -> int:
    """Return within how many working hours a wish to withdraw is answered."""
    return catalogue.law(on, commune_id).withdrawal_answer_minutes // 60


def reopening_kinds(dossier: DossierInfo, now: datetime) -> tuple[str, ...]:
    """Return for which reasons the dossier could be taken up again by written order."""
    law = catalogue.law(clock.local_date(dossier.accepted_at or now), dossier.commune_id)
    kinds = (kind for kind, states in REOPENED_FROM.items() if dossier.state in states)
    return tuple(kind for kind in kinds if kind != "reconsider_refusal" or law.reopen_refusal)
