"""The answers in force of many dossiers at once, for papers that list them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from motcua.casework.intake.models import AnswerVersion


def answers_of(commune_id: int, dossier_ids: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    """Return the latest answers of each dossier with one statement, within the caller's scope; the caller audits."""
    rows = AnswerVersion.objects.filter(commune_id=commune_id, dossier_id__in=list(dossier_ids))
    return {row.dossier_id: row.answers for row in rows.order_by("number")}


def wanted_by_post(commune_id: int, dossier_ids: Iterable[UUID]) -> set[UUID]:
    """Return which of these dossiers want their result by post, as last told, within the caller's scope.

    Legal basis: Decree 118/2025/NĐ-CP, Article 22: by post at the citizen's wish.
    """
    rows = AnswerVersion.objects.filter(commune_id=commune_id, dossier_id__in=list(dossier_ids))
    last = dict(rows.order_by("number").values_list("dossier_id", "delivery"))
    return {dossier_id for dossier_id, delivery in last.items() if delivery == "post"}
