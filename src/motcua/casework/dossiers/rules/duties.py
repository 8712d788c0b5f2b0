"""What has to happen next to a dossier, by when, and whose turn it is: nothing waits for nobody."""

from datetime import datetime
from typing import NamedTuple

from motcua.casework.dossiers.rules.roles import DESK
from motcua.casework.dossiers.rules.snapshot import Snapshot
from motcua.casework.dossiers.rules.states import State
from motcua.casework.dossiers.rules.world import World
from motcua.kernel import clock

FORWARD = ("accept", "propose", "approve", "issue", "collect", "return_result")


class Duty(NamedTuple):
    """The next action, by when, and whose it is: citizen, system, head, asked unit, or the role of the step."""

    action: str
    at: datetime | None
    owner: str


NOTHING = Duty("", None, "")


def next_duty(s: Snapshot, world: World) -> Duty:
    """Return what has to happen next; nothing for a dossier that stands at no step."""
    if not s.step_key:
        return NOTHING
    if s.withdrawal_requested_at is not None and s.state is not State.DONE:
        asked = clock.local(s.withdrawal_requested_at)
        by = world.calendar.add_working_minutes(asked, world.law.withdrawal_answer_minutes)
        return Duty("confirm_withdrawal", by, s.step_role)
    match s.state:
        case State.SUPPLEMENT:
            return _awaited(s, world)
        case State.PAYMENT:
            return Duty("settle_payment", _or_step(s.wait_until, s), "citizen")
        case _:
            return _worked(s, world)


def _awaited(s: Snapshot, world: World) -> Duty:
    if s.supplement != "expired" or s.wait_until is None:
        return Duty("answer_supplement", _or_step(s.wait_until, s), "citizen")
    day = world.calendar.working_day_after(clock.local_date(s.wait_until), world.law.supplement_expiry_days)
    closing = world.calendar.close(day)
    return Duty("refuse", closing, s.step_role) if s.phase == "pre" else Duty("stop", closing, "head")


def _worked(s: Snapshot, world: World) -> Duty:
    at = _or_step(None, s)
    # The clock runs on: what the desk is to send is due when the step is.
    if s.proposed:
        return Duty("request_supplement", at, DESK.role)
    actions = world.process.step(s.step_key).actions
    ahead = next((one for one in actions if one in FORWARD), actions[0])
    # An opinion is the next thing where nothing but it holds up the draft.
    if ahead == "propose" and world.open_opinions and s.answers_complete:
        return Duty("give_opinion", at, "asked unit")
    return Duty(ahead, at, s.step_role)


def _or_step(at: datetime | None, s: Snapshot) -> datetime:
    return at or s.step_due_at or s.submitted_at
