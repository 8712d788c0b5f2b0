"""Load the roles, grant them to staff with dates, end them."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from motcua.blocks.audit.api import config
from motcua.blocks.identity.models import Role, RoleGrant
from motcua.blocks.identity.rules import duties_clash
from motcua.blocks.identity.seeds import duty_of, role_seeds
from motcua.blocks.identity.use_cases.delegate import clashes, held_within
from motcua.blocks.organisation import api as organisation
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, NotFound


def load_roles() -> int:
    """Add the roles of the product that are missing and return how many; existing ones stay as they are."""
    made = 0
    with transaction.atomic():
        for seed in role_seeds():
            values = {"name": seed.name, "permissions": list(seed.permissions)}
            made += Role.objects.get_or_create(key=seed.key, defaults=values)[1]
    return made


def grant_role(
    actor: Actor,
    staff_id: UUID,
    role_key: str,
    valid_from: date,
    *,
    now: datetime,
    valid_to: date | None = None,
) -> None:
    """Give a member of staff a role from a day on, to a day.

    Raises: NotAllowed; NotFound for an unknown role or person; Conflict when it is held already, or when its
    duty does not go with the roles held. Legal basis: TCVN 14423:2026, level 3 (separation of duties).
    """
    actor.require("staff.manage")
    if not Role.objects.filter(key=role_key).exists():
        raise NotFound("Không có vai trò này.")
    with tenancy.scope(communes=[actor.home]):
        organisation.get_staff(actor.home, staff_id)
        if role_key in held_within(actor.home, staff_id, valid_from, valid_to):
            raise Conflict("Người này đã có vai trò đó.")
        if _clashes(actor.home, staff_id, role_key, valid_from, valid_to):
            raise Conflict(
                "Vai trò này không được giữ cùng các vai trò đang có: người xử lý, người duyệt, "
                "quản trị và người kiểm tra nhật ký phải là những người khác nhau."
            )
        RoleGrant.objects.create(
            commune_id=actor.home,
            staff_id=staff_id,
            role_key=role_key,
            valid_from=valid_from,
            valid_to=valid_to,
        )
        config(actor, "role.granted", "staff", staff_id, now=now, purpose=f"{role_key} {valid_from}")


def _clashes(commune_id: int, staff_id: UUID, role_key: str, first: date, last: date | None) -> bool:
    """Tell whether the role goes together with what the person, and whoever stands in for them, does in its time."""
    if duties_clash([duty_of(key) for key in (*held_within(commune_id, staff_id, first, last), role_key)]):
        return True
    known = organisation.list_delegations(commune_id, first)
    together = [one for one in known if staff_id in (one.absent, one.by) and one.ended_at is None]
    return any(
        clashes(commune_id, one.by, max(first, one.first), one.last, more=role_key)
        for one in together
        if last is None or one.first <= last
    )


def end_grant(actor: Actor, staff_id: UUID, role_key: str, on: date, *, now: datetime) -> None:
    """End a role; `on` is the last day it counts. NotFound when it is not held."""
    actor.require("staff.manage")
    with tenancy.scope(communes=[actor.home]):
        rows = RoleGrant.objects.filter(
            commune_id=actor.home, staff_id=staff_id, role_key=role_key, valid_to__isnull=True
        )
        if not rows.update(valid_to=on):
            raise NotFound("Người này không giữ vai trò đó.")
        config(actor, "role.ended", "staff", staff_id, now=now, purpose=f"{role_key} {on}")
