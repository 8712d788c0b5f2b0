"""Reads of single versions. A version never changes, so each process keeps those it has seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from motcua.blocks.forms import api as forms
from motcua.casework.catalogue.models import ProcedureVersion
from motcua.casework.catalogue.rules import desk_fields as desk_rules
from motcua.casework.catalogue.rules import process as process_rules
from motcua.casework.catalogue.rules.building import build_content, build_process
from motcua.casework.catalogue.rules.content import ProcedureContent, ProcessDefinition
from motcua.kernel.errors import NotFound


@dataclass(frozen=True)
class Version:
    """A version of a procedure, ready to use. `templates` holds the text of each result's template,
    and under DECLARATION that of the declaration's official layout where there is one."""

    id: UUID
    number: int
    content: ProcedureContent
    form: forms.FormDefinition
    process: ProcessDefinition
    templates: Mapping[str, str]


@lru_cache(maxsize=512)
def get_version(version_id: UUID) -> Version:
    """Return a version by its id; NotFound when there is none."""
    row = ProcedureVersion.objects.filter(id=version_id).first()
    if row is None:
        raise NotFound("Không tìm thấy thủ tục này.")
    return Version(
        row.id, row.number, build_content(row.content), forms.build_form(row.form), build_process(row.process),
        row.templates,
    )  # fmt: skip


def content_of(version_id: UUID) -> ProcedureContent:
    """Return what the procedure says in this version."""
    return get_version(version_id).content


def process_of(version_id: UUID) -> ProcessDefinition:
    """Return the process of this version."""
    return get_version(version_id).process


@lru_cache(maxsize=512)
def _offsets(version_id: UUID, minutes: int) -> dict[str, int]:
    return process_rules.due_offsets(process_of(version_id), minutes)


def step_offsets(version_id: UUID, minutes: int) -> dict[str, int]:
    """Return when each step is due, in working minutes after acceptance, for a term of `minutes`."""
    return _offsets(version_id, minutes)


def turns_of(version_id: UUID, answers: Mapping[str, Any], on: date) -> dict[str, str]:
    """Return the step that follows, by the step at which these answers leave the plain way."""
    version = get_version(version_id)
    return process_rules.turns_of(version.process, version.form, answers, on)


@lru_cache(maxsize=512)
def desk_form(version_id: UUID) -> forms.FormDefinition:
    """Return what of the form is typed while the person stands at the desk: one page, called DESK."""
    version = get_version(version_id)
    return desk_rules.desk_form(version.content, version.form, version.process)


@lru_cache(maxsize=512)
def whole_form(version_id: UUID) -> forms.FormDefinition:
    """Return the form on one page, called DESK, as it is typed from paper."""
    return desk_rules.whole_form(get_version(version_id).form)


def deciding_fields(version_id: UUID) -> tuple[str, ...]:
    """Return the fields by which fees, way and admission are decided at the desk."""
    version = get_version(version_id)
    return desk_rules.deciding_fields(version.content, version.form, version.process)
