"""Reads of delegations: who stands in for whom, on which days."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from motcua.blocks.organisation.models import Assignment, Delegation, StaffMember
from motcua.blocks.organisation.rules.delegations import Replaced
from motcua.blocks.organisation.values import Absent
from motcua.kernel import tenancy
from motcua.kernel.validity import in_force

NOT_ENDED = Q(ended_at__isnull=True)


@dataclass(frozen=True)
class DelegationInfo:
    """`by` does the work of `absent` from a day to a day, both included, unless `ended_at` came before."""

    id: UUID
    absent: UUID
    by: UUID
    first: date
    last: date
    reason: str
    order_number: str
    made_at: datetime
    ended_at: datetime | None

    def is_over(self, today: date) -> bool:
        """Tell whether it does not count any more."""
        return self.ended_at is not None or self.last < today

    def is_on(self, today: date) -> bool:
        """Tell whether it counts today."""
        return self.first <= today and not self.is_over(today)


def list_delegations(commune_id: int, since: date) -> list[DelegationInfo]:
    """Return what counts on or after a day, ended ones too, the first to begin first."""
    with tenancy.scope(communes=[commune_id]):
        rows = Delegation.objects.filter(commune_id=commune_id, valid_to__gte=since)
        return [
            DelegationInfo(
                r.id, r.from_staff_id, r.to_staff_id, r.valid_from, r.valid_to, r.reason, r.order_number, r.made_at,
                r.ended_at,
            )
            for r in rows.order_by("valid_from", "id")
        ]  # fmt: skip


def spans(commune_id: int, first: date, last: date) -> list[Replaced]:
    """Return who is replaced by whom on a day of a span, within the caller's scope."""
    rows = Delegation.objects.filter(NOT_ENDED, commune_id=commune_id, valid_from__lte=last)
    found = rows.filter(valid_to__gte=first).order_by("id")
    return [Replaced(r.from_staff_id, r.to_staff_id, r.valid_from, r.valid_to) for r in found]


def replaced_by_outer(on: date) -> "QuerySet[Delegation, Any]":
    """Return whose work the member of staff of the outer query does on a day, while these hold a post themselves."""
    posts = Assignment.objects.filter(
        in_force(on), commune_id=OuterRef("commune_id"), staff_id=OuterRef("from_staff_id")
    ).order_by("-valid_from", "-id")
    people = StaffMember.objects.filter(commune_id=OuterRef("commune_id"), id=OuterRef("from_staff_id"))
    rows = Delegation.objects.filter(
        in_force(on), NOT_ENDED, commune_id=OuterRef("commune_id"), to_staff_id=OuterRef("staff_id")
    )
    told = JSONObject(
        id="from_staff_id",
        full_name=Subquery(people.values("full_name")[:1]),
        unit_id=Subquery(posts.values("unit_id")[:1]),
        order_number="order_number",
        last="valid_to",
    )
    return rows.filter(Exists(posts)).order_by("made_at", "id").values(told=told)


def as_absent(told: dict[str, str]) -> Absent:
    """Return a row of `replaced_by_outer` as a value."""
    return Absent(
        UUID(told["id"]), told["full_name"], UUID(told["unit_id"]), told["order_number"],
        date.fromisoformat(told["last"]),
    )  # fmt: skip
