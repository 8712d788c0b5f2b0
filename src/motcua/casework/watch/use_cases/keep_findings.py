"""Keep what a run found: new, seen again, or gone."""

from collections.abc import Collection, Iterable
from datetime import datetime

from motcua.casework.watch.models import Finding
from motcua.casework.watch.rules.orphans import Found


def keep_findings(
    commune_id: int, kinds: Collection[str], found: Iterable[Found], *, now: datetime
) -> list[Finding]:
    """Write what was found of some kinds within the caller's scope and return what is new.

    What of these kinds was open and is not found any more is gone.
    """
    here = {(one.kind, one.subject): one for one in found}
    rows = Finding.objects.filter(commune_id=commune_id, gone_at__isnull=True)
    open_rows = {(row.kind, row.subject): row.id for row in rows.filter(kind__in=kinds)}
    again = [row_id for key, row_id in open_rows.items() if key in here]
    gone = [row_id for key, row_id in open_rows.items() if key not in here]
    rows.filter(id__in=again).update(last_seen_at=now)
    rows.filter(id__in=gone).update(gone_at=now)
    new = [_row(commune_id, one, now) for key, one in here.items() if key not in open_rows]
    # Two runs at once find the same thing: the first one keeps it.
    Finding.objects.bulk_create(new, ignore_conflicts=True)
    return new


def _row(commune_id: int, one: Found, now: datetime) -> Finding:
    return Finding(
        commune_id=commune_id,
        kind=one.kind,
        subject=one.subject,
        dossier_id=one.dossier_id,
        reference=one.reference,
        detail=one.detail,
        first_seen_at=now,
        last_seen_at=now,
    )
