"""End a post: the person no longer acts, and may be followed by another."""

from datetime import date, datetime
from uuid import UUID

from motcua.blocks.audit.api import config
from motcua.blocks.organisation.events import StaffLeft
from motcua.blocks.organisation.models import Assignment
from motcua.kernel import events, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput, NotFound


def end_assignment(
    actor: Actor, staff_id: UUID, on: date, *, now: datetime, successor: UUID | None = None
) -> int:
    """End every post a person holds; `on` is the last day. Return how many ended.

    `successor` is the member of staff who follows. Raises: NotAllowed; NotFound; InvalidInput for a day
    before the post began.
    """
    actor.require("staff.manage")
    with tenancy.scope(communes=[actor.home]):
        rows = Assignment.objects.filter(commune_id=actor.home, staff_id=staff_id, valid_to__isnull=True)
        held = list(rows.select_for_update().order_by("id"))
        if not held:
            raise NotFound("Người này không giữ chức vụ nào đang có hiệu lực.")
        if any(row.valid_from > on for row in held):
            raise InvalidInput({"on": "Ngày thôi giữ chức vụ phải sau ngày nhận chức vụ."})
        rows.update(valid_to=on, successor_id=_follower(actor.home, successor))
        config(actor, "staff.post_ended", "staff", staff_id, now=now, purpose=on.isoformat())
        events.record(staff_id, StaffLeft(on), commune_id=actor.home, actor=actor, now=now)
    return len(held)


def _follower(commune_id: int, successor: UUID | None) -> UUID | None:
    if successor is None:
        return None
    rows = Assignment.objects.filter(commune_id=commune_id, staff_id=successor, valid_to__isnull=True)
    found = rows.order_by("-valid_from", "-id").values_list("id", flat=True).first()
    if found is None:
        raise NotFound("Người kế nhiệm chưa được bổ nhiệm.")
    return found
