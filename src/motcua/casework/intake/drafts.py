"""Drafts as pages see them, and the locked row that use cases change."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.blocks.audit import api as audit
from motcua.blocks.forms import api as forms
from motcua.casework.catalogue import api as catalogue
from motcua.casework.intake.errors import DraftNotFound
from motcua.casework.intake.models import Draft, FilingMoment
from motcua.casework.intake.moments import CHECK, PAPERS, drafting_scope, note
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict


@dataclass(frozen=True)
class DraftInfo:
    """A draft, with the version of the procedure it is filled in for."""

    id: UUID
    commune_id: int
    version: catalogue.Version
    answers: dict[str, Any]
    kept: dict[str, dict[str, str]]
    verified: frozenset[str]
    origins: dict[str, str]
    papers: dict[str, list[UUID]]
    delivery: str
    visited: frozenset[str]
    revision: int
    created_at: datetime
    changed_at: datetime
    submitted_dossier_id: UUID | None
    owner: dict[str, str] = field(default_factory=dict)
    help_id: UUID | None = None
    representation_id: UUID | None = None
    sent: dict[str, int] = field(default_factory=dict)
    """By the name of a window: when it sent the newest of what was saved of it, in milliseconds of its clock."""

    def missing(self, today: date) -> dict[str, str]:
        """Return what an officer would send back in the answers: field id -> message."""
        return forms.validate_all(
            self.version.form, self.answers, today, kept=self.kept, verified=self.verified
        )

    def missing_papers(self, today: date) -> dict[str, str]:
        """Return the required papers that are not there yet: component code -> message."""
        due = catalogue.components_due(self.version.content, self.version.form, self.answers, today)
        return {
            one.component.code: f"Chưa có: {one.component.name}."
            for one in due
            if one.required and not one.component.present_only and not self.papers.get(one.component.code)
        }


def as_info(row: Draft) -> DraftInfo:
    """Return a row as the dataclass that leaves this context."""
    return DraftInfo(
        id=row.id,
        commune_id=row.commune_id,
        version=catalogue.get_version(row.version_id),
        answers=row.answers,
        kept=row.kept,
        verified=frozenset(row.verified_fields),
        origins=row.origins,
        papers={code: [UUID(key) for key in keys] for code, keys in row.papers.items()},
        delivery=row.delivery,
        visited=frozenset(row.visited_pages),
        revision=row.revision,
        created_at=row.created_at,
        changed_at=row.changed_at,
        submitted_dossier_id=row.submitted_dossier_id,
        owner=row.owner,
        help_id=row.help_id,
        representation_id=row.representation_id,
        sent=_newest_of_windows(row),
    )


def _newest_of_windows(row: Draft) -> dict[str, int]:
    newest: dict[str, int] = {}
    for change in row.field_revisions.values():
        window, sent = (*change[1:], "", 0)[:2]
        newest[window] = max(sent, newest.get(window, 0))
    return newest


READ = "Giúp người dân điền hồ sơ"


def own(actor: Actor) -> UUID:
    """Return the applicant a citizen fills in for: the citizen."""
    if actor.citizen is None:
        raise DraftNotFound
    return actor.citizen


def get_draft(actor: Actor, draft_id: UUID) -> DraftInfo:
    """Return one of the actor's drafts; DraftNotFound otherwise."""
    with drafting_scope(actor):
        return as_info(_find(actor, draft_id, READ))


def show_draft(actor: Actor, draft_id: UUID, step: str, *, now: datetime) -> DraftInfo:
    """Return one of the actor's drafts and note that a step of it was shown; DraftNotFound otherwise.

    `step` is a page of its form, or one of moments.PAPERS and CHECK; of another nothing is noted.
    """
    with drafting_scope(actor):
        row = _find(actor, draft_id, READ)
        draft = as_info(row)
        pages = {page.id for page in draft.version.form.pages}
        if row.submitted_dossier_id is None and step in pages | {PAPERS, CHECK}:
            note(actor, row, FilingMoment.Kind.SHOWN, step, now)
        return draft


def _find(actor: Actor, draft_id: UUID, purpose: str) -> Draft:
    row = Draft.objects.filter(**mine(actor), id=draft_id).first()
    if row is None:
        raise DraftNotFound
    if actor.helper is not None:
        audit.read(actor, "draft", row.id, purpose, now=actor.helper.at)
    return row


def mine(actor: Actor) -> dict[str, object]:
    """Return the filter that keeps to the actor's drafts; who helps has only those of that help."""
    own(actor)
    keeps: dict[str, object] = {"applicant_id__in": actor.applicants}
    return keeps if actor.helper is None else {**keeps, "help_id": actor.helper.help_id}


def list_drafts(
    actor: Actor, procedure_code: str | None = None, *, commune_id: int | None = None, limit: int = 50
) -> list[DraftInfo]:
    """Return the actor's drafts that were not submitted, of all communes or of one, last changed first."""
    keeps = mine(actor)
    with drafting_scope(actor):
        rows = Draft.objects.filter(**keeps, submitted_dossier_id__isnull=True)
        if procedure_code is not None:
            rows = rows.filter(procedure_code=procedure_code)
        if commune_id is not None:
            rows = rows.filter(commune_id=commune_id)
        return [as_info(row) for row in rows.order_by("-changed_at")[:limit]]


def lock_open_draft(actor: Actor, draft_id: UUID) -> Draft:
    """Lock a draft that may still be changed; Conflict when it was submitted meanwhile."""
    row = lock_draft(actor, draft_id)
    if row.submitted_dossier_id is not None:
        raise Conflict(
            "Hồ sơ này đã được nộp nên không sửa ở đây được nữa. Ông/bà xem hồ sơ ở «Trang của tôi»."
        )
    return row


def put_papers(row: Draft, component_code: str, keys: list[str], now: datetime) -> None:
    """Let these files lie with a component of a locked draft, in this order."""
    row.papers = {**row.papers, component_code: keys}
    row.changed_at = now
    row.save(update_fields=["papers", "changed_at"])


def lock_draft(actor: Actor, draft_id: UUID) -> Draft:
    """Lock a draft within the caller's scope; DraftNotFound when it is not the actor's."""
    row = Draft.objects.select_for_update().filter(**mine(actor), id=draft_id).first()
    if row is None:
        raise DraftNotFound
    return row
