"""Load the roles, grant them to staff with dates, end them."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from motcua.blocks.audit.api import config
from motcua.blocks.identity.models import Role, RoleGrant
from motcua.blocks.identity.rules import duties_clash
from motcua.blocks.identity.seeds import duty_of, role_seeds
from motcua.blocks.organisation.api import get_staff
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, NotFound
from motcua.kernel.validity import not_over


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
        get_staff(actor.home, staff_id)
        held = _held_within(actor.home, staff_id, valid_from, valid_to)
        if role_key in held:
            raise Conflict("Người này đã có vai trò đó.")
        if duties_clash([duty_of(key) for key in (*held, role_key)]):
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


def _held_within(commune_id: int, staff_id: UUID, start: date, end: date | None) -> list[str]:
    """Return the roles held on any day of a span: duties must not meet on a later day either."""
    rows = RoleGrant.objects.filter(not_over(start), commune_id=commune_id, staff_id=staff_id)
    if end is not None:
        rows = rows.filter(valid_from__lte=end)
    return list(dict.fromkeys(rows.order_by("id").values_list("role_key", flat=True)))


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
