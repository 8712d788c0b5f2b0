"""Reads of results."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.blocks.audit import api as audit
from motcua.blocks.documents import api as documents
from motcua.blocks.payments import api as payments
from motcua.casework.catalogue import api as catalogue
from motcua.casework.decisions.editions import in_force
from motcua.casework.decisions.models import Decision, SigningOrder
from motcua.casework.decisions.papers import preview_paper
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound
from motcua.kernel.fields import opened

GIVEN = (Decision.State.ISSUED, Decision.State.REPLACED)
"""What a citizen has or had in their hands."""


@dataclass(frozen=True)
class ResultInfo:
    """A result of a dossier and how far it has come; `problem` says why the last signing failed."""

    id: UUID
    result_code: str
    name: str
    state: str
    state_label: str
    content: dict[str, Any]
    proposed_at: datetime
    approved_at: datetime | None
    number: str
    dated_on: date | None
    issued_at: datetime | None
    file_id: UUID | None
    store_code: str
    problem: str
    edition: int = 1
    replaced_at: datetime | None = None
    agency: str = ""


ANSWER = "answer"
"""The name under which the event of a part tells the digest of what its agency answered."""


def content_name(result_code: str, edition: int = 1) -> str:
    """Return the name under which events tell the digest of what an edition of a result says."""
    return f"result/{result_code}" if edition == 1 else f"result/{result_code}/{edition}"


def contents(commune_id: int) -> Iterator[audit.Content]:
    """Yield what every result says, for the verification of the log."""
    rows = Decision.objects.filter(commune_id=commune_id, agency="")
    for dossier_id, code, edition, content in opened(rows, "content", "dossier_id", "result_code", "edition"):
        yield audit.Content(dossier_id, content_name(code, edition), content)
    answers = Decision.objects.filter(commune_id=commune_id).exclude(agency="")
    for dossier_id, content in opened(answers, "content", "dossier_id"):
        # The event of the part tells it; what cannot be opened names no part any more.
        part = content.get("part") if isinstance(content, dict) else None
        yield audit.Content(UUID(part) if part else dossier_id, ANSWER, content)


def list_results(actor: Actor, dossier: dossiers.DossierInfo, *, former: bool = False) -> list[ResultInfo]:
    """Return the results of a dossier the actor got; a citizen sees issued ones only.

    `former`: also the editions that a correction takes the place of.
    """
    return list_many(actor, [dossier], former=former).get(dossier.id, [])


def list_many(
    actor: Actor, seen: Sequence[dossiers.DossierInfo], *, former: bool = False
) -> dict[UUID, list[ResultInfo]]:
    """Return the results of dossiers of one commune that the actor got, by dossier; two statements for all."""
    if not seen:
        return {}
    here = {"commune_id": seen[0].commune_id}
    with tenancy.scope(communes=[seen[0].commune_id]):
        rows = Decision.objects.filter(**here, dossier_id__in=[one.id for one in seen]).order_by(
            "-edition", "id"
        )
        if actor.kind == "citizen":
            rows = rows.filter(state__in=GIVEN)
        found = list(rows) if former else in_force(rows)
        failed = SigningOrder.objects.filter(
            **here, decision_id__in=[row.id for row in found], state=SigningOrder.State.FAILED
        ).order_by("ordered_at")
        problems = {order.decision_id: order.problem for order in failed}
    told: dict[UUID, list[ResultInfo]] = {}
    for row in found:
        told.setdefault(row.dossier_id, []).append(_info(row, problems.get(row.id, "")))
    return told


def _info(row: Decision, problem: str) -> ResultInfo:
    waiting = row.state in (Decision.State.PROPOSED, Decision.State.SIGNED)
    return ResultInfo(
        id=row.id,
        result_code=row.result_code,
        name=row.result_name,
        state=row.state,
        state_label=Decision.State(row.state).label,
        content=row.content,
        proposed_at=row.proposed_at,
        approved_at=row.approved_at,
        number=row.number,
        dated_on=row.dated_on,
        issued_at=row.issued_at,
        file_id=row.issued_file_id or row.signed_file_id,
        store_code=row.store_code,
        problem=problem if waiting else "",
        edition=row.edition,
        replaced_at=row.replaced_at,
        agency=row.agency,
    )


def issue_ordered(commune_id: int, dossier_id: UUID) -> bool:
    """Tell, within the caller's scope, whether the agency's signature on a result of the dossier is being made."""
    rows = Decision.objects.filter(commune_id=commune_id, dossier_id=dossier_id)
    return rows.filter(state=Decision.State.ISSUING).exists()


def stuck_signatures(commune_id: int, before: datetime) -> list[tuple[UUID, UUID]]:
    """Return (order, dossier) of the signatures ordered before a moment and not made yet, in the caller's scope."""
    orders = SigningOrder.objects.filter(
        commune_id=commune_id, state=SigningOrder.State.ORDERED, ordered_at__lt=before
    )
    found = dict(orders.values_list("decision_id", "id"))
    rows = Decision.objects.filter(commune_id=commune_id, id__in=found)
    return [(found[key], dossier) for key, dossier in rows.order_by("id").values_list("id", "dossier_id")]


