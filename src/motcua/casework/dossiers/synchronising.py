"""What reports to the outside need: the history with its places in the log, and how reporting stands.

The line follows from the log and from what was reported; no event tells it.
"""

from uuid import UUID

from motcua.casework.dossiers.models import Dossier, HistoryEntry
from motcua.casework.dossiers.queries import DossierInfo, HistoryLine, line_of
from motcua.casework.dossiers.rules.lines import MOVES
from motcua.kernel import tenancy


def numbered_history(dossier: DossierInfo) -> list[tuple[int, HistoryLine]]:
    """Return every line of a dossier the caller got with its place in the log, oldest first."""
    with tenancy.scope(communes=[dossier.commune_id]):
        rows = HistoryEntry.objects.filter(commune_id=dossier.commune_id, dossier_id=dossier.id)
        return [(row.seq, line_of(row)) for row in rows.order_by("seq")]


def keep_sync(commune_id: int, dossier_id: UUID, value: str) -> None:
    """Move the line of synchronisation where it may move there; repeating it does no harm."""
    origins = [origin for origin, targets in MOVES["sync"].items() if value in targets]
    with tenancy.scope(communes=[commune_id]):
        mine = Dossier.objects.filter(commune_id=commune_id, id=dossier_id, sync_state__in=origins)
        mine.update(sync_state=value)
