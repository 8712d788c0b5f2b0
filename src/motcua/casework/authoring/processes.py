"""Working processes as they leave this context, what stands against publishing one, and when its steps are due."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from motcua.blocks.identity import api as identity
from motcua.blocks.organisation import api as organisation
from motcua.casework.authoring import working
from motcua.casework.authoring.models import WorkingProcess
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.vietnamese import fold

Process = Mapping[str, Any]
_PLACE = re.compile(r"steps\[(\d+)\]")


@dataclass(frozen=True)
class ProcessFault:
    """One fault of a process: the place of its step in the list (null: of the whole), and what, in Vietnamese."""

    path: str
    text: str
    step: int | None = None


@dataclass(frozen=True)
class ProcessCopy:
    """A working process of a commune. `undo`: the last change in words, empty when there is none to take back."""

    id: UUID
    code: str
    process: dict[str, Any]
    rests_on: UUID
    revision: int
    undo: str
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True)
class DueStep:
    """When a step of a process would be due."""

    name: str
    due_at: datetime


def as_info(row: WorkingProcess) -> ProcessCopy:
    """Return a row as the dataclass that leaves this context."""
    return ProcessCopy(
        row.id, row.procedure_code, row.process, row.rests_on, row.revision,
        row.undo, row.changed_at, row.changed_by,
    )  # fmt: skip


def find_process(actor: Actor, code: str) -> ProcessCopy | None:
    """Return the commune's working process of a procedure, or null. Permission: config.manage."""
    row = working.find(WorkingProcess, actor, code)
    return as_info(row) if row else None


def get_process(actor: Actor, code: str) -> ProcessCopy:
    """Return the commune's working process of a procedure; NotFound when there is none."""
    found = find_process(actor, code)
    if found is None:
        raise working.missing(WorkingProcess)
    return found


def list_processes(actor: Actor) -> dict[str, datetime]:
    """Return when each working process of the commune was changed last, by procedure. Permission: config.manage."""
    return working.last_changes(WorkingProcess, actor)


def process_faults(actor: Actor, code: str, process: Process, on: date) -> list[ProcessFault]:
    """Return everything that refuses publication of a process for a day, beside the form the commune has then.

    Besides what the catalogue demands: a step whose role may not do what leads a dossier on holds it for ever.
    """
    here = catalogue.current_version(code, on, actor.home)
    faults = catalogue.process_faults(dict(process), here.form, here.content)
    found = [_placed(one.path, one.vi) for one in faults]
    return found or list(_powerless(process))


def _placed(path: str, text: str) -> ProcessFault:
    match = _PLACE.match(path)
    return ProcessFault(path, text, int(match.group(1)) if match else None)


def _powerless(process: Process) -> Iterator[ProcessFault]:
    roles = {role.key: role for role in identity.list_roles()}
    for number, step in enumerate(process["steps"]):
        role = roles.get(step["role"])
        held = role.permissions if role else frozenset()
        for name in step["actions"]:
            action = dossiers.Action(name)
            if action.permissions and not held & set(action.permissions):
                who = role.name if role else step["role"]
                text = f"{who} không có quyền «{action.label}»; hãy đổi vai trò hoặc bỏ việc này"
                yield ProcessFault(f"steps[{number}].actions", text, number)


def process_doubts(actor: Actor, process: Process, on: date) -> list[str]:
    """Return what may be gone past with a note: roles nobody holds on a day, units the commune does not have."""
    people = identity.officers_at_work(actor.home, on)
    units = organisation.list_units(actor.home, on)
    names = identity.role_names()
    doubts = []
    for step in process["steps"]:
        able = dossiers.workers_of(step["role"])
        if not any(one.roles & able and step.get("unit", one.unit_kind) == one.unit_kind for one in people):
            role = names.get(step["role"], step["role"])
            doubts.append(f"Bước “{step['name']}”: chưa ai của xã làm được với vai trò {role}.")
        doubts += [
            f"Ý kiến “{one['name']}”: xã không có đơn vị như vậy, câu hỏi sẽ gửi đơn vị khác."
            for one in step.get("consults", ())
            if not _has_unit(one, units)
        ]
    return doubts


def _has_unit(consult: Mapping[str, Any], units: Sequence[organisation.UnitInfo]) -> bool:
    words = fold(consult.get("unit_name", ""))
    return any(unit.kind == consult["unit"] and words in fold(unit.name) for unit in units)


def try_dates(actor: Actor, code: str, process: Process, channel: str, at: datetime) -> list[DueStep]:
    """Return when each step on the plain way would be due for a dossier accepted at a moment; the process is sound."""
    on = clock.local_date(at)
    version = catalogue.current_version(code, on, actor.home)
    calendar = organisation.working_calendar(actor.home, on)
    begun = clock.local(at)
    deadline = organisation.due(begun, catalogue.term_of(version.id, channel, actor.home, on), calendar)
    minutes = calendar.working_minutes_between(begun, deadline.due_at)
    offsets = catalogue.due_offsets(catalogue.build_process(process), minutes)
    return [
        DueStep(step["name"], calendar.add_working_minutes(begun, offsets[step["key"]]))
        for step in process["steps"]
        if Decimal(str(step["share"])) or step.get("next") is None
    ]
