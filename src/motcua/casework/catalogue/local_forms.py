"""Reads of what communes made of the common forms: who published which version, and how it stands today."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.db.models import Q

from motcua.casework.catalogue.in_force import versions_in_force
from motcua.casework.catalogue.models import LocalPublication, ProcedureVersion, Publication
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound

# What of an own version differs from the common one, as `ProcedureVersion.origin` keeps it.
OF_FORM, OF_PROCESS, OF_BOTH = "own", "process", "own_both"
Standing = Literal["in_force", "coming", "set_aside"]


@dataclass(frozen=True)
class FormVersion:
    """A version of a procedure as the list of its forms tells it. `own`: the commune's, not everybody's.

    `standing`: in_force, coming, set_aside (the common version has changed since), withdrawn or past.
    `of_form`, `of_process`: what an own version has other than the common one it rests on.
    """

    id: UUID
    number: int
    own: bool
    valid_from: date
    valid_to: date | None
    published_at: datetime
    published_by: str
    basis: str
    note: str
    standing: str
    form: Mapping[str, Any]
    process: Mapping[str, Any]
    of_form: bool = False
    of_process: bool = False


@dataclass(frozen=True)
class OwnForm:
    """The commune's own form or process of a procedure (`of_form`, `of_process`).

    `common_since`: since when another common version is in force.
    """

    code: str
    version_id: UUID
    effective_on: date
    standing: Standing
    common_since: date | None = None
    of_form: bool = True
    of_process: bool = False


def own_forms(commune_id: int, on: date) -> dict[str, OwnForm]:
    """Return how the commune's own forms stand on a day, by procedure: the coming one, else the last that holds."""
    rows = ProcedureVersion.objects.filter(only_in=commune_id).order_by("number")
    latest: dict[str, ProcedureVersion] = {}
    for row in rows.defer("content", "form", "process", "templates"):
        if row.valid_to is None or row.valid_to >= max(on, row.valid_from):
            latest[row.procedure_id] = row
    common, here = versions_in_force(on), versions_in_force(on, commune_id)
    changed = [
        common[code] for code, row in latest.items() if code in common and common[code] != row.rests_on
    ]
    since = dict(ProcedureVersion.objects.filter(id__in=changed).values_list("id", "valid_from"))
    found = {}
    for code, row in latest.items():
        standing: Standing = "in_force" if here.get(code) == row.id else "set_aside"
        if row.valid_from > on:
            standing = "coming"
        newer = since.get(common.get(code, row.id)) if standing == "set_aside" else None
        found[code] = OwnForm(
            code, row.id, row.valid_from, standing, newer, row.origin != OF_PROCESS, row.origin in (OF_PROCESS, OF_BOTH)
        )  # fmt: skip
    return found


def list_form_versions(actor: Actor, code: str, on: date) -> list[FormVersion]:
    """Return the common versions of a procedure and those of the actor's commune, the latest first.

    Permission: config.manage. NotFound for an unknown procedure.
    """
    actor.require("config.manage")
    rows = list(
        ProcedureVersion.objects.filter(
            Q(only_in__isnull=True) | Q(only_in=actor.home), procedure_id=code
        ).order_by("-valid_from", "-created_at")
    )
    if not rows:
        raise NotFound("Không tìm thấy thủ tục này.")
    with tenancy.scope(communes=[actor.home]):
        own = {one.version_id: one for one in LocalPublication.objects.filter(procedure_code=code)}
    wanted = [row.published_by for row in rows if row.published_by]
    common = {one.id: one for one in Publication.objects.filter(id__in=wanted)}
    here = versions_in_force(on, actor.home).get(code), versions_in_force(on).get(code)
    return [_told(row, own.get(row.id), common, here, on) for row in rows]


def _told(
    row: ProcedureVersion,
    local: LocalPublication | None,
    common: Mapping[UUID, Publication],
    here: tuple[UUID | None, UUID | None],
    on: date,
) -> FormVersion:
    publication = common.get(row.published_by) if row.published_by else None
    return FormVersion(
        id=row.id,
        number=row.number,
        own=row.only_in is not None,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        published_at=row.created_at,
        published_by=local.published_by if local else "Danh mục thủ tục chung",
        basis=local.basis if local else publication.basis if publication else "",
        note=local.note if local else "",
        standing=_standing(row, local, here, on),
        form=row.form,
        process=row.process,
        of_form=row.only_in is not None and row.origin != OF_PROCESS,
        of_process=row.origin in (OF_PROCESS, OF_BOTH),
    )


def _standing(
    row: ProcedureVersion, local: LocalPublication | None, here: tuple[UUID | None, UUID | None], on: date
) -> str:
    if local is not None and local.withdrawn_at is not None:
        return "withdrawn"
    if row.valid_from > on:
        return "coming"
    if row.id in here:
        return "in_force" if row.id == here[0] else "covered"
    is_open = row.valid_to is None or row.valid_to >= on
    return "set_aside" if row.only_in is not None and is_open and here[0] == here[1] else "past"


def valid_since(version_ids: Collection[UUID]) -> dict[UUID, date]:
    """Return the first day of each of these versions."""
    return dict(ProcedureVersion.objects.filter(id__in=version_ids).values_list("id", "valid_from"))
