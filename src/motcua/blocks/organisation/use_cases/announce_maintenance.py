"""Announce maintenance, or take an announcement back."""

import unicodedata
from datetime import datetime, timedelta
from uuid import UUID

from motcua.blocks.audit.api import config
from motcua.blocks.organisation.maintenance import MaintenanceInfo, forget_maintenance
from motcua.blocks.organisation.models import Maintenance
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput, NotFound

TEXT_LIMIT = 300
LONGEST = timedelta(days=14)


def announce_maintenance(
    actor: Actor, text: str, starts_at: datetime, ends_at: datetime, *, now: datetime
) -> MaintenanceInfo:
    """Tell on every page of the actor's commune, from now until the end, that the service is worked on.

    Raises: NotAllowed; InvalidInput for an empty or long text, an end that is over, or times that do not fit.
    """
    actor.require("config.manage")
    said = unicodedata.normalize("NFC", text).strip()
    problems = _problems(said, starts_at, ends_at, now)
    if problems:
        raise InvalidInput(problems)
    with tenancy.scope(communes=[actor.home]):
        row = Maintenance.objects.create(
            commune_id=actor.home, text=said, starts_at=starts_at, ends_at=ends_at, announced_at=now
        )
        config(
            actor, "maintenance.announced", "maintenance", row.id, now=now, purpose=f"{starts_at} {ends_at}"
        )
    forget_maintenance()
    return MaintenanceInfo(row.id, row.text, row.starts_at, row.ends_at)


def cancel_maintenance(actor: Actor, maintenance_id: UUID, *, now: datetime) -> None:
    """Take an announcement back, or end the work early; NotFound when the commune has none such."""
    actor.require("config.manage")
    with tenancy.scope(communes=[actor.home]):
        row = Maintenance.objects.filter(commune_id=actor.home, id=maintenance_id).first()
        if row is None:
            raise NotFound("Không có thông báo bảo trì này.")
        config(actor, "maintenance.cancelled", "maintenance", row.id, now=now, purpose=row.text)
        row.delete()
    forget_maintenance()


def _problems(text: str, starts_at: datetime, ends_at: datetime, now: datetime) -> dict[str, str]:
    problems = {}
    if not text:
        problems["text"] = "Hãy ghi nội dung thông báo."
    elif len(text) > TEXT_LIMIT:
        problems["text"] = f"Nội dung dài quá {TEXT_LIMIT} chữ. Hãy viết ngắn lại."
    if ends_at <= starts_at:
        problems["ends_at"] = "Giờ kết thúc phải sau giờ bắt đầu."
    elif ends_at <= now:
        problems["ends_at"] = "Giờ kết thúc đã qua."
    elif ends_at - starts_at > LONGEST:
        problems["ends_at"] = "Một lần bảo trì không quá 14 ngày."
    return problems
