"""Have a colleague do the work of an absent one, from a day to a day; end it before its time."""

import unicodedata
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from motcua.blocks.audit.api import config
from motcua.blocks.organisation.delegations import spans
from motcua.blocks.organisation.models import Delegation
from motcua.blocks.organisation.posts import get_staff
from motcua.blocks.organisation.queries import unit_words
from motcua.blocks.organisation.rules.delegations import Replaced, closes_loop, replaced_twice
from motcua.blocks.organisation.values import NewDelegation
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, InvalidInput, NotFound

PERMISSION = "delegation.manage"
REASON_LIMIT, ORDER_LIMIT = 200, 40
_DELEGATING = 0xDE1E


def write_delegation(actor: Actor, given: NewDelegation, *, now: datetime) -> UUID:
    """Write who stands in for whom, and return the id; `identity.delegate` looks at their duties beforehand.

    One delegation at a time is written in a commune, so that two made at once cannot close a loop together.
    Raises: NotAllowed; NotFound for a stranger; InvalidInput at the box; Conflict when the absent colleague has a
    stand-in on one of these days, or when the work would come back to them.
    """
    actor.require(PERMISSION)
    told = _tidy(given)
    problems = _problems(told, clock.local_date(now))
    if problems:
        raise InvalidInput(problems)
    with tenancy.scope(communes=[actor.home]):
        _one_at_a_time(actor.home)
        _require_fitting(actor.home, told)
        row = Delegation.objects.create(
            commune_id=actor.home, from_staff_id=told.absent, to_staff_id=told.by, valid_from=told.first,
            valid_to=told.last, reason=told.reason, order_number=told.order_number, made_at=now,
        )  # fmt: skip
        span = f"{told.absent} {told.first} {told.last} {told.order_number}"
        config(actor, "delegation.made", "staff", told.by, now=now, purpose=span)
    return row.id


def end_delegation(actor: Actor, delegation_id: UUID, *, now: datetime) -> None:
    """End it at once: from now on the stand-in does its own work alone. NotFound when it is over or unknown."""
    actor.require(PERMISSION)
    with tenancy.scope(communes=[actor.home]):
        rows = Delegation.objects.filter(commune_id=actor.home, id=delegation_id, ended_at__isnull=True)
        row = rows.filter(valid_to__gte=clock.local_date(now)).select_for_update().first()
        if row is None:
            raise NotFound("Lần ủy quyền này không có, hoặc đã kết thúc.")
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        config(actor, "delegation.ended", "staff", row.to_staff_id, now=now, purpose=str(row.from_staff_id))


def _tidy(given: NewDelegation) -> NewDelegation:
    def tidy(text: str) -> str:
        return " ".join(unicodedata.normalize("NFC", text).split())

    return NewDelegation(
        given.absent, given.by, given.first, given.last, tidy(given.reason), tidy(given.order_number)
    )


def _problems(given: NewDelegation, today: date) -> dict[str, str]:
    problems = {}
    if given.absent == given.by:
        problems["by"] = "Người làm thay phải là người khác với người vắng mặt."
    if given.first < today:
        problems["first"] = "Ngày bắt đầu đã qua. Chọn từ hôm nay trở đi."
    if given.last < given.first:
        problems["last"] = "Ngày cuối phải bằng hoặc sau ngày bắt đầu."
    if not given.order_number:
        problems["order_number"] = "Ghi số văn bản giao làm thay, ví dụ 12/QĐ-UBND."
    elif len(given.order_number) > ORDER_LIMIT:
        problems["order_number"] = f"Số văn bản không quá {ORDER_LIMIT} chữ."
    if not given.reason:
        problems["reason"] = "Ghi lý do vắng mặt, ví dụ: nghỉ phép, đi học, đi công tác."
    elif len(given.reason) > REASON_LIMIT:
        problems["reason"] = f"Lý do không quá {REASON_LIMIT} chữ."
    return problems


def _require_fitting(commune_id: int, given: NewDelegation) -> None:
    absent, by = (get_staff(commune_id, one, given.first) for one in (given.absent, given.by))
    # Steps are bound to a kind of unit: whoever sits in another could not work them.
    if absent.unit_kind != by.unit_kind:
        raise InvalidInput(
            {"by": f"{by.full_name} không ở {unit_words(absent.unit_kind)} như {absent.full_name}."}
        )
    new = Replaced(given.absent, given.by, given.first, given.last)
    known = spans(commune_id, given.first, given.last)
    if replaced_twice(new, known):
        raise Conflict(f"{absent.full_name} đã có người làm thay trong những ngày này.")
    if closes_loop(new, known):
        raise Conflict(
            f"Không giao được: trong những ngày này, việc của {by.full_name} lại được giao về cho"
            f" {absent.full_name}, thành một vòng không ai làm."
        )


def _one_at_a_time(commune_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_DELEGATING, commune_id])
