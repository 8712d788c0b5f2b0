"""The way of a dossier as its citizen sees it: each step with who does it and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.blocks.organisation.api import StaffInfo
from motcua.casework.dossiers.api import DossierInfo, State, StepLine
from motcua.interfaces.portal.words import moment


@dataclass(frozen=True)
class Stage:
    """One step. `state`: done, current, late, stopped or waiting."""

    title: str
    owner: str
    date: str
    state: str
    note: str = ""


def stages(
    dossier: DossierInfo,
    steps: Sequence[StepLine],
    staff: Mapping[UUID, StaffInfo],
    roles: Mapping[str, str],
    now: datetime,
) -> list[Stage]:
    """Return the steps run, running and to come."""
    return [_stage(dossier, step, staff, roles, now) for step in steps]


def _stage(
    dossier: DossierInfo,
    step: StepLine,
    staff: Mapping[UUID, StaffInfo],
    roles: Mapping[str, str],
    now: datetime,
) -> Stage:
    person = staff.get(step.holder_id) if step.holder_id else None
    owner = f"{person.full_name}, {person.unit_name}" if person else roles.get(step.role, "")
    if step.status == "done":
        return Stage(step.name, owner, f"xong lúc {moment(step.ended_at)}", "done")
    if step.status == "waiting":
        return Stage(step.name, owner, "", "waiting")
    if dossier.state is State.SUPPLEMENT:
        return Stage(
            step.name, owner, "", "current", "Đang chờ ông/bà bổ sung; thời gian chờ không tính vào hạn."
        )
    if dossier.state.is_over and dossier.state is not State.DONE:
        return Stage(step.name, owner, "", "stopped")
    if step.due_at is not None and step.due_at < now:
        sorry = "Bước này đã quá hạn. Ủy ban nhân dân xin lỗi ông/bà vì sự chậm trễ."
        return Stage(step.name, owner, f"hạn {moment(step.due_at)}", "late", sorry)
    return Stage(step.name, owner, f"hạn {moment(step.due_at)}" if step.due_at else "", "current")
