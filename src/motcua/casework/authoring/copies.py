"""Working copies and samples as they leave this context."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.casework.authoring import working
from motcua.casework.authoring.models import FormSample, WorkingCopy
from motcua.casework.authoring.rules.faults import Fault, faults_of
from motcua.casework.authoring.rules.shape import Form
from motcua.casework.authoring.working import PERMISSION
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor


@dataclass(frozen=True)
class CopyInfo:
    """A working copy. `undo`: the last change in words, empty when there is none to take back."""

    id: UUID
    code: str
    form: Form
    rests_on: UUID
    revision: int
    undo: str
    changed_at: datetime
    changed_by: str

    @property
    def faults(self) -> list[Fault]:
        """Everything that refuses publication."""
        return faults_of(self.form)


@dataclass(frozen=True)
class SampleInfo:
    """A named sample: the answers, the day they are tried for, what is to come out (null: nothing was said)."""

    id: UUID
    name: str
    on: date
    answers: Mapping[str, Any]
    expected: Mapping[str, Any] | None


def as_info(row: WorkingCopy) -> CopyInfo:
    """Return a row as the dataclass that leaves this context."""
    return CopyInfo(
        row.id, row.procedure_code, row.form, row.rests_on, row.revision,
        row.undo, row.changed_at, row.changed_by,
    )  # fmt: skip


def find_copy(actor: Actor, code: str) -> CopyInfo | None:
    """Return the commune's working copy of a procedure's form, or null. Permission: config.manage."""
    row = working.find(WorkingCopy, actor, code)
    return as_info(row) if row else None


def get_copy(actor: Actor, code: str) -> CopyInfo:
    """Return the commune's working copy of a procedure's form; NotFound when there is none."""
    found = find_copy(actor, code)
    if found is None:
        raise working.missing(WorkingCopy)
    return found


def list_copies(actor: Actor) -> dict[str, datetime]:
    """Return when each working copy of the commune was changed last, by procedure. Permission: config.manage."""
    return working.last_changes(WorkingCopy, actor)


def list_samples(actor: Actor, code: str) -> list[SampleInfo]:
    """Return the samples of a procedure's form, by name. Permission: config.manage."""
    actor.require(PERMISSION)
    with tenancy.scope(communes=[actor.home]):
        rows = FormSample.objects.filter(commune_id=actor.home, procedure_code=code).order_by("name")
        return [SampleInfo(row.id, row.name, row.on, row.answers, row.expected) for row in rows]
