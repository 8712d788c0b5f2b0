"""Reads for whoever watches over dossiers: what stands at a step, and what only the system can move on.

All within the caller's scope.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers.lists.views import OPEN
from motcua.casework.dossiers.models import Dossier, Opinion
from motcua.casework.dossiers.rules.snapshot import COLUMNS, TRACKED, Snapshot, to_minute
from motcua.casework.dossiers.rules.states import State
from motcua.casework.dossiers.worlds import snapshot_of

_READ = (
    "id", "commune_id", "version_id", "code", "submission_code", "sync_state", "revision",
    *(COLUMNS.get(name, name) for name in TRACKED),
)  # fmt: skip
_WORKED = (State.ACCEPTED, State.PROCESSING)
_RUNNING = (*_WORKED, State.SUPPLEMENT, State.PAYMENT)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Standing:
    """A dossier that stands at a step, without what names its owner. `known`: its process has that step."""

    reference: str
    known: bool
    snapshot: Snapshot


def standing(commune_id: int) -> Iterator[Standing]:
    """Yield every dossier that stands at a step, by narrow columns alone; for jobs, not for pages."""
    rows = Dossier.objects.filter(OPEN, commune_id=commune_id).only(*_READ).order_by("next_at", "id")
    for row in rows.iterator(chunk_size=2_000):
        yield Standing(row.code or row.submission_code, _has_step(row), snapshot_of(row))


def _has_step(row: Dossier) -> bool:
    return any(step.key == row.step_key for step in catalogue.process_of(row.version_id).steps)


def running(commune_id: int) -> list[UUID]:
    """Return the dossiers whose due time a change of the calendar may move."""
    rows = _of(commune_id, business_state__in=_RUNNING, accepted_at__isnull=False)
    return list(rows.values_list("id", flat=True))


def unanswered_supplements(commune_id: int, now: datetime) -> list[UUID]:
    """Return the dossiers whose supplement was asked for and whose limit is over."""
    over = {"supplement_state": "asked", "wait_until__lt": to_minute(now)}
    return list(_of(commune_id, business_state=State.SUPPLEMENT, **over).values_list("id", flat=True))


def not_apologised(commune_id: int, now: datetime) -> list[UUID]:
    """Return the dossiers in work that are late by their clock and about which nobody has apologised.

    Not those whose first result came in time and is being corrected, nor those that count as late for a second
    supplement.
    """
    late = {"due_at__lte": now - _MINUTE, "paused_at__isnull": True, "clock_ended_at__isnull": True}
    rows = _of(commune_id, business_state__in=_WORKED, apologised_at__isnull=True, **late)
    return list(rows.filter(counts_late=False).values_list("id", flat=True))


def nowhere(commune_id: int) -> list[tuple[UUID, str]]:
    """Return (id, reference) of dossiers that are not over and stand at no step."""
    rows = _of(commune_id, step_key="", business_state__in=(State.SUBMITTED, *_RUNNING))
    return [(row.id, row.code or row.submission_code) for row in rows.only("code", "submission_code")]


@dataclass(frozen=True)
class AskedOpinion:
    """An opinion that is still open."""

    id: UUID
    dossier_id: UUID
    unit_id: UUID
    asked_staff_id: UUID | None
    asked_by_id: UUID | None
    due_at: datetime


def open_opinions(commune_id: int) -> list[AskedOpinion]:
    """Return every opinion that somebody still waits for, the first due first: the work on the dossier goes on."""
    worked_on = Dossier.objects.filter(commune_id=commune_id).exclude(step_key="")
    rows = Opinion.objects.filter(
        commune_id=commune_id,
        answered_at__isnull=True,
        withdrawn_at__isnull=True,
        dossier_id__in=worked_on.values("id"),
    )
    return [
        AskedOpinion(row.id, row.dossier_id, row.unit_id, row.asked_staff_id, row.asked_by_id, row.due_at)
        for row in rows.order_by("due_at", "id")
    ]


def _of(commune_id: int, **columns: Any) -> "QuerySet[Dossier]":
    return Dossier.objects.filter(commune_id=commune_id, **columns).order_by("id")
