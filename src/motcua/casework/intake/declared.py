"""The answers in force of many dossiers at once, for papers that list them; what answers say of the owner."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from motcua.blocks.forms import api as forms
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.models import AnswerVersion

_IDENTITY = "identity."


def answers_of(commune_id: int, dossier_ids: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    """Return the latest answers of each dossier with one statement, within the caller's scope; the caller audits."""
    rows = AnswerVersion.objects.filter(commune_id=commune_id, dossier_id__in=list(dossier_ids))
    return {row.dossier_id: row.answers for row in rows.order_by("number")}


def said_of(dossier: dossiers.DossierInfo, answers: Mapping[str, Any]) -> dict[str, str]:
    """Return what answers say of the owner, in words, by what it is: residence, phone, email, citizen_id."""
    said: dict[str, str] = {}
    for one in catalogue.get_version(dossier.version_id).form.fields:
        source = next((s.removeprefix(_IDENTITY) for s in one.sources if s.startswith(_IDENTITY)), "")
        if source and forms.is_answered(answers.get(one.id)):
            said.setdefault(source, forms.display(one, answers[one.id]))
    return said
