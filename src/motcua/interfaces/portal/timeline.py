"""The way of a dossier as its citizen sees it: each step with who does it and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.blocks.organisation.api import StaffInfo
from motcua.casework.dossiers.api import Action, DossierInfo, HistoryLine, State, StepLine
from motcua.interfaces.portal.words import moment

# What is done by the citizen, by the product after an officer's order, or beside the step: nobody owns it by that.
_NOT_BY_OFFICERS = {
    Action.SUBMIT, Action.ANSWER_SUPPLEMENT, Action.SIGN, Action.SIGNING_FAILED, Action.FINISH,
    Action.AWAIT_PARTS, Action.COLLECT,
    Action.REQUEST_WITHDRAWAL, Action.DECLINE_WITHDRAWAL, Action.SETTLE_PAYMENT, Action.CANCEL_PAYMENT,
    Action.EXTEND, Action.APOLOGISE, Action.RELEASE, Action.RECOMPUTE_DUE, Action.EXPIRE_SUPPLEMENT,
    Action.REOPEN,
}  # fmt: skip

_AWAITED = {
    State.SUPPLEMENT: "Đang chờ ông/bà bổ sung; thời gian chờ không tính vào hạn.",
    State.PAYMENT: "Đang chờ ông/bà nộp tiền; nộp xong thì làm tiếp.",
}


@dataclass(frozen=True)
class Stage:
    """One step. `state`: done, current, late, stopped or waiting."""

    title: str
    owner: str
    date: str
    state: str
    note: str = ""


@dataclass(frozen=True)
class People:
    """Who may be named: staff by id, names of roles by key, and what was done so far."""

    staff: Mapping[UUID, StaffInfo]
    roles: Mapping[str, str]
    history: Sequence[HistoryLine]

    def owner_of(self, step: StepLine) -> str:
        """Return who did the step, else who holds it, else whose it will be."""
        for line in reversed(self.history):
            if line.action not in _NOT_BY_OFFICERS and _within(step, line.at):
                return ", ".join(
                    filter(None, (line.actor_name, line.actor_role, line.unit_name, line.instead_of))
                )
        person = self.staff.get(step.holder_id) if step.holder_id else None
        if person is not None:
            return f"{person.full_name}, {person.position}, {person.unit_name}"
        return self.roles.get(step.role, "")


def _within(step: StepLine, at: datetime) -> bool:
    return (
        step.started_at is not None and step.ended_at is not None and step.started_at <= at <= step.ended_at
    )


def stages(dossier: DossierInfo, steps: Sequence[StepLine], people: People, now: datetime) -> list[Stage]:
    """Return the steps run, running and to come."""
    return [_stage(dossier, step, people.owner_of(step), now) for step in steps]


def _stage(dossier: DossierInfo, step: StepLine, owner: str, now: datetime) -> Stage:
    if step.status == "done":
        return Stage(step.name, owner, f"xong lúc {moment(step.ended_at)}", "done")
    if step.status == "waiting":
        return Stage(step.name, owner, "", "waiting")
    if dossier.state in _AWAITED:
        return Stage(step.name, owner, "", "current", _AWAITED[dossier.state])
    if dossier.state.is_over and dossier.state is not State.DONE:
        return Stage(step.name, owner, "", "stopped")
    if step.due_at is not None and step.due_at < now:
        sorry = "Bước này đã quá hạn. Ủy ban nhân dân xin lỗi ông/bà vì sự chậm trễ."
        return Stage(step.name, owner, f"hạn {moment(step.due_at)}", "late", sorry)
    return Stage(step.name, owner, f"hạn {moment(step.due_at)}" if step.due_at else "", "current")
