"""Reads of delegations: who stands in for whom, on which days."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from motcua.blocks.organisation.models import Delegation
from motcua.blocks.organisation.rules.delegations import Replaced
from motcua.kernel import tenancy

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
