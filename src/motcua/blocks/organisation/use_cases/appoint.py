"""Appoint a person to a post."""

from datetime import datetime

from motcua.blocks.audit.api import config
from motcua.blocks.organisation.models import Assignment, Position, StaffMember, Unit
from motcua.blocks.organisation.posts import get_staff
from motcua.blocks.organisation.values import Appointment, StaffInfo
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput, NotFound
from motcua.kernel.validity import in_force
from motcua.kernel.vietnamese import normalise_name


def appoint(actor: Actor, given: Appointment, *, now: datetime) -> StaffInfo:
    """Give a person, new or known, a post in a unit from a day on.

    Raises: NotAllowed; NotFound for a unit or person of another commune or a closed unit; InvalidInput.
    """
    actor.require("staff.manage")
    if not given.full_name.strip() or not given.position.strip():
        raise InvalidInput({"full_name": "Điền họ tên và chức vụ."})
    with tenancy.scope(communes=[actor.home]):
        units = Unit.objects.filter(in_force(given.valid_from), commune_id=actor.home, id=given.unit_id)
        if not units.exists():
            raise NotFound("Không có đơn vị này, hoặc đơn vị đã thôi hoạt động.")
        person = _person(actor.home, given)
        position, _ = Position.objects.get_or_create(
            commune_id=actor.home, name=given.position, signing_title=given.signing_title
        )
        Assignment.objects.create(
            commune_id=actor.home, staff_id=person.id, unit_id=given.unit_id,
            position_id=position.id, valid_from=given.valid_from,
        )  # fmt: skip
        config(actor, "staff.appointed", "staff", person.id, now=now)
        return get_staff(actor.home, person.id)


def _person(commune_id: int, given: Appointment) -> StaffMember:
    if given.staff_id is None:
        return StaffMember.objects.create(
            commune_id=commune_id, full_name=normalise_name(given.full_name),
            phone=given.phone, credential_id=given.credential_id,
        )  # fmt: skip
    known = StaffMember.objects.filter(commune_id=commune_id, id=given.staff_id).first()
    if known is None:
        raise NotFound("Không có cán bộ này trong đơn vị.")
    return known
