"""Hand in a draft: one transaction, and however often it is repeated, one dossier."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.blocks.forms import api as forms
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.competence import routing_of
from motcua.casework.intake.contents import answers_content
from motcua.casework.intake.drafts import DraftInfo, as_info, lock_draft, own
from motcua.casework.intake.errors import (
    DraftNotFound,
    HandledElsewhere,
    IdentityTooWeak,
    Incomplete,
    NotEligible,
    ProcedureChanged,
)
from motcua.casework.intake.help import end_help, help_words
from motcua.casework.intake.models import Draft
from motcua.casework.intake.moments import CHECK, Kind, drafting_scope, note
from motcua.casework.intake.preflight import concerns_about
from motcua.casework.intake.rules.routing import Routing, Where
from motcua.casework.intake.use_cases.filing import adopt_papers, keep_first_answers
from motcua.casework.intake.wishes import DELIVERIES
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor

LEVEL_NEEDED = 2
LIVES_HERE = "Người nộp cam đoan đang cư trú (kể cả tạm trú) tại xã, phường này."


def submit_draft(
    actor: Actor,
    draft_id: UUID,
    *,
    commune_id: int,
    now: datetime,
    delivery: str | None = None,
    declared: bool = False,
    seen: UUID | None = None,
    lives_here: bool = False,
) -> dossiers.DossierInfo:
    """Submit a draft and return its dossier; repeated, the same dossier.

    `delivery`, one of DELIVERIES, is how the result is to be received; None keeps what the draft says.
    `declared`: the citizen gave the declaration of the form; it is recorded with the submission.
    `seen`: the version whose declaration stood before them; another than the draft's is as good as an old one.
    `lives_here`: the citizen says that they live in this commune for now, whatever the addresses tell; kept as a note.
    Raises IdentityTooWeak, ProcedureChanged (the draft was carried over), NotEligible, Incomplete (with a message
    for each field and paper), HandledElsewhere, DraftNotFound.

    It goes to the commune of this installation that handles it by what is answered.
    Legal basis: Decree 45/2020/NĐ-CP, Articles 9-11 (automatic check on sending); Law on Residence 68/2020/QH14,
    Article 11 (a place of residence is permanent or temporary).
    """
    own(actor)
    if actor.assurance < LEVEL_NEEDED:
        raise IdentityTooWeak
    handler = commune_id
    while True:
        try:
            return _submit(
                actor, draft_id, commune_id, now,
                handler=handler, delivery=delivery, declared=declared, seen=seen, lives_here=lives_here,
            )  # fmt: skip
        except _ForAnother as other:
            handler = other.commune_id
        except _Outdated as old:
            _bring_up_to_date(actor, draft_id, old.current_id)
            raise ProcedureChanged from old


class _ForAnother(Exception):
    """Another commune handles the draft than the one whose rows are open: it is begun anew in its scope."""

    def __init__(self, commune_id: int) -> None:
        super().__init__()
        self.commune_id = commune_id


class _Outdated(Exception):
    """The draft is of a version that is no longer in force."""

    def __init__(self, current_id: UUID) -> None:
        super().__init__()
        self.current_id = current_id


def _bring_up_to_date(actor: Actor, draft_id: UUID, version_id: UUID) -> None:
    """Carry a draft over to the version in force; answers keep their field ids, what is new shows as missing."""
    with drafting_scope(actor):
        row = lock_draft(actor, draft_id)
        row.version_id = version_id
        row.save(update_fields=["version_id"])


def _submit(
    actor: Actor,
    draft_id: UUID,
    commune_id: int,
    now: datetime,
    *,
    handler: int,
    delivery: str | None,
    declared: bool,
    seen: UUID | None,
    lives_here: bool,
) -> dossiers.DossierInfo:
    with tenancy.scope(communes={commune_id, handler}, applicants=actor.applicants):
        row = lock_draft(actor, draft_id)
        if row.commune_id != commune_id:
            raise DraftNotFound
        if row.submitted_dossier_id is not None:
            done = dossiers.find_submission(row.id)
            if done is None:
                raise DraftNotFound
            return done
        routing = _require_in_force(row, handler, now, seen, lives_here=lives_here)
        today = clock.local_date(now)
        if delivery in DELIVERIES:
            row.delivery = delivery
        draft = as_info(row)
        _require_complete(draft, today)
        if routing.where in (Where.ELSEWHERE, Where.OUTSIDE) and not lives_here:
            raise HandledElsewhere
        answers = forms.submission_answers(draft.version.form, draft.answers, today)
        applicant = row.applicant_id
        words = _words(actor, draft, said=lives_here and not routing.may_stay)
        dossier = _open(
            actor, draft, applicant, answers, now, handler=handler, declared=declared, words=words
        )
        files = adopt_papers(applicant, dossier, draft.papers, answer_version=1, now=now)
        told = [one.as_data() for one in concerns_about(draft, answers, files)]
        keep_first_answers(
            dossier, answers, draft.delivery, now, verified_fields=sorted(draft.verified), told=told or None
        )
        Draft.objects.filter(applicant_id=applicant, id=row.id).update(submitted_dossier_id=dossier.id)
        note(actor, row, Kind.SUBMITTED, CHECK, now)
        end_help(actor, now, dossier_id=dossier.id if handler == commune_id else None)
        return dossier


def _require_in_force(
    row: Draft, handler: int, now: datetime, seen: UUID | None, *, lives_here: bool
) -> Routing:
    """Return who handles a draft by its addresses; raise where that is not `handler`, or works by another version."""
    today = clock.local_date(now)
    routing = routing_of(catalogue.get_version(row.version_id), row.answers, row.commune_id, today)
    wanted = row.commune_id if lives_here else routing.commune_id or row.commune_id
    if wanted != handler:
        raise _ForAnother(wanted)
    current = catalogue.current_version(row.procedure_code, today, handler)
    if current.id != row.version_id:
        raise _Outdated(current.id)
    if seen not in (None, row.version_id):
        raise ProcedureChanged
    return routing


def _require_complete(draft: DraftInfo, today: date) -> None:
    for stop in forms.active_stops(draft.version.form, draft.answers, today):
        raise NotEligible(stop.title, stop.message)
    missing, papers = draft.missing(today), {**draft.missing_papers(today), **draft.papers_on_the_way()}
    if missing or papers:
        raise Incomplete(missing, papers)


def _open(
    actor: Actor,
    draft: DraftInfo,
    applicant: UUID,
    answers: dict[str, Any],
    now: datetime,
    *,
    handler: int,
    declared: bool,
    words: str,
) -> dossiers.DossierInfo:
    submission = dossiers.Submission(
        key=draft.id,
        commune_id=handler,
        applicant_id=applicant,
        version_id=draft.version.id,
        channel="local_portal",
        owner_name=draft.owner.get("name") or actor.name,
        owner_citizen_id=draft.owner.get("citizen_id", ""),
        declared=declared,
        turns=catalogue.turns_of(draft.version.id, answers, clock.local_date(now)),
        contents=answers_content(1, answers, sorted(draft.verified), draft.delivery),
        note=words,
        representation_id=draft.representation_id,
        came_by=draft.commune_id if handler != draft.commune_id else None,
    )
    return dossiers.open_dossier(actor, submission, now=now)


def _words(actor: Actor, draft: DraftInfo, *, said: bool) -> str:
    """Return the note of the history: who helped, who acts for whom, and that somebody lives here."""
    return " ".join(
        filter(None, (help_words(actor), _acting_words(actor, draft), LIVES_HERE if said else ""))
    )


def _acting_words(actor: Actor, draft: DraftInfo) -> str:
    """Return the line of the history that tells for whom it was filed; "" for oneself."""
    if draft.representation_id is None:
        return ""
    return f"{actor.name} nộp thay {draft.owner.get('name', '')} ({draft.owner.get('by', '').lower()})."
