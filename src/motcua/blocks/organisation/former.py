"""Looking up a commune by the name it had before it merged."""

from motcua.blocks.organisation.models import FormerCommune
from motcua.blocks.organisation.rules.former import Merger, Place, core_of, find_current


def current_place(commune: str, province: str) -> Place | None:
    """Return the commune of today that an old name means; None when it is one of today, unknown, or means several."""
    rows = FormerCommune.objects.filter(core=core_of(commune)).order_by("id")[:500]
    return find_current(commune, province, [Merger(row.province, row.commune, row.old_name) for row in rows])
