"""What every way of filing writes beside the dossier: the answers as they were told, and the papers laid to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.blocks.documents import api as documents
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.models import AnswerVersion, Paper


@dataclass(frozen=True)
class Laid:
    """A file of the commune that lies to a component of a dossier."""

    code: str
    name: str
    file_id: UUID


def keep_first_answers(
    dossier: dossiers.DossierInfo, answers: Mapping[str, Any], delivery: str, at: datetime, **said: Any
) -> None:
    """Keep what was first told of a dossier. `said`: verified_fields, source and told, where they are not the usual."""
    AnswerVersion.objects.create(
        **belonging(dossier), number=1, answers=answers, delivery=delivery, created_at=at, **said
    )


def next_version(last: AnswerVersion, at: datetime, **changed: Any) -> AnswerVersion:
    """Return the version of the answers after `last`, not yet stored; what is not named in `changed` stays."""
    kept = ("commune_id", "applicant_id", "dossier_id", "answers", "verified_fields", "delivery", "address")
    stays = {name: getattr(last, name) for name in kept}
    return AnswerVersion(**{**stays, **changed}, number=last.number + 1, created_at=at)


def lay(
    dossier: dossiers.DossierInfo, files: Iterable[Laid], *, answer_version: int = 1, after: int = 0
) -> None:
    """Lay files to a dossier in their order, behind so many that lie there already."""
    Paper.objects.bulk_create(
        Paper(
            **belonging(dossier),
            component_code=file.code,
            component_name=file.name,
            file_id=file.file_id,
            answer_version=answer_version,
            position=after + position,
        )
        for position, file in enumerate(files)
    )


def adopt_papers(
    applicant: UUID,
    dossier: dossiers.DossierInfo,
    papers: Mapping[str, Sequence[UUID]],
    *,
    answer_version: int,
    now: datetime,
) -> dict[UUID, documents.FileInfo]:
    """Give the files of an applicant to the commune and lay them to the dossier, within the caller's scope.

    Returns the commune's files by the ids of the applicant's.
    """
    told = [(code, key) for code, keys in papers.items() for key in keys]
    if not told:
        return {}
    content = catalogue.content_of(dossier.version_id)
    adopted = documents.adopt(applicant, [key for _, key in told], dossier.commune_id, now)
    lay(
        dossier,
        (Laid(code, content.component(code).name, adopted[key].id) for code, key in told),
        answer_version=answer_version,
    )
    return adopted


def belonging(dossier: dossiers.DossierInfo) -> dict[str, Any]:
    """Return the columns that tie a row to its dossier."""
    return {
        "commune_id": dossier.commune_id,
        "applicant_id": dossier.applicant_id,
        "dossier_id": dossier.id,
    }
