"""Settle the windows of the hall and how they take appointments.

Permission of all: queue.manage; every change is audited.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.blocks.audit.api import config
from motcua.casework.appointments.errors import WindowNotFound
from motcua.casework.appointments.models import SlotRule, Window
from motcua.casework.appointments.use_cases.recheck import release_unkept
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput

MANAGE = "queue.manage"
SHORTEST, LONGEST, MOST_AT_ONCE, MOST_WINDOWS = 5, 240, 50, 99


def open_window(actor: Actor, number: int | None, name: str, *, now: datetime) -> UUID:
    """Open a window. Raises InvalidInput at `number`, `name`."""
    actor.require(MANAGE)
    problems = {}
    if number is None or not 1 <= number <= MOST_WINDOWS:
        problems["number"] = f"Số cửa: từ 1 đến {MOST_WINDOWS}."
    if not 1 <= len(name.strip()) <= 80:
        problems["name"] = "Tên cửa: hãy điền, dài nhất 80 ký tự."
    if problems or number is None:
        raise InvalidInput(problems)
    with tenancy.scope(communes=[actor.home]):
        try:
            with transaction.atomic():
                row = Window.objects.create(
                    commune_id=actor.home, number=number, name=name.strip(), opened_at=now
                )
        except IntegrityError as refused:
            raise InvalidInput({"number": f"Đã có cửa số {number}. Hãy chọn số khác."}) from refused
        config(actor, "queue.window_opened", "window", row.id, now=now, purpose=f"{number} {name.strip()}")
        return row.id


def close_window(actor: Actor, window_id: UUID, *, now: datetime) -> int:
    """Close a window; return how many appointments cannot be kept by it. Raises WindowNotFound."""
    actor.require(MANAGE)
    with tenancy.scope(communes=[actor.home]):
        row = _window(actor.home, window_id)
        row.closed_at = now
        row.save(update_fields=["closed_at"])
        config(actor, "queue.window_closed", "window", row.id, now=now, purpose=str(row.number))
        return release_unkept(actor, actor.home, now=now)


def set_slots(
    actor: Actor,
    window_id: UUID,
    minutes: int | None,
    capacity: int | None,
    valid_from: date | None,
    *,
    now: datetime,
) -> int:
    """Say how a window takes appointments from a day on; return how many booked ones cannot be kept by that.

    Capacity 0: none. Raises WindowNotFound, InvalidInput at `minutes`, `capacity`, `valid_from`.
    """
    actor.require(MANAGE)
    problems = {}
    if minutes is None or not SHORTEST <= minutes <= LONGEST:
        problems["minutes"] = f"Mỗi lượt: từ {SHORTEST} đến {LONGEST} phút."
    if capacity is None or not 0 <= capacity <= MOST_AT_ONCE:
        problems["capacity"] = f"Số người mỗi lượt: từ 0 đến {MOST_AT_ONCE}; 0 là không nhận hẹn."
    if valid_from is None or valid_from < clock.local_date(now):
        problems["valid_from"] = "Áp dụng từ ngày: chọn hôm nay hoặc một ngày sau."
    if problems or minutes is None or capacity is None or valid_from is None:
        raise InvalidInput(problems)
    with tenancy.scope(communes=[actor.home]):
        row = _window(actor.home, window_id)
        SlotRule.objects.update_or_create(
            commune_id=actor.home,
            window_id=row.id,
            valid_from=valid_from,
            defaults={"minutes": minutes, "capacity": capacity},
        )
        told = f"cửa {row.number}: {minutes} phút, {capacity} người, từ {valid_from}"
        config(actor, "queue.slots_set", "window", row.id, now=now, purpose=told)
        return release_unkept(actor, actor.home, now=now)


def _window(commune_id: int, window_id: UUID) -> Window:
    rows = Window.objects.select_for_update().filter(commune_id=commune_id, closed_at__isnull=True)
    row = rows.filter(id=window_id).first()
    if row is None:
        raise WindowNotFound
    return row
