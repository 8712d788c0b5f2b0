"""Editions of a result: a correction takes the place of what was given out, and the old one is kept."""

from collections.abc import Iterable
from uuid import UUID

from motcua.casework.decisions.models import Decision


def in_force(rows: Iterable[Decision]) -> list[Decision]:
    """Return the last edition of each result of each dossier among these, in their order."""
    rows = list(rows)
    by_edition = sorted(rows, key=lambda row: row.edition)
    last = {(row.dossier_id, row.result_code): row.edition for row in by_edition}
    return [row for row in rows if row.edition == last[row.dossier_id, row.result_code]]


def last_editions(commune_id: int, dossier_id: UUID) -> dict[str, int]:
    """Return the last edition of each result of a dossier by its code, within the caller's scope."""
    rows = Decision.objects.filter(commune_id=commune_id, dossier_id=dossier_id).order_by("edition")
    return dict(rows.values_list("result_code", "edition"))
