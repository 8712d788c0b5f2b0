"""Reads of the opinions about a dossier."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from motcua.blocks.audit import api as audit
from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers.models import HeadOrder, Opinion
from motcua.casework.dossiers.models.opinion import open_ones
from motcua.casework.dossiers.queries import DossierInfo
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.fields import opened

VERDICTS = {"agree": "Đồng ý", "disagree": "Không đồng ý", "conditions": "Đồng ý có điều kiện"}


@dataclass(frozen=True)
class OpinionInfo:
    """An opinion as the desk sees it; `verdict` and `answer` are empty while it is open. Without `asked_by_id` the
    process asks by itself."""

    id: UUID
    unit_id: UUID
    required: bool
    question: str
    asked_by_id: UUID | None
    asked_at: datetime
    due_at: datetime
    verdict: str
    answer: str
    answered_by_id: UUID | None
    answered_at: datetime | None
    withdrawn_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether the unit still has to answer."""
        return self.answered_at is None and self.withdrawn_at is None


@dataclass(frozen=True)
class OrderInfo:
    """A written order of the head, on which an act rests. `kind` in words; `file_id`: its scan, if there is one."""

    number: str
    dated_on: date
    ground: str
    kind: str
    file_id: UUID | None


def _order(row: HeadOrder) -> OrderInfo:
    return OrderInfo(row.number, row.dated_on, row.ground, HeadOrder.Kind(row.kind).label, row.file_id)


def list_orders(actor: Actor, dossier: DossierInfo) -> list[OrderInfo]:
    """Return the written orders kept for a dossier of the officer's commune, the first kept first."""
    actor.require("dossier.view")
    with tenancy.scope(communes=[actor.home]):
        rows = HeadOrder.objects.filter(commune_id=actor.home, dossier_id=dossier.id).order_by(
            "kept_at", "id"
        )
        return [_order(row) for row in rows]


def is_order_scan(dossier: DossierInfo, file_id: UUID) -> bool:
    """Tell, within the caller's scope, whether a file is the scan of an order kept for the dossier."""
    rows = HeadOrder.objects.filter(commune_id=dossier.commune_id, dossier_id=dossier.id)
    return rows.filter(file_id=file_id).exists()


def list_opinions(actor: Actor, dossier: DossierInfo) -> list[OpinionInfo]:
    """Return the opinions about a dossier of the officer's commune, the first asked first."""
    actor.require("dossier.view")
    with tenancy.scope(communes=[actor.home]):
        rows = Opinion.objects.filter(commune_id=actor.home, dossier_id=dossier.id).order_by("asked_at", "id")
        return [as_info(row) for row in rows]


def as_info(row: Opinion) -> OpinionInfo:
    """Return a row as the dataclass that leaves this context."""
    return OpinionInfo(
        row.id, row.unit_id, row.required, row.question, row.asked_by_id, row.asked_at, row.due_at, row.verdict,
        row.answer or "", row.answered_by_id, row.answered_at, row.withdrawn_at,
    )  # fmt: skip


def count_open(dossier: DossierInfo) -> dict[str, int]:
    """Return how many opinions about a dossier are open, and how many of these hold up its draft."""
    with tenancy.scope(communes=[dossier.commune_id]):
        rows = open_ones(dossier.commune_id).filter(dossier_id=dossier.id)
        required = list(rows.values_list("required", flat=True))
    return {"opinions": len(required), "open_opinions": sum(required)}


def usual_day(dossier: DossierInfo, now: datetime) -> date:
    """Return by which day an opinion is asked for where nobody names one: the law's days, the step's due at most."""
    today = clock.local_date(now)
    days = catalogue.law(today, dossier.commune_id).opinion_days
    usual = organisation.working_calendar(dossier.commune_id, today).working_day_after(today, days)
    return min(usual, clock.local_date(dossier.step_due_at)) if dossier.step_due_at else usual


def due_on(dossier: DossierInfo, day: date, now: datetime) -> datetime:
    """Return the moment on a day at which an opinion is due: the close of the office, or the due time of the step."""
    calendar = organisation.working_calendar(dossier.commune_id, clock.local_date(now))
    close = calendar.close(calendar.working_day_from(day))
    due = dossier.step_due_at
    return due if due is not None and clock.local_date(due) == day else close


def open_count(**more: Any) -> Coalesce:
    """Return how many opinions about a dossier of the outer query are open, without a statement of its own."""
    rows = open_ones(OuterRef("commune_id")).filter(dossier_id=OuterRef("id"), **more)
    counted = rows.order_by().values("dossier_id").annotate(number=Count("id")).values("number")
    return Coalesce(Subquery(counted), 0)


def question_name(opinion_id: UUID) -> str:
    """Return the name under which an event tells the digest of a question."""
    return f"opinion/{opinion_id}/question"


def answer_name(opinion_id: UUID) -> str:
    """Return the name under which an event tells the digest of an answer."""
    return f"opinion/{opinion_id}/answer"


def order_name(order_id: UUID) -> str:
    """Return the name under which an event tells the digest of the ground of an order."""
    return f"order/{order_id}"


def contents(commune_id: int) -> Iterator[audit.Content]:
    """Yield every question and answer, for the verification of the log."""
    rows = Opinion.objects.filter(commune_id=commune_id)
    for dossier_id, opinion_id, question in opened(rows, "question", "dossier_id", "id"):
        yield audit.Content(dossier_id, question_name(opinion_id), question)
    answered = rows.filter(answer__isnull=False)
    for dossier_id, opinion_id, answer in opened(answered, "answer", "dossier_id", "id"):
        yield audit.Content(dossier_id, answer_name(opinion_id), answer)


def last_order(dossier: DossierInfo, kind: str) -> OrderInfo | None:
    """Return the latest written order of a kind about a dossier the caller got, or None."""
    with tenancy.scope(communes=[dossier.commune_id]):
        rows = HeadOrder.objects.filter(commune_id=dossier.commune_id, dossier_id=dossier.id, kind=kind)
        row = rows.order_by("-kept_at", "-id").first()
    return None if row is None else _order(row)


def orders(commune_id: int) -> Iterator[audit.Content]:
    """Yield the ground of every written order, for the verification of the log."""
    rows = HeadOrder.objects.filter(commune_id=commune_id)
    for dossier_id, order_id, ground in opened(rows, "ground", "dossier_id", "id"):
        yield audit.Content(dossier_id, order_name(order_id), ground)
