"""Publish a working copy: everything that stands against it is told first, exactly and with its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.blocks.forms import api as forms
from motcua.casework.authoring.copies import CopyInfo, get_copy, list_samples
from motcua.casework.authoring.errors import ChangedElsewhere, NotReady
from motcua.casework.authoring.rules.faults import Fault, kind_changes, lost_on_paper, placed
from motcua.casework.authoring.rules.shape import fields_of
from motcua.casework.authoring.rules.trying import changes, outcome_of
from motcua.casework.authoring.use_cases.work_on_form import discard_copy
from motcua.casework.catalogue import api as catalogue
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput


@dataclass(frozen=True)
class Readiness:
    """`faults` refuse publication; `doubts` can be gone past with a note."""

    faults: tuple[Fault, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class Announcement:
    """From which day a form is to hold, by which decision, and why in spite of doubts."""

    on: date
    basis: str
    note: str = ""


def readiness(actor: Actor, copy: CopyInfo, on: date) -> Readiness:
    """Return what stands against publishing a working copy for a day. Permission: config.manage."""
    common = catalogue.get_version(catalogue.current_version(copy.code, on).id)
    faults = copy.faults
    if not faults:
        faults = lost_on_paper(copy.form, common.form.raw, common.templates)
        here = catalogue.current_version(copy.code, on, actor.home)
        faults += _beside(copy, common, here.process)
    if faults:
        return Readiness(tuple(faults), ())
    return Readiness((), tuple(_doubts(actor, copy, on)))


def _beside(copy: CopyInfo, common: catalogue.Version, process: catalogue.ProcessDefinition) -> list[Fault]:
    """What the rest of the procedure (fees, papers, results, steps of the commune) finds wrong with the form."""
    try:
        catalogue.parts_of(common.content.raw, copy.form, process.raw)
    except catalogue.CatalogueError as error:
        return [_told(one) for one in error.problems]
    return []


def _told(one: catalogue.FileProblem) -> Fault:
    where = {"procedure.yaml": "Phần nội dung thủ tục", "process.yaml": "Phần quy trình"}.get(one.file)
    return Fault(one.path, f"{where} ({one.path}): {one.vi}") if where else placed(one.path, one.vi)


def _doubts(actor: Actor, copy: CopyInfo, on: date) -> list[str]:
    form = forms.load(copy.form)
    told = []
    for sample in list_samples(actor, copy.code):
        lines = (
            changes(sample.expected, outcome_of(form, sample.answers, sample.on), form)
            if sample.expected
            else []
        )
        if lines:
            told.append(f"Mẫu thử “{sample.name}” cho kết quả khác mong đợi: {'; '.join(lines[:5])}")
    return told + kind_changes(copy.form, known_kinds(actor, copy.code, on))


def known_kinds(actor: Actor, code: str, on: date) -> dict[str, str]:
    """Return the kind that published versions gave each field id, the latest version counting."""
    kinds: dict[str, str] = {}
    for version in reversed(catalogue.list_form_versions(actor, code, on)):
        if version.standing != "withdrawn":
            kinds |= _kinds(version.form)
    return kinds


def _kinds(form: Mapping[str, Any]) -> dict[str, str]:
    return {one["id"]: one["type"] for one in fields_of(form)}


def publish_copy(actor: Actor, code: str, revision: int, told: Announcement, *, now: datetime) -> UUID:
    """Publish the working copy in the actor's commune from a day on, and end it; return the new version.

    Permission: config.manage. Raises: NotReady with the faults, or with doubts while there is no note;
    InvalidInput and Conflict as `catalogue.publish_own_form`; ChangedElsewhere.
    """
    if told.on < clock.local_date(now):
        raise InvalidInput({"on": "Ngày có hiệu lực: chọn hôm nay hoặc một ngày sau hôm nay."})
    with tenancy.scope(communes=[actor.home]):
        copy = get_copy(actor, code)
        if copy.revision != revision:
            raise ChangedElsewhere(copy.changed_by)
        ready = readiness(actor, copy, told.on)
        if ready.faults or (ready.doubts and not told.note.strip()):
            raise NotReady(ready.faults, ready.doubts)
        form = {**copy.form, "version": _version_name(actor, code, told.on)}
        version_id = catalogue.publish_own_form(
            actor, code, form, basis=told.basis, on=told.on, now=now, note=told.note
        )
        discard_copy(actor, code, revision)
    return version_id


def _version_name(actor: Actor, code: str, on: date) -> str:
    """`2026.11.24-xa2`: the day it holds from and the how-manieth of the commune it is."""
    own = [one for one in catalogue.list_form_versions(actor, code, on) if one.own]
    return f"{on:%Y.%m.%d}-xa{len(own) + 1}"
