"""Reads of what was handed in: answers, papers, supplement requests."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.blocks.audit import api as audit
from motcua.blocks.documents import api as documents
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.awaited import ObligationInfo, WithdrawalInfo, find_obligation, find_withdrawal
from motcua.casework.intake.coming import coming_of
from motcua.casework.intake.concerns import Concern
from motcua.casework.intake.models import (
    AnswerVersion,
    HandedPaper,
    Paper,
    SupplementRequest,
    WithdrawalRequest,
)
from motcua.casework.intake.proposed import ProposalInfo, proposals_of
from motcua.casework.intake.receptions import UNSCANNED
from motcua.casework.intake.refunds import RefundsInfo, find_refunds
from motcua.casework.intake.use_cases.desk.ask_supplement import SupplementItem
from motcua.casework.intake.wishes import WISH, Wish, wish_of
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound


@dataclass(frozen=True)
class PaperInfo:
    """A file laid to a component."""

    component_code: str
    component_name: str
    file: documents.FileInfo
    answer_version: int
    superseded: bool


@dataclass(frozen=True)
class HandedInfo:
    """A paper as it was handed over at the desk. `digitised` and `unscanned` in words."""

    component_code: str
    name: str
    form: str
    count: int
    digitised: str
    unscanned: str


@dataclass(frozen=True)
class SupplementInfo:
    """A supplement request and what the citizen has prepared so far."""

    number: int
    items: tuple[SupplementItem, ...]
    reason: str
    asked_by_id: UUID
    asked_at: datetime
    answer_by: datetime
    answered_at: datetime | None
    answers: dict[str, Any]
    problems: dict[str, str]
    kept: dict[str, dict[str, str]]
    papers: dict[str, list[UUID]]
    # What a telephone is still sending: upload id -> component code.
    coming: dict[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FileOnDesk:
    """What lies on the desk for a dossier: the answers in force, how the result is wanted, papers, supplement request.

    `version_number`, `submitted_at`: of the answers, whatever was wished since.
    """

    answers: dict[str, Any]
    verified: frozenset[str]
    version_number: int
    wish: Wish
    submitted_at: datetime
    papers: tuple[PaperInfo, ...]
    supplement: SupplementInfo | None
    # What the citizen was told before handing in, and handed in all the same.
    told: tuple[Concern, ...] = ()
    withdrawal: WithdrawalInfo | None = None
    obligation: ObligationInfo | None = None
    # What was handed over on paper, where an officer took it in.
    handed: tuple[HandedInfo, ...] = ()
    # What goes back to the citizen of a dossier that ended.
    refunds: RefundsInfo | None = None
    # What handlers proposed to ask for, the first first, where it was wanted; officers alone see it.
    proposals: tuple[ProposalInfo, ...] = ()


def open_desk(
    actor: Actor,
    dossier: dossiers.DossierInfo,
    *,
    purpose: str,
    now: datetime,
    proposals: bool = False,
    ended_before: bool = False,
) -> FileOnDesk:
    """Return answers and papers of a dossier the actor may see; the read is audited.

    `proposals`: those, too. `ended_before`: what was given back, also where it was taken up again since.
    """
    scope = tenancy.scope(communes=[dossier.commune_id], applicants=actor.applicants)
    with scope:
        mine = {"commune_id": dossier.commune_id, "dossier_id": dossier.id}
        audit.read(actor, "dossier", dossier.id, purpose, now=now)
        versions = AnswerVersion.objects.filter(**mine).order_by("-number")
        last = versions.first()
        if last is None:
            raise NotFound("Hồ sơ này chưa có tờ khai.")
        said = last if last.source != WISH else versions.exclude(source=WISH)[0]
        papers = list(Paper.objects.filter(**mine).order_by("superseded", "position"))
        files = documents.list_files([paper.file_id for paper in papers])
        # Most dossiers were never asked for more, and their row says so.
        asked = SupplementRequest.objects.filter(**mine).order_by("-number")
        request = None if dossier.supplement_state == "none" else asked.first()
        return FileOnDesk(
            answers=last.answers,
            verified=frozenset(last.verified_fields),
            version_number=said.number,
            wish=wish_of(dossier, last),
            submitted_at=said.created_at,
            papers=tuple(
                PaperInfo(
                    paper.component_code, paper.component_name, files[paper.file_id],
                    paper.answer_version, paper.superseded,
                )
                for paper in papers
                if paper.file_id in files
            ),
            supplement=None if request is None else _supplement(request),
            told=tuple(Concern(**one) for one in last.told or ()),
            withdrawal=find_withdrawal(dossier),
            obligation=find_obligation(dossier),
            handed=_handed(dossier),
            refunds=find_refunds(dossier, ended_before=ended_before),
            proposals=proposals_of(actor, dossier) if proposals else (),
        )  # fmt: skip


def _handed(dossier: dossiers.DossierInfo) -> tuple[HandedInfo, ...]:
    """Return what was handed over; what came by the portal has none, and is not asked for."""
    if dossier.channel.endswith("_portal"):
        return ()
    rows = HandedPaper.objects.filter(commune_id=dossier.commune_id, dossier_id=dossier.id)
    return tuple(
        HandedInfo(
            row.component_code, row.component_name, row.form, row.count, HandedPaper.Digitised(row.digitised).label,
            UNSCANNED.get(row.unscanned, ""),
        )
        for row in rows.order_by("position")
    )  # fmt: skip


def _supplement(row: SupplementRequest) -> SupplementInfo:
    pending = row.pending_answers or {}
    return SupplementInfo(
        number=row.number,
        items=tuple(SupplementItem(**item) for item in row.items),
        reason=row.reason,
        asked_by_id=row.asked_by_id,
        asked_at=row.asked_at,
        answer_by=row.answer_by,
        answered_at=row.answered_at,
        answers=pending.get("answers", {}),
        problems=pending.get("problems", {}),
        kept=pending.get("kept", {}),
        papers={code: [UUID(key) for key in keys] for code, keys in row.pending_papers.items()},
        coming=coming_of(row),
    )


def copies_of(dossier: dossiers.DossierInfo, desk: FileOnDesk) -> int:
    """Return how many paper copies the citizen ordered with the dossier."""
    return catalogue.copies_ordered(
        catalogue.content_of(dossier.version_id),
        dossiers.law_channel(dossier.channel),
        clock.local_date(desk.submitted_at),
        desk.answers,
    )


def read_paper(
    actor: Actor, dossier: dossiers.DossierInfo, file_id: UUID, *, now: datetime
) -> tuple[documents.FileInfo, bytes]:
    """Return a paper of a dossier the caller got for this actor; the read is audited."""
    with tenancy.scope(communes=[dossier.commune_id], applicants=actor.applicants):
        audit.read(actor, "paper", file_id, "Xem giấy tờ trong hồ sơ", now=now)
        mine = {"commune_id": dossier.commune_id, "dossier_id": dossier.id}
        laid = Paper.objects.filter(**mine, file_id=file_id)
        wishes = WithdrawalRequest.objects.filter(**mine, paper_file_id=file_id)
        if not (laid.exists() or wishes.exists() or dossiers.is_order_scan(dossier, file_id)):
            raise NotFound("Không tìm thấy giấy tờ này trong hồ sơ.")
        return documents.get_file(file_id), documents.open_file(file_id)


def read_draft_file(actor: Actor, file_id: UUID) -> tuple[documents.FileInfo, bytes]:
    """Return one of the citizen's own uploads."""
    with tenancy.scope(applicants=actor.applicants):
        return documents.get_file(file_id), documents.open_file(file_id)


def preview_draft_file(actor: Actor, file_id: UUID, *, width: int) -> documents.Preview:
    """Return a picture of the first page of one of the citizen's own uploads."""
    with tenancy.scope(applicants=actor.applicants):
        return documents.preview(file_id, width=width)


def list_draft_files(actor: Actor, ids: list[UUID]) -> dict[UUID, documents.FileInfo]:
    """Return the citizen's own uploads by id."""
    with tenancy.scope(applicants=actor.applicants):
        return documents.list_files(ids)
