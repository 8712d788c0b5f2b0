"""Proposed changes of procedures: accepted into new versions from a day on, or refused."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from motcua.casework.catalogue.keeping import decided, keeping, note
from motcua.casework.catalogue.listing import forget_cached
from motcua.casework.catalogue.models import ChangeProposal, ReplacedComponent
from motcua.casework.catalogue.rules.patching import Outdated, patched
from motcua.casework.catalogue.use_cases.write_version import version_on, write_publication, write_version
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, DomainError, InvalidInput, NotFound
from motcua.kernel.identifiers import new_id

DECIDED = "Đề xuất này đã được quyết định."


@dataclass(frozen=True)
class Decided:
    """What became of many proposals: how many were taken up, under which publication, and why others were not."""

    count: int
    publication: UUID | None
    troubles: tuple[tuple[str, str], ...]


def refuse_proposals(actor: Actor, ids: Collection[UUID], *, basis: str, now: datetime) -> int:
    """Turn proposals down with a reason; they are not made again. Return how many waited.

    Permission: config.manage, where the catalogue serves one commune. InvalidInput without a proposal or reason.
    """
    _chosen(ids)
    if len(basis.strip()) < 5:
        raise InvalidInput({"basis": "Lý do bác: ghi ngắn gọn vì sao không sửa thủ tục."})
    with keeping(actor):
        waiting = _waiting(ids)
        _close(waiting, "refused", actor.name, basis.strip()[:300], now)
        note(actor, "refused", f"{len(waiting)} đề xuất: {basis.strip()}", now=now)
    return len(waiting)


def accept_proposals(
    actor: Actor, ids: Collection[UUID], *, on: date | None, basis: str, now: datetime
) -> Decided:
    """Take proposals into new versions in force from a day, one version a procedure, under one publication.

    A procedure that has changed since is left as it is and told of; the others are done.
    Permission: config.manage, where the catalogue serves one commune. InvalidInput without a basis, or for a
    day gone by.
    """
    _chosen(ids)
    rests_on = decided(on, basis, now)
    assert on is not None
    publication, troubles, count = new_id(), [], 0
    with keeping(actor):
        by_code: dict[str, list[ChangeProposal]] = {}
        for one in _waiting(ids):
            by_code.setdefault(one.procedure_code, []).append(one)
        for code, many in by_code.items():
            try:
                with transaction.atomic():
                    _take(code, many, on, publication, now)
                    _close(many, "accepted", actor.name, rests_on, now)
                count += len(many)
            except DomainError as refused:
                told = refused.errors.values() if isinstance(refused, InvalidInput) else [refused.message]
                troubles.append((code, " ".join(told)))
        if count:
            write_publication(publication, on, rests_on, now)
            note(actor, "accepted", f"{count} đề xuất: {rests_on}", now=now, subject=publication)
    forget_cached()
    return Decided(count, publication if count else None, tuple(troubles))


def refuse_proposal(proposal_id: UUID, *, by: str, now: datetime) -> None:
    """Turn one proposal down; it is not made again. NotFound, Conflict when it was decided before."""
    with transaction.atomic():
        _close([_one(proposal_id)], "refused", by, "", now)


def accept_proposal(proposal_id: UUID, *, by: str, on: date, now: datetime) -> None:
    """Take one proposal into a new version in force from a day. NotFound, Conflict, InvalidInput."""
    publication = new_id()
    with transaction.atomic():
        proposal = _one(proposal_id)
        _close([proposal], "accepted", by, "", now)
        _take(proposal.procedure_code, [proposal], on, publication, now)
        write_publication(publication, on, f"Đề xuất do {by} chấp thuận", now)
    forget_cached()


def _chosen(ids: Collection[UUID]) -> None:
    if not ids:
        raise InvalidInput({"proposal": "Chọn ít nhất một đề xuất."})


def _waiting(ids: Collection[UUID]) -> list[ChangeProposal]:
    rows = ChangeProposal.objects.select_for_update().filter(id__in=ids, decision="")
    found = list(rows.order_by("procedure_code", "path", "id"))
    if not found:
        raise Conflict(DECIDED)
    return found


def _one(proposal_id: UUID) -> ChangeProposal:
    proposal = ChangeProposal.objects.select_for_update().filter(id=proposal_id).first()
    if proposal is None:
        raise NotFound("Không có đề xuất này.")
    if proposal.decision:
        raise Conflict(DECIDED)
    return proposal


def _close(proposals: Iterable[ChangeProposal], decision: str, by: str, basis: str, now: datetime) -> None:
    ChangeProposal.objects.filter(id__in=[one.id for one in proposals]).update(
        decision=decision, decided_at=now, decided_by=by[:100], basis=basis
    )


def _take(code: str, proposals: list[ChangeProposal], on: date, publication: UUID, now: datetime) -> None:
    old = version_on(code, on)
    content = old.content
    for one in proposals:
        try:
            content = patched(content, one.path, one.current, one.proposed)
        except Outdated as changed:
            raise Conflict(str(changed)) from changed
        if one.path.endswith(".replaced_by_data"):
            ReplacedComponent.objects.get_or_create(
                procedure_code=code,
                component_code=one.path.split(".")[1],
                valid_from=on,
                defaults={"source": str(one.proposed)[:300], "basis": one.reason[:300]},
            )
    write_version(old, content, on, publication, now)
