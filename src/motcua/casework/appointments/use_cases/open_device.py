"""Make screens and kiosks known, and end them. Permission: queue.manage; both are audited."""

import secrets
from datetime import datetime
from uuid import UUID

from motcua.blocks.audit.api import config
from motcua.casework.appointments.models import HallDevice
from motcua.casework.appointments.use_cases.settle_hall import MANAGE
from motcua.kernel import sealing, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput, NotFound


def open_device(actor: Actor, kind: str, name: str, *, now: datetime) -> tuple[UUID, str]:
    """Make a screen or kiosk known; return its id and the secret of its address, which is told this once.

    Raises InvalidInput at `kind`, `device_name`.
    """
    actor.require(MANAGE)
    problems = {}
    if kind not in HallDevice.Kind.values:
        problems["kind"] = "Loại máy: hãy chọn."
    if not 1 <= len(name.strip()) <= 80:
        problems["device_name"] = "Tên máy: hãy điền, dài nhất 80 ký tự."
    if problems:
        raise InvalidInput(problems)
    secret = secrets.token_urlsafe(24)
    with tenancy.scope(communes=[actor.home]):
        row = HallDevice.objects.create(
            commune_id=actor.home,
            kind=kind,
            name=name.strip(),
            secret_index=device_index(secret),
            made_at=now,
        )
        config(actor, "queue.device_opened", "hall_device", row.id, now=now, purpose=f"{kind} {row.name}")
        return row.id, secret


def end_device(actor: Actor, device_id: UUID, *, now: datetime) -> None:
    """Take a screen or kiosk its right. Raises NotFound."""
    actor.require(MANAGE)
    with tenancy.scope(communes=[actor.home]):
        rows = HallDevice.objects.filter(commune_id=actor.home, id=device_id, ended_at__isnull=True)
        if not rows.update(ended_at=now):
            raise NotFound("Không tìm thấy máy này.")
        config(actor, "queue.device_ended", "hall_device", device_id, now=now, purpose="")


def device_index(secret: str) -> bytes:
    """Return by what the secret of a device is found again without being kept."""
    return sealing.blind_index(secret, purpose="appointments.device")
