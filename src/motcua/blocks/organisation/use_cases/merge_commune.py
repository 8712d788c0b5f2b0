"""Merge a commune into another: it ends, and names its successor."""

from datetime import date, datetime, timedelta
from typing import Any

from motcua.blocks.audit.api import config
from motcua.blocks.organisation.models import Assignment, Commune, Hamlet, Site, Unit
from motcua.blocks.organisation.queries import forget_places
from motcua.kernel import tenancy
from motcua.kernel.actors import system
from motcua.kernel.errors import Conflict, InvalidInput, NotFound


def merge_commune(old_id: int, into_id: int, on: date, *, now: datetime) -> None:
    """End a commune the day before `on`; from that day its sites are answered by its successor.

    Its units, hamlets and posts end with it; its records stay where they are and stay sealed.
    Raises: NotFound; Conflict when it ended before; InvalidInput for a day before it began, or itself.
    """
    if old_id == into_id:
        raise InvalidInput({"into": "Không thể nhập xã vào chính nó."})
    last = on - timedelta(days=1)
    with tenancy.scope(communes=[old_id, into_id]):
        # In the order of their numbers: two merges at once cannot wait for each other.
        locked = Commune.objects.select_for_update().filter(id__in=[old_id, into_id]).order_by("id")
        rows = {row.id: row for row in locked}
        if len(rows) != 2:
            raise NotFound("Không có xã, phường nào như vậy.")
        old = rows[old_id]
        if old.valid_to is not None:
            raise Conflict("Xã này đã được sáp nhập trước đó.")
        if last < old.valid_from:
            raise InvalidInput({"on": "Ngày sáp nhập phải sau ngày thành lập."})
        Commune.objects.filter(id=old_id).update(valid_to=last, successor_id=into_id)
        Site.objects.filter(commune_id=old_id).update(commune_id=into_id)
        _end_rows(old_id, last)
        for commune_id in (old_id, into_id):
            config(
                system(commune_id), "commune.merged", "commune", None,
                now=now, purpose=f"{old_id} > {into_id} {on}",
            )  # fmt: skip
    forget_places()


def _end_rows(commune_id: int, last: date) -> None:
    dated: tuple[Any, ...] = (Unit, Hamlet, Assignment)
    for model in dated:
        model.objects.filter(commune_id=commune_id, valid_to__isnull=True).update(valid_to=last)
