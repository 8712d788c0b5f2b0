"""Let a planned import take effect, some procedures at a time; what was done stays done after a kill."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import DateField, Value
from django.db.models.functions import Greatest

from motcua.casework.catalogue.importing import Change, ImportPlan
from motcua.casework.catalogue.listing import forget_cached
from motcua.casework.catalogue.models import Procedure, ProcedureVersion, Publication
from motcua.casework.catalogue.use_cases.propose_changes import write_proposals
from motcua.kernel.errors import Conflict

_LOCK, _AT_ONCE = 7_766_001, 100


@contextmanager
def only_import() -> Iterator[None]:
    """Keep a second import away until this one is over; Conflict when one runs already."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        row = cursor.fetchone()
    if not row or not row[0]:
        raise Conflict("Một lần nhập danh mục khác đang chạy. Đợi xong rồi chạy lại.")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def apply_import(
    plan: ImportPlan,
    *,
    now: datetime,
    basis: str = "",
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> UUID | None:
    """Write the plan; return the publication, null when there was nothing to publish."""
    write_proposals(plan.proposals, now)
    if not plan.changes:
        return None
    publication = _publication(plan, basis, now)
    for start in range(0, len(plan.changes), _AT_ONCE):
        some = plan.changes[start : start + _AT_ONCE]
        with transaction.atomic():
            _write(some, plan.effective_on, publication.id, now)
        progress(min(start + _AT_ONCE, len(plan.changes)), len(plan.changes))
    Publication.objects.filter(id=publication.id).update(finished_at=now)
    forget_cached()
    return publication.id


def _publication(plan: ImportPlan, basis: str, now: datetime) -> Publication:
    """Go on under the publication that was broken off, or begin one."""
    begun = Publication.objects.filter(key=plan.key).first()
    if begun is not None and begun.finished_at is None:
        return begun
    key = plan.key if begun is None else hashlib.sha256(f"{plan.key} {now.isoformat()}".encode()).hexdigest()
    return Publication.objects.create(
        key=key,
        effective_on=plan.effective_on,
        basis=basis,
        sources=plan.sources,
        refused=[vars(one) for one in plan.refused],
        started_at=now,
    )


def _write(changes: list[Change], on: date, publication: UUID, now: datetime) -> None:
    made = [one for one in changes if one.made is not None]
    Procedure.objects.bulk_create(
        [
            Procedure(
                code=one.code,
                name=one.name,
                field=_content(one)["field"],
                search_parts=[[part.text, part.weight] for part in one.search_parts],
            )
            for one in made
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "field", "search_parts"],
    )
    _end(changes, on, publication)
    ProcedureVersion.objects.bulk_create([_version(one, on, publication, now) for one in made])


def _end(changes: list[Change], on: date, publication: UUID) -> None:
    """The old versions are in force up to the day before; one begun on this very day stays its day, outnumbered."""
    yesterday = on - timedelta(days=1)
    followed = [one.current_id for one in changes if one.current_id and one.made]
    last = Greatest("valid_from", Value(yesterday, output_field=DateField()))
    ProcedureVersion.objects.filter(id__in=followed).update(valid_to=last)
    ended: dict[str, list[UUID]] = {}
    for one in changes:
        if one.current_id and not one.made:
            ended.setdefault(",".join(one.replaced_by), []).append(one.current_id)
    for replaced_by, ids in ended.items():
        ProcedureVersion.objects.filter(id__in=ids).update(
            valid_to=yesterday, replaced_by=replaced_by, ended_by=publication
        )


def _content(change: Change) -> dict[str, Any]:
    assert change.made is not None
    return change.made.content


def _version(change: Change, on: date, publication: UUID, now: datetime) -> ProcedureVersion:
    assert change.made is not None
    made = change.made
    return ProcedureVersion(
        procedure_id=change.code,
        number=change.number,
        valid_from=on,
        valid_to=change.until,
        content=made.content,
        form=made.form,
        process=made.process,
        templates=made.templates,
        # A content may come back after another one: the number keeps the two apart.
        checksum=hashlib.sha256(f"{change.facts} {change.number}".encode()).hexdigest(),
        created_at=now,
        origin="record",
        facts=change.facts,
        changes=change.differences,
        published_by=publication,
    )
