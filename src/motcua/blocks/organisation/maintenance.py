"""Maintenance that is coming or under way, as every page asks for it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.blocks.organisation.models import Maintenance
from motcua.kernel import tenancy
from motcua.kernel.cache import Cache

_kept: Cache[int, tuple["MaintenanceInfo", ...]] = Cache()


@dataclass(frozen=True)
class MaintenanceInfo:
    """A time at which the service is being worked on."""

    id: UUID
    text: str
    starts_at: datetime
    ends_at: datetime

    def is_on(self, now: datetime) -> bool:
        """Tell whether the work is under way."""
        return self.starts_at <= now < self.ends_at


def list_maintenance(commune_id: int, now: datetime) -> list[MaintenanceInfo]:
    """Return what is under way or announced for a commune, first to begin first; read anew every few seconds."""
    known = _kept.get(commune_id)
    if known is None:
        with tenancy.scope(communes=[commune_id]):
            rows = Maintenance.objects.filter(commune_id=commune_id, ends_at__gt=now).order_by(
                "starts_at", "id"
            )
            found = tuple(MaintenanceInfo(r.id, r.text, r.starts_at, r.ends_at) for r in rows)
        known = _kept.keep(commune_id, found)
    return [one for one in known if now < one.ends_at]


def forget_maintenance() -> None:
    """Read it anew at the next page."""
    _kept.clear()
