"""Keep a list under a name, and let go of it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from motcua.casework.workplace.models import SavedView
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput

LONGEST, MOST = 40, 12


def save_view(actor: Actor, name: str, asked: Mapping[str, str], *, now: datetime) -> None:
    """Keep what a list asks under a name of the officer's own; a name used again means the new list."""
    actor.require("dossier.view")
    name = " ".join(name.split())
    if not 1 <= len(name) <= LONGEST:
        raise InvalidInput({"name": f"Hãy đặt tên cho danh sách, dài nhất {LONGEST} ký tự."})
    with tenancy.scope(communes=[actor.home]):
        mine = SavedView.objects.filter(commune_id=actor.home, staff_id=actor.staff)
        if mine.exclude(name=name).count() >= MOST:
            raise InvalidInput({"name": f"Ông/bà đã lưu {MOST} danh sách. Hãy bỏ bớt một danh sách ở dưới."})
        SavedView.objects.update_or_create(
            commune_id=actor.home,
            staff_id=actor.staff,
            name=name,
            defaults={"asked": dict(asked), "saved_at": now},
        )


def forget_view(actor: Actor, view_id: UUID) -> None:
    """Let go of a list of the officer's own; of another's nothing happens."""
    with tenancy.scope(communes=[actor.home]):
        SavedView.objects.filter(commune_id=actor.home, staff_id=actor.staff, id=view_id).delete()
