"""Groups called first in a commune on a day."""

from datetime import date

from motcua.casework.appointments.models import OwnGroup
from motcua.casework.appointments.rules.defaults import Group, groups_on


def list_groups(commune_id: int, on: date) -> tuple[Group, ...]:
    """Return the groups called first on a day: the national ones with the commune's decisions on top.

    Within the caller's scope.
    """
    rows = OwnGroup.objects.filter(commune_id=commune_id, valid_from__lte=on)
    decided = [
        Group(row.key, row.name, row.basis, row.valid_from, row.offered, own=True)
        for row in rows.order_by("valid_from", "decided_at", "id")
    ]
    return groups_on(on, decided)
