"""Who is at work: the staff of a commune that hold a post and can log in, with what they may do."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.blocks.identity.models import Account, Role, RoleGrant
from motcua.blocks.organisation import api as organisation
from motcua.kernel import tenancy
from motcua.kernel.validity import in_force


@dataclass(frozen=True)
class AtWork:
    """An officer on a day: where they sit, which roles they hold, and what these carry."""

    staff_id: UUID
    full_name: str
    unit_id: UUID
    unit_kind: str
    unit_name: str
    roles: frozenset[str]
    permissions: frozenset[str]


def officers_at_work(commune_id: int, on: date) -> list[AtWork]:
    """Return who holds a post on a day and has an account that is open, by name; four statements for all."""
    staff = organisation.list_staff(commune_id, on)
    with tenancy.scope(communes=[commune_id]):
        grants = RoleGrant.objects.filter(in_force(on), commune_id=commune_id)
        held: dict[UUID, set[str]] = defaultdict(set)
        for staff_id, role in grants.values_list("staff_id", "role_key"):
            held[staff_id].add(role)
        ids = [one.account_id for one in staff if one.account_id]
        can_log_in = set(Account.objects.filter(id__in=ids, is_active=True).values_list("id", flat=True))
        carried = dict(Role.objects.values_list("key", "permissions"))
    return [
        AtWork(
            one.id, one.full_name, one.unit_id, one.unit_kind, one.unit_name, frozenset(held[one.id]),
            frozenset(permission for role in held[one.id] for permission in carried.get(role, ())),
        )
        for one in staff
        if one.account_id in can_log_in
    ]  # fmt: skip
