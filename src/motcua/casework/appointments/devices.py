"""Reads of screens and kiosks."""

from motcua.casework.appointments.models import HallDevice
from motcua.casework.appointments.use_cases.open_device import device_index
from motcua.casework.appointments.use_cases.settle_hall import MANAGE
from motcua.casework.appointments.values import DeviceInfo, device_info
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor


def find_device(commune_id: int, secret: str) -> DeviceInfo | None:
    """Return the screen or kiosk of a secret, or None for a wrong or ended one."""
    if not secret:
        return None
    with tenancy.scope(communes=[commune_id]):
        row = HallDevice.objects.filter(
            commune_id=commune_id, secret_index=device_index(secret), ended_at__isnull=True
        ).first()
    return None if row is None else device_info(row)


def list_devices(actor: Actor) -> list[DeviceInfo]:
    """Return the screens and kiosks in use. Permission: queue.manage."""
    actor.require(MANAGE)
    with tenancy.scope(communes=[actor.home]):
        rows = HallDevice.objects.filter(commune_id=actor.home, ended_at__isnull=True).order_by("made_at")
        return [device_info(row) for row in rows]
