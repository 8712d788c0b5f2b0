"""The citizen completes a dossier: only the items asked for, in the same dossier, under the same code."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import IO
from uuid import UUID

from motcua.blocks.documents import api as documents
from motcua.blocks.forms import api as forms
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.coming import coming_of, take_off
from motcua.casework.intake.contents import version_contents
from motcua.casework.intake.errors import Incomplete, SupplementClosed, not_come
from motcua.casework.intake.models import AnswerVersion, Paper, SupplementRequest
from motcua.casework.intake.use_cases.accept_dossier import latest_answers
from motcua.casework.intake.use_cases.filing import adopt_papers, next_version
from motcua.casework.intake.use_cases.lay_papers import require_fit
from motcua.casework.intake.use_cases.release_files import release_files
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound


def lock_request(actor: Actor, dossier_id: UUID) -> SupplementRequest:
    """Lock the open request of a dossier within the caller's scope; SupplementClosed when there is none."""
    rows = SupplementRequest.objects.select_for_update()
    mine = rows.filter(applicant_id__in=actor.applicants, dossier_id=dossier_id, answered_at__isnull=True)
    # The last one: an earlier one stays unanswered when a dossier was stopped and taken up again.
    row = mine.order_by("-number").first()
    if row is None:
        raise SupplementClosed
    return row


def _owner(row: SupplementRequest) -> UUID:
    """Return whose the dossier is: the citizen, or who they act for."""
    if row.applicant_id is None:
        raise SupplementClosed
    return row.applicant_id


def require_asked(row: SupplementRequest, component_code: str) -> None:
    """Raise NotFound unless the request asks for this paper."""
    if component_code not in {item["target"] for item in row.items if item["kind"] == "paper"}:
        raise NotFound("Yêu cầu bổ sung không có giấy tờ này.")


def lay_supplement_paper(
    actor: Actor,
    dossier_id: UUID,
    component_code: str,
    upload: IO[bytes] | bytes,
    name: str,
    *,
    now: datetime,
    sent: UUID | None = None,
) -> documents.FileInfo:
    """Check a file and lay it to an item of the open request; the same file again is laid once.

    `sent`: the upload it came by, which is on its way no more. Raises UploadRefused, InvalidInput, NotFound.
    """
    checked = documents.inspect(upload, name)
    dossier = dossiers.get_dossier(actor, dossier_id)
    component = catalogue.content_of(dossier.version_id).component(component_code)
    with tenancy.scope(applicants=actor.applicants):
        row = lock_request(actor, dossier_id)
        require_asked(row, component_code)
        laid = row.pending_papers.get(component_code, [])
        kept = documents.keep_upload(_owner(row), checked.name, checked, now)
        if str(kept.id) not in laid:
            require_fit(component, checked, len(laid))
            row.pending_papers = {**row.pending_papers, component_code: [*laid, str(kept.id)]}
            row.save(update_fields=["pending_papers"])
        take_off(row, sent)
        return kept


def remove_supplement_paper(actor: Actor, dossier_id: UUID, component_code: str, file_id: UUID) -> None:
    """Take a file away from an item of the open request."""
    with tenancy.scope(applicants=actor.applicants):
        row = lock_request(actor, dossier_id)
        left = [key for key in row.pending_papers.get(component_code, []) if key != str(file_id)]
        row.pending_papers = {**row.pending_papers, component_code: left}
        row.save(update_fields=["pending_papers"])
        release_files(_owner(row), [file_id])


def save_supplement_fields(actor: Actor, dossier_id: UUID, raw: Mapping[str, str]) -> None:
    """Keep what the citizen typed for the fields asked for."""
    dossier = dossiers.get_dossier(actor, dossier_id)
    form = catalogue.get_version(dossier.version_id).form
    with tenancy.scope(applicants=actor.applicants):
        row = lock_request(actor, dossier_id)
        asked = [item["target"] for item in row.items if item["kind"] == "field"]
        parsed = {key: forms.parse(form.field(key), raw) for key in asked}
        row.pending_answers = {
            "answers": {key: one.value for key, one in parsed.items()},
            "problems": {key: one.problem for key, one in parsed.items() if one.problem},
            "kept": {key: dict(one.raw) for key, one in parsed.items() if one.problem},
        }
        row.save(update_fields=["pending_answers"])


def answer_supplement(actor: Actor, dossier_id: UUID, *, now: datetime) -> dossiers.DossierInfo:
    """Send the supplement: a new version of answers and papers; earlier ones are kept.

    Raises SupplementClosed when it was sent before, Incomplete while an item is unanswered.
    Legal basis: Decree 45/2020/NĐ-CP, Article 12 (versions kept, same code).
    """
    seen = dossiers.get_dossier(actor, dossier_id)
    with tenancy.scope(communes=[seen.commune_id], applicants=actor.applicants):
        row = lock_request(actor, dossier_id)
        _require_answered(row, seen)
        version = _completed(row, latest_answers(seen), now)
        call = dossiers.Call(
            # The citizen acts in the commune of the dossier; the lock needs to know which.
            replace(actor, commune_id=seen.commune_id),
            dossier_id,
            dossiers.Action.ANSWER_SUPPLEMENT,
            now,
            contents=version_contents(version),
        )
        turns = catalogue.turns_of(seen.version_id, version.answers, clock.local_date(now))
        dossier = dossiers.answer_supplement(call, number=row.number, turns=turns)
        version.save(force_insert=True)
        _store_papers(row, dossier, _owner(row), version.number, now)
        row.answered_at = now
        row.save(update_fields=["answered_at"])
        return dossier


def _require_answered(row: SupplementRequest, dossier: dossiers.DossierInfo) -> None:
    pending = row.pending_answers or {}
    form = catalogue.get_version(dossier.version_id).form
    answers, problems = pending.get("answers", {}), pending.get("problems", {})
    papers, fields = {}, dict(problems)
    for item in row.items:
        if item["kind"] == "paper" and not row.pending_papers.get(item["target"]):
            papers[item["target"]] = f"Chưa có: {item['label']}."
        if item["kind"] == "field" and not forms.is_answered(answers.get(item["target"])):
            fields.setdefault(item["target"], f"Chưa điền: {form.field(item['target']).label}.")
        if item["kind"] == "paper" and item["target"] in coming_of(row).values():
            papers[item["target"]] = not_come(item["label"])
    if papers or fields:
        raise Incomplete(fields, papers)


def _completed(row: SupplementRequest, last: AnswerVersion, now: datetime) -> AnswerVersion:
    """Return the next version of the answers, not yet stored."""
    changed = (row.pending_answers or {}).get("answers", {})
    return next_version(
        last,
        now,
        answers={**last.answers, **changed},
        verified_fields=[key for key in last.verified_fields if key not in changed],
    )


def _store_papers(
    row: SupplementRequest, dossier: dossiers.DossierInfo, applicant: UUID, number: int, now: datetime
) -> None:
    papers = {code: [UUID(key) for key in keys] for code, keys in row.pending_papers.items()}
    Paper.objects.filter(
        commune_id=dossier.commune_id, dossier_id=dossier.id, component_code__in=list(papers)
    ).update(superseded=True)
    adopt_papers(applicant, dossier, papers, answer_version=number, now=now)
