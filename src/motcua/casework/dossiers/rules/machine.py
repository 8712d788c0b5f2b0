"""The state machine: a closed list of actions; everything follows from the action and the table."""

from dataclasses import replace
from datetime import datetime

from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers.rules import refusals
from motcua.casework.dossiers.rules.actions import Action
from motcua.casework.dossiers.rules.clockwork import step_due, tick
from motcua.casework.dossiers.rules.duties import next_duty
from motcua.casework.dossiers.rules.effects import line_changes, own_changes, unproposed
from motcua.casework.dossiers.rules.facts import AskingOpinion
from motcua.casework.dossiers.rules.guards import GUARDS, words_of
from motcua.casework.dossiers.rules.refusals import ActionRefused
from motcua.casework.dossiers.rules.roles import DESK, Place, head_of, worked_as
from motcua.casework.dossiers.rules.snapshot import Snapshot
from motcua.casework.dossiers.rules.transitions import Transition, rows_from
from motcua.casework.dossiers.rules.world import By, Order, Outcome, World

# After these the dossier goes on to the next step; after those it stands at none any more.
FORWARD = (
    Action.ACCEPT, Action.PROPOSE, Action.SIGN, Action.AWAIT_PARTS, Action.COLLECT, Action.FINISH,
)  # fmt: skip
LEAVING = (Action.REFUSE, Action.CONFIRM_WITHDRAWAL, Action.STOP, Action.TRANSFER, Action.RETURN_RESULT)


def decide(s: Snapshot, order: Order, world: World) -> Outcome:
    """Return what the action makes of the dossier; ActionRefused with its kind when it may not be done now.

    Checked in this order: state and phase, step, permission, role, unit, holder, that it is not before what was
    done already, the guards of the table. What the system tells is never too early: it counts from what was done last.
    """
    if order.by.kind == "system":
        order = replace(order, at=max(order.at, s.last_change))
    row = fitting(s, order.action)
    require_may(s, order.by, row, world)
    for name in ("time", *row.guards):
        if not GUARDS[name].check(s, order, world):
            raise ActionRefused(words_of(name, world), refusals.GUARD + name)
    return _carried_out(s, order, row, world)


def begin(s: Snapshot, order: Order, world: World) -> Outcome:
    """Return a submission as it stands at the first step of its process; `s` has its ids and times alone."""
    [row] = rows_from(Action.SUBMIT, None)
    return _carried_out(s, order, row, world)


def require_allowed(s: Snapshot, by: By, action: Action, world: World, at: datetime) -> None:
    """Raise what `decide` would raise now, as far as it is known before the action's page is filled in."""
    row = fitting(s, action)
    require_may(s, by, row, world)
    order = Order(action, at, by)
    for name in row.guards:
        if not GUARDS[name].of_facts and not GUARDS[name].check(s, order, world):
            raise ActionRefused(words_of(name, world), refusals.GUARD + name)


def require_round(s: Snapshot, world: World) -> None:
    """Raise ActionRefused when a further supplement needs a written order."""
    if s.rounds >= world.law.supplement_rounds:
        raise ActionRefused(GUARDS["rounds"].message, refusals.GUARD + "rounds")


def allowed(s: Snapshot, by: By, world: World, at: datetime) -> list[Action]:
    """Return what this person may do now, in the order of the list of actions, as far as a page can know."""
    found = []
    for action in Action:
        try:
            require_allowed(s, by, action, world, at)
        except ActionRefused:
            continue
        found.append(action)
    return found


def fitting(s: Snapshot, action: Action) -> Transition:
    """Return the row of the table for this dossier. ActionRefused: not from this state, or not in this phase."""
    rows = rows_from(action, s.state)
    if not rows:
        raise ActionRefused(
            f"Không thể «{action.label}» khi hồ sơ ở trạng thái «{s.state.label}». Hãy tải lại trang để xem hồ sơ.",
            refusals.NOT_FROM_STATE,
        )
    row = next(
        (row for row in rows if row.phase in ("any", s.phase) and row.proposed in (None, s.proposed)), None
    )
    if row is None:
        when = "chưa được tiếp nhận" if s.phase == "pre" else "đã được tiếp nhận"
        raise ActionRefused(f"Hồ sơ {when} nên không «{action.label}» được nữa.", refusals.PHASE)
    return row