def handed_over(dossier: dossiers.DossierInfo, *, owed: bool) -> bool:
    """Tell whether the citizen may have the result: it was returned, or nothing is left to pay for it.

    While it is corrected, what was given out stays theirs. Of a joint dossier each result is theirs as it comes.
    """
    if dossier.state is dossiers.State.RETURNED:
        return True
    joint = bool(catalogue.content_of(dossier.version_id).parts)
    return (dossier.state is dossiers.State.DONE or dossier.correcting or joint) and not owed


@dataclass(frozen=True)
class Replacement:
    """What takes the place of a paper that was given out earlier."""

    number: str
    dated_on: date | None
    replaced_at: datetime


def replacement_of(commune_id: int, pdf: bytes) -> Replacement | None:
    """Return what replaced a result of the commune that somebody holds in their hands; None for a paper in force."""
    with tenancy.scope(communes=[commune_id]):
        file = documents.find_for_commune(commune_id, pdf)
        if file is None:
            return None
        rows = Decision.objects.filter(commune_id=commune_id)
        old = rows.filter(issued_file_id=file.id, replaced_at__isnull=False).first()
        new = rows.filter(replaces_id=old.id).first() if old else None
    if old is None or new is None or old.replaced_at is None:
        return None
    return Replacement(new.number, new.dated_on, old.replaced_at)


def read_result(
    actor: Actor, dossier: dossiers.DossierInfo, result_id: UUID, *, now: datetime
) -> tuple[str, bytes]:
    """Return (file name, PDF) of a result: the signed paper, for officers also the draft before it."""
    with tenancy.scope(communes=[dossier.commune_id], applicants=actor.applicants):
        row = Decision.objects.filter(
            commune_id=dossier.commune_id, dossier_id=dossier.id, id=result_id
        ).first()
        if row is None or (actor.kind == "citizen" and row.state not in GIVEN):
            raise NotFound("Không tìm thấy kết quả này.")
        if actor.kind == "citizen" and not handed_over(
            dossier, owed=payments.owing(row.commune_id, dossier.id) is not None
        ):
            raise NotFound("Kết quả chưa nhận được ở đây. Ông/bà xem phần Kết quả trong trang hồ sơ.")
        audit.read(actor, "result", row.id, "Xem kết quả giải quyết", now=now)
        file_id = row.issued_file_id or row.signed_file_id
        if file_id is not None:
            return documents.get_file(file_id).name, documents.open_file(file_id)
    version = catalogue.get_version(dossier.version_id)
    return "du-thao.pdf", preview_paper(version, row.result_code, row.content, row.proposed_at)
