"""The look at a draft before it is handed in, and what is kept of it with the dossier."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.blocks.documents import api as documents
from motcua.blocks.forms import api as forms
from motcua.blocks.signatures import api as signatures
from motcua.casework.catalogue.api import Component
from motcua.casework.intake.concerns import Concern, concerns_of, without_marks
from motcua.casework.intake.drafts import DraftInfo
from motcua.kernel import ports, tenancy
from motcua.kernel.actors import Actor

_SIGNED = b"/ByteRange"


def look_over(actor: Actor, draft: DraftInfo, today: date) -> list[Concern]:
    """Return what an officer would send the draft back for, besides what is missing."""
    keys = [key for laid in draft.papers.values() for key in laid]
    with tenancy.scope(applicants=actor.applicants):
        files = documents.list_files(keys)
    return concerns_about(draft, forms.submission_answers(draft.version.form, draft.answers, today), files)


def concerns_about(
    draft: DraftInfo, answers: Mapping[str, Any], files: Mapping[UUID, documents.FileInfo]
) -> list[Concern]:
    """Return the concerns about these answers and files of a draft."""
    form, content = draft.version.form, draft.version.content
    labels = {field.id: field.label for field in form.fields if field.id in answers}
    papers = {code: [files[key] for key in keys if key in files] for code, keys in draft.papers.items()}
    names = {component.code: component.name for component in content.components}
    return [*concerns_of(answers, labels, draft.owner, papers, names), *_about_marks(draft, answers)]


def _about_marks(draft: DraftInfo, answers: Mapping[str, Any]) -> Iterator[Concern]:
    """Ask about names that look as if their marks were left out; what VNeID told stays as it is there."""
    for field in draft.version.form.fields:
        if field.id not in draft.verified and forms.may_lack_marks(field, answers.get(field.id)):
            yield without_marks(field.id, field.label, answers[field.id])


def signature_doubts(checked: documents.Inspected, component: Component, now: datetime) -> tuple[str, ...]:
    """Return what is wrong with the signatures of a paper that was just checked, as codes kept with the file."""
    if checked.media_type != "application/pdf":
        return ()
    if _SIGNED not in checked.data:
        return ("signature_missing",) if component.signed else ()
    trust = ports.get(signatures.TrustList)
    report = signatures.verify(checked.data, trust, at=now)
    if trust.roots:
        return () if report.ok else ("signature_broken",)
    # Without roots nobody can be trusted; whether the paper was altered can be told all the same.
    sound = report.signatures and all(
        one.intact and one.later_changes != "forbidden" for one in report.signatures
    )
    return () if sound else ("signature_broken",)