def require_may(s: Snapshot, by: By, row: Transition, world: World) -> None:
    """Raise ActionRefused unless this person may do it at this step."""
    step = world.process.step(s.step_key) if s.step_key else None
    if row.needs and (step is None or row.needs not in step.actions):
        name = step.name if step else "đã kết thúc"
        raise ActionRefused(f"Bước «{name}» không có việc «{row.action.label}».", refusals.STEP)
    if by.kind == "system":
        return
    if by.kind not in row.by or (by.kind == "officer" and not _permitted(row, by)):
        raise ActionRefused(
            "Ông/bà không có quyền làm việc này. Nếu cần, hãy nhờ quản trị của đơn vị cấp quyền.",
            refusals.PERMISSION,
        )
    if by.kind == "officer":
        _require_step(s, by, row, step)


def _permitted(row: Transition, by: By) -> bool:
    return not row.permissions or bool(by.permissions & set(row.permissions))


def _require_step(s: Snapshot, by: By, row: Transition, step: catalogue.Step | None) -> None:
    if row.who != "permission" and step is not None:
        place = place_of(row, step)
        if role_of(row, by, step) is None:
            raise ActionRefused(_of_others(row, place), refusals.ROLE)
        if place.unit not in ("", by.unit_kind):
            unit = organisation.unit_words(place.unit)
            raise ActionRefused(
                f"Bước «{place.name}» do {unit} làm; ông/bà đang ở {by.unit_name}.", refusals.UNIT
            )
    if row.held and s.holder_id is not None and not by.may_act_for(s.holder_id):
        raise ActionRefused(
            "Hồ sơ đang do cán bộ khác thụ lý. Muốn làm thay, hãy phân công lại hồ sơ trước.", refusals.HELD
        )


def _of_others(row: Transition, place: Place) -> str:
    if row.who == "desk":
        return (
            "Đề nghị bổ sung của hồ sơ đang ở một cửa: một cửa xem lại rồi gửi cho người dân hoặc trả lại. "
            "Ông/bà chưa được giao vai trò tiếp nhận ở một cửa."
        )
    return f"Bước «{place.name}» thuộc về vai trò khác, ông/bà chưa được giao vai trò này."


def place_of(row: Transition, step: catalogue.Step) -> Place:
    """Return where it is done while the dossier stands at this step: there, or at the one-stop desk."""
    return DESK if row.who == "desk" else Place(step.name, step.role, step.unit)


def role_of(row: Transition, by: By, step: catalogue.Step) -> str | None:
    """Return the role in which an officer does it at this step; null when in none."""
    role = worked_as(place_of(row, step).role, by.roles)
    return head_of(by.roles) if role is None and row.who == "head" else role


def _carried_out(s: Snapshot, order: Order, row: Transition, world: World) -> Outcome:
    ticked = tick(row.clock, s, order, world)
    changes = {
        "state": row.target, **line_changes(s, order, row), **own_changes(s, order, world), **ticked.changes,
    }  # fmt: skip
    moved = replace(s, **changes)
    target, left = _step_after(s, order, world), order.action in LEAVING
    if target is not None:
        moved = _enter(moved, target, order, world)
    elif left:
        moved = replace(moved, step_key="", step_role="", step_unit="", holder_id=None, step_due_at=None)
    # What was proposed to the desk goes with the step that proposed it.
    if moved.proposed and (target is not None or left):
        moved = replace(moved, supplement=unproposed(moved))
    if isinstance(order.facts, AskingOpinion) and order.facts.required:
        world = replace(world, open_opinions=world.open_opinions + 1)
    duty = next_duty(moved, world)
    return Outcome(
        replace(moved, next_action=duty.action, next_at=duty.at, changed_at=order.at),
        row.event,
        step_ended=bool(s.step_key) and (left or target is not None),
        step_begun=target is not None,
        pause_begun=ticked.pause_begun,
        pause_ended=ticked.pause_ended,
        lines=ticked.lines,
    )


def _enter(s: Snapshot, step: catalogue.Step, order: Order, world: World) -> Snapshot:
    again = order.action in (Action.SEND_BACK, Action.REOPEN) and s.accepted_at is not None
    return replace(
        s,
        step_key=step.key,
        step_role=step.role,
        step_unit=step.unit,
        holder_id=world.last_worker if again else None,
        step_due_at=step_due(s, step.key, world),
    )


def _step_after(s: Snapshot, order: Order, world: World) -> catalogue.Step | None:
    """Return the step entered, if any: the one after, the one before, or where work begins again."""
    process = world.process
    if order.action is Action.SUBMIT:
        return process.first
    if order.action in FORWARD:
        return process.following(s.step_key, s.turns)
    if order.action is Action.SEND_BACK:
        return process.step(process.step(s.step_key).back or s.step_key)
    if order.action is Action.REOPEN:
        drafting = (step for step in process.steps if "propose" in step.actions)
        return process.first if s.accepted_at is None else next(drafting)
    if order.action is Action.TAKE_BACK_RETURN:
        return next(step for step in process.steps if Action.RETURN_RESULT in step.actions)
    return None
