"""Have a colleague do the work of an absent one, as far as their duties go together."""

from datetime import date, datetime
from uuid import UUID

from motcua.blocks.identity.models import RoleGrant
from motcua.blocks.identity.rules import duties_clash
from motcua.blocks.identity.seeds import duty_of
from motcua.blocks.organisation import api as organisation
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, InvalidInput
from motcua.kernel.validity import not_over


def delegate(actor: Actor, given: organisation.NewDelegation, *, now: datetime) -> UUID:
    """Write the delegation: on its days the stand-in has the absent colleague's own roles beside its own.

    What the absent colleague has by standing in for somebody else does not pass on. Raises what
    `organisation.write_delegation` raises; InvalidInput when the absent colleague has no role to stand in for;
    Conflict when the roles of both may not be held by one person.
    Legal basis: TCVN 14423:2026, level 3 (separation of duties).
    """
    with tenancy.scope(communes=[actor.home]):
        # First, for it lets in one at a time; what is refused below takes it back.
        written = organisation.write_delegation(actor, given, now=now)
        if not held_within(actor.home, given.absent, given.first, given.last):
            raise InvalidInput({"absent": "Người này không giữ vai trò nào trong những ngày đó."})
        if clashes(actor.home, given.by, given.first, given.last):
            raise Conflict(
                "Không giao được: vai trò của hai người không được nằm trong tay một người. Người xử lý, người duyệt,"
                " quản trị và người kiểm tra nhật ký phải là những người khác nhau."
            )
    return written


def held_within(commune_id: int, staff_id: UUID, first: date, last: date | None) -> list[str]:
    """Return the roles held on any day of a span: duties must not meet on a later day either."""
    rows = RoleGrant.objects.filter(not_over(first), commune_id=commune_id, staff_id=staff_id)
    if last is not None:
        rows = rows.filter(valid_from__lte=last)
    return list(dict.fromkeys(rows.order_by("id").values_list("role_key", flat=True)))


def clashes(commune_id: int, staff_id: UUID, first: date, last: date, *, more: str = "") -> bool:
    """Tell whether the roles a person holds or stands in for within a span may not be in one hand; `more`: one more."""
    keys = [*held_within(commune_id, staff_id, first, last), *([more] if more else [])]
    for one in organisation.list_delegations(commune_id, first):
        if one.by == staff_id and one.ended_at is None and one.first <= last:
            keys += held_within(commune_id, one.absent, max(first, one.first), min(last, one.last))
    return duties_clash([duty_of(key) for key in keys])
