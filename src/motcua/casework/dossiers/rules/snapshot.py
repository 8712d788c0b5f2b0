"""A dossier as the rules see it: five lines, step, holder, clock; no name, no paper, no money."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from motcua.casework.dossiers.rules.actions import Action
from motcua.casework.dossiers.rules.states import State

# How the line of supplements stands while a proposal lies at the desk.
PROPOSED = "internal"


@dataclass(frozen=True)
class Snapshot:
    """A dossier at one moment. Times are aware; `minutes_left` and `step_minutes_left` are working minutes.

    `changed_at`: when something was last done to it. `rounds`: how often a supplement was asked for. `wait_until`: the
    limit of what the citizen was asked for. While the clock stands, `due_at` is the due time of before the stop.
    `clock_ended_at` ends what counts for lateness and stays when a result is corrected. A dossier at no step has an
    empty `step_key`. `transferred_to` and `transferred_from`: the dossier of another commune as which it goes on, or
    which goes on as this one.
    """

    id: UUID
    commune_id: int
    submitted_at: datetime
    state: State = State.SUBMITTED
    supplement: str = "none"
    finance: str = "none"
    delivery: str = "none"
    sync: str = "none"
    step_key: str = ""
    step_role: str = ""
    step_unit: str = ""
    turns: Mapping[str, str] = field(default_factory=dict)
    holder_id: UUID | None = None
    step_due_at: datetime | None = None
    accepted_at: datetime | None = None
    due_original: datetime | None = None
    due_at: datetime | None = None
    promised_at: datetime | None = None
    extended_from: datetime | None = None
    paused_at: datetime | None = None
    minutes_left: int | None = None
    step_minutes_left: int | None = None
    rounds: int = 0
    counts_late: bool = False
    wait_until: datetime | None = None
    answers_complete: bool = True
    withdrawal_requested_at: datetime | None = None
    apologised_at: datetime | None = None
    finished_at: datetime | None = None
    clock_ended_at: datetime | None = None
    returned_at: datetime | None = None
    transferred_to: UUID | None = None
    transferred_from: UUID | None = None
    next_action: str = ""
    next_at: datetime | None = None
    changed_at: datetime | None = None
    revision: int = 0

    @property
    def phase(self) -> str:
        """`pre` before the dossier was accepted, `post` after."""
        return "pre" if self.accepted_at is None else "post"

    @property
    def proposed(self) -> bool:
        """Whether a supplement is proposed to the one-stop desk and not asked of the citizen."""
        return self.supplement == PROPOSED

    @property
    def waits_for_desk(self) -> bool:
        """Whether the next act is the desk's: a proposal lies there, and nothing is to be answered or paid first."""
        return self.proposed and self.next_action == Action.REQUEST_SUPPLEMENT

    def late(self, now: datetime) -> bool:
        """Tell whether it counts as late: by its end, the stop of its clock, or now. Uncollected is never late."""
        if self.counts_late:
            return True
        end = self.clock_ended_at or self.paused_at or now
        return self.due_at is not None and to_minute(end) > self.due_at

    @property
    def last_change(self) -> datetime:
        """When something was last done: nothing can be done before it."""
        return self.changed_at or self.submitted_at


def to_minute(at: datetime) -> datetime:
    """Return the moment without its seconds: terms are printed, and so compared, to the minute."""
    return at.replace(second=0, microsecond=0)


# The name here of each column of the dossier that is called otherwise there.
COLUMNS = {
    "state": "business_state",
    "supplement": "supplement_state",
    "finance": "finance_state",
    "delivery": "delivery_state",
    "sync": "sync_state",
}

TRACKED = (
    "submitted_at", "state", "supplement", "finance", "delivery", "step_key", "step_role", "step_unit", "turns",
    "holder_id", "step_due_at", "accepted_at", "due_original", "due_at", "promised_at", "extended_from",
    "paused_at", "minutes_left", "step_minutes_left", "rounds", "counts_late", "wait_until", "answers_complete",
    "withdrawal_requested_at", "apologised_at", "finished_at", "clock_ended_at", "returned_at", "transferred_to",
    "transferred_from", "next_action", "next_at", "changed_at",
)  # fmt: skip
"""What an event tells when it changes it, so that a fold of the events gives the snapshot again."""
