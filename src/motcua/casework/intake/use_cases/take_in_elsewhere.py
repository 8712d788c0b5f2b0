"""Open a dossier that was handed in elsewhere: who, what and which papers are told, the declaration is not.

The declaration lies there and is typed in afterwards, as that of a signed sheet; see `reception.enter_answers`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.blocks.documents import api as documents
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.contents import answers_content
from motcua.casework.intake.use_cases.filing import Laid, keep_first_answers, lay
from motcua.casework.intake.use_cases.reception.begin import filled
from motcua.kernel import clock
from motcua.kernel.actors import Actor

TOLD = "told"
OTHER_PAPERS = "Giấy tờ khác"
_OTHER = "khac"
_DELIVERY = "online"


@dataclass(frozen=True)
class Elsewhere:
    """A filing made elsewhere. `key` makes a repetition harmless; `owner`: full_name, citizen_id, what else is known.

    `papers`: checked files by the code of their component, "" for what is none of the procedure's.
    """

    key: UUID
    person: UUID
    version: catalogue.Version
    channel: str
    owner: Mapping[str, str] = field(repr=False)
    papers: tuple[tuple[str, documents.Inspected], ...] = field(repr=False)
    note: str = field(repr=False)


def take_in_elsewhere(
    actor: Actor, filing: Elsewhere, *, at: datetime, now: datetime
) -> dossiers.DossierInfo:
    """Open the dossier within the caller's scope of commune and person; it waits for the check of reception.

    `at`: when it was handed in there; the log tells `now`.
    """
    today = clock.local_date(at)
    answers = _told(filing, filled(actor, filing.version, dict(filing.owner)))
    submission = dossiers.Submission(
        key=filing.key,
        commune_id=actor.home,
        applicant_id=filing.person,
        version_id=filing.version.id,
        channel=filing.channel,
        owner_name=filing.owner["full_name"],
        owner_citizen_id=filing.owner["citizen_id"],
        declared=False,
        turns=catalogue.turns_of(filing.version.id, answers, today),
        contents=answers_content(1, answers, [], _DELIVERY),
        note=filing.note,
        answers_complete=False,
        entered_at=now,
    )
    dossier = dossiers.open_dossier(actor, submission, now=at)
    keep_first_answers(dossier, answers, _DELIVERY, at, source=TOLD)
    _lay(dossier, filing, now)
    return dossier


def _told(filing: Elsewhere, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return of these answers what is told of the owner; what the form offers to everybody was declared by nobody."""
    own = (one for one in filing.version.form.fields if any(s.startswith("identity.") for s in one.sources))
    return {one.id: answers[one.id] for one in own if one.id in answers}


def _lay(dossier: dossiers.DossierInfo, filing: Elsewhere, now: datetime) -> None:
    names = {one.code: one.name for one in filing.version.content.components}
    kept = [
        documents.keep_for_commune(
            dossier.commune_id, file.name, file.media_type, file.data, now, pages=file.pages
        )
        for _, file in filing.papers
    ]
    lay(
        dossier,
        (
            Laid(code or _OTHER, names.get(code, OTHER_PAPERS), file.id)
            for (code, _), file in zip(filing.papers, kept, strict=True)
        ),
    )
