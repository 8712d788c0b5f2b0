"""Open a dossier from a submission."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.blocks.identity import api as identity
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers.events import DossierSubmitted
from motcua.casework.dossiers.models import Dossier, PublicProgress
from motcua.casework.dossiers.queries import DossierInfo, as_info
from motcua.casework.dossiers.rules import machine
from motcua.casework.dossiers.rules.access import submission_code
from motcua.casework.dossiers.rules.actions import Action
from motcua.casework.dossiers.rules.masking import mask_name
from motcua.casework.dossiers.rules.snapshot import Snapshot
from motcua.casework.dossiers.rules.world import Order
from motcua.casework.dossiers.use_cases.acting import Call
from motcua.casework.dossiers.use_cases.keep_findable import search_text
from motcua.casework.dossiers.use_cases.telling import chain_event, open_step, write_history
from motcua.casework.dossiers.worlds import by_of, keep, snapshot_of, world_of
from motcua.kernel import clock, vietnamese
from motcua.kernel.actors import Actor
from motcua.kernel.identifiers import new_id

LONGEST_NAME = 400
SETTLED = ("paid", "waived")
"""The line of the money of a dossier that nothing more is to be paid for."""


@dataclass(frozen=True)
class Origin:
    """The dossier of another commune that goes on as this one, as it stood there.

    Its promises to the citizen and what was asked of them already are carried over.
    """

    snapshot: Snapshot
    owner_id_index: bytes | None
    place: str
    representation_id: UUID | None


@dataclass(frozen=True)
class Submission:
    """What is needed to open a dossier. `key` makes a second opening of the same submission harmless.

    `turns`: where the answers lead off the plain way of the process; `contents` and `note`: as in a call.
    Where and by whom the actor is helped is written with the dossier. `answers_complete` is False where the declaration
    lies there on paper and is typed in later. `entered_at`: as in a call. `came_by`: the commune at
    whose desk or portal it is handed in for this one. `origin`: the dossier that was transferred here, if it was.
    """

    key: UUID
    commune_id: int
    applicant_id: UUID | None
    version_id: UUID
    channel: str
    owner_name: str
    owner_citizen_id: str
    declared: bool
    turns: Mapping[str, str]
    contents: Mapping[str, Any]
    note: str = ""
    representation_id: UUID | None = None
    answers_complete: bool = True
    entered_at: datetime | None = None
    came_by: int | None = None
    origin: Origin | None = None


def open_dossier(actor: Actor, submission: Submission, *, now: datetime) -> DossierInfo:
    """Open the dossier with its first step, history, event and public face, within the caller's scope.

    The first answer is due within the time that the law gives today.
    """
    dossier, call, event = begun(actor, submission, new_id(), now)
    # The event first: the row is then written once, with the head of its chain.
    recorded = chain_event(call, dossier, event, None, snapshot_of(dossier))
    dossier.save(force_insert=True)
    open_step(dossier, now)
    write_history(call, dossier, recorded)
    public_face(dossier).save(force_insert=True)
    return as_info(dossier)


def begun(
    actor: Actor, submission: Submission, dossier_id: UUID, now: datetime
) -> tuple[Dossier, Call, DossierSubmitted]:
    """Return the dossier as it begins, not yet written, with its call and its event."""
    dossier = _new(submission, actor, dossier_id, now)
    empty = Snapshot(
        dossier.id,
        dossier.commune_id,
        now,
        turns=dict(submission.turns),
        answers_complete=submission.answers_complete,
        **(_carried(submission.origin.snapshot) if submission.origin else {}),
    )
    first = machine.begin(empty, Order(Action.SUBMIT, now, by_of(actor)), world_of(dossier, now))
    keep(dossier, first.after)
    call = Call(
        actor, dossier.id, Action.SUBMIT, now, submission.note, action_key=submission.key,
        contents=submission.contents, entered_at=submission.entered_at,
    )  # fmt: skip
    declaration = _wording(dossier.version_id) if submission.declared else ""
    event = DossierSubmitted(
        dossier.procedure_code,
        dossier.version_id,
        dossier.channel,
        declaration,
        dossier.place,
        dossier.help_id,
        dossier.came_by,
        dossier.transferred_from_commune,
    )
    return dossier, call, event


_PROMISED = (
    "due_original",
    "due_at",
    "extended_from",
    "promised_at",
    "apologised_at",
    "rounds",
    "counts_late",
)


def _carried(there: Snapshot) -> dict[str, Any]:
    """Return what a transferred dossier begins with: it was promised once, asked once and paid once."""
    return {
        **{name: getattr(there, name) for name in _PROMISED},
        "supplement": "complete" if there.rounds else "none",
        "finance": there.finance if there.finance in SETTLED else "none",
        "transferred_from": there.id,
    }


def _wording(version_id: UUID) -> str:
    text = catalogue.get_version(version_id).form.declaration
    return hashlib.sha256(text.encode()).hexdigest()


def _new(submission: Submission, actor: Actor, dossier_id: UUID, now: datetime) -> Dossier:
    content = catalogue.content_of(submission.version_id)
    name, origin = submission.owner_name, submission.origin
    return Dossier(
        id=dossier_id,
        commune_id=submission.commune_id,
        applicant_id=submission.applicant_id,
        submission_key=submission.key,
        submission_code=submission_code(dossier_id, clock.local_date(now)),
        procedure_code=content.code,
        procedure_name=catalogue.shortened(content.name, LONGEST_NAME),
        version_id=submission.version_id,
        channel=submission.channel,
        place=origin.place if origin else actor.helper.place if actor.helper else "",
        help_id=actor.helper.help_id if actor.helper else None,
        representation_id=origin.representation_id if origin else submission.representation_id,
        came_by=submission.came_by,
        owner_name=name,
        owner_sort=vietnamese.given_name_sort_key(name),
        owner_search=vietnamese.fold(name),
        search_text=search_text([name]),
        owner_id_index=origin.owner_id_index if origin else owner_index(submission.owner_citizen_id),
        transferred_from_commune=origin.snapshot.commune_id if origin else None,
        submitted_at=now,
        revision=0,  # the first event makes it 1
    )


def owner_index(citizen_id: str) -> bytes | None:
    """Return the blind index of an identity number, or None without one."""
    return identity.citizen_index(citizen_id) if citizen_id else None


def public_face(dossier: Dossier) -> PublicProgress:
    """Return what anybody may see of a dossier that begins, not yet written."""
    return PublicProgress(
        id=dossier.id,
        commune_id=dossier.commune_id,
        submission_code=dossier.submission_code,
        procedure_code=dossier.procedure_code,
        procedure_name=dossier.procedure_name,
        owner_masked=mask_name(dossier.owner_name),
        business_state=dossier.business_state,
        step_name=catalogue.process_of(dossier.version_id).first.name,
        submitted_at=dossier.submitted_at,
        also_at=dossier.came_by,
    )
