"""Take in who stands on which list; repeated, nothing is doubled."""

from collections.abc import Iterable

from motcua.casework.catalogue.models import ListMembership
from motcua.casework.catalogue.rules.lists import Membership

_PLACE, _TOLD = ("list_key", "procedure_code", "group", "valid_from"), ("valid_to", "basis")


def load_lists(memberships: Iterable[Membership]) -> int:
    """Write the memberships; return how many are new or differ from before. Of two for one place the last counts."""
    wanted = {(one.list_key, one.code, one.group, one.valid_from): one for one in memberships}
    known = {row[:4]: row[4:] for row in ListMembership.objects.values_list(*_PLACE, *_TOLD)}
    changed = [one for place, one in wanted.items() if known.get(place) != (one.valid_to, one.basis)]
    ListMembership.objects.bulk_create(
        [
            ListMembership(
                list_key=one.list_key, procedure_code=one.code, group=one.group, valid_from=one.valid_from,
                valid_to=one.valid_to, basis=one.basis,
            )
            for one in changed
        ],
        update_conflicts=True,
        unique_fields=_PLACE,
        update_fields=_TOLD,
    )  # fmt: skip
    return len(changed)
