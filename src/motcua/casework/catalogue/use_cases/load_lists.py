"""Take in who stands on which list; repeated, nothing is doubled."""

from collections.abc import Iterable

from motcua.casework.catalogue.models import ListMembership
from motcua.casework.catalogue.rules.lists import Membership


def load_lists(memberships: Iterable[Membership]) -> int:
    """Write the memberships; return how many are new or end on another day than before."""
    changed = 0
    for one in memberships:
        row, made = ListMembership.objects.get_or_create(
            list_key=one.list_key,
            procedure_code=one.code,
            group=one.group,
            valid_from=one.valid_from,
            defaults={"valid_to": one.valid_to, "basis": one.basis},
        )
        if not made and (row.valid_to, row.basis) != (one.valid_to, one.basis):
            ListMembership.objects.filter(id=row.id).update(valid_to=one.valid_to, basis=one.basis)
            made = True
        changed += made
    return changed
