"""Proposed changes of procedures: gathered by a review, accepted into a new version, or refused."""

import copy
import hashlib
import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.casework.catalogue.errors import CatalogueError
from motcua.casework.catalogue.models import (
    ChangeProposal,
    ListMembership,
    Procedure,
    ProcedureVersion,
    Publication,
    ReplacedComponent,
)
from motcua.casework.catalogue.queries import forget_cached
from motcua.casework.catalogue.rules.folder import parts_of
from motcua.casework.catalogue.rules.records.checked import fingerprint
from motcua.casework.catalogue.rules.records.differences import differences
from motcua.casework.catalogue.rules.records.making import Made
from motcua.casework.catalogue.rules.records.proposing import Proposal
from motcua.casework.catalogue.rules.reviewing import replaceable_papers, review
from motcua.casework.catalogue.rules.search import index_text
from motcua.kernel.errors import Conflict, InvalidInput, NotFound
from motcua.kernel.validity import in_force


def write_proposals(found: Iterable[tuple[str, Proposal]], now: datetime) -> int:
    """Keep proposals, each once: one refused before is not proposed again. Return how many are new."""
    rows = {}
    for code, one in found:
        whole = json.dumps([code, one.path, one.proposed], ensure_ascii=False, sort_keys=True)
        fingerprint = hashlib.sha256(whole.encode()).hexdigest()
        rows[fingerprint] = ChangeProposal(
            procedure_code=code,
            path=one.path,
            current=one.current,
            proposed=one.proposed,
            reason=one.reason,
            fingerprint=fingerprint,
            created_at=now,
        )
    known = ChangeProposal.objects.filter(fingerprint__in=list(rows))
    for fingerprint in known.values_list("fingerprint", flat=True):
        del rows[fingerprint]
    ChangeProposal.objects.bulk_create(rows.values(), ignore_conflicts=True)
    return len(rows)


def review_catalogue(on: date, now: datetime) -> int:
    """Propose what the lists and the data of the State allow for procedures filed here; return how many are new."""
    valid = in_force(on)
    lists: dict[str, set[str]] = {}
    for code, key in ListMembership.objects.filter(valid).values_list("procedure_code", "list_key"):
        lists.setdefault(code, set()).add(key)
    found: dict[str, list[Proposal]] = {}
    rows = ProcedureVersion.common.filter(valid).exclude(content__record__handled_by="elsewhere")
    told = rows.order_by("number").values_list("procedure_id", "content__level", "content__components")
    for code, level, components in told.iterator(200):
        found[code] = review(level, components, lists.get(code, ()), replaceable_papers())
    return write_proposals([(code, one) for code, many in found.items() for one in many], now)


def refuse_proposal(proposal_id: UUID, *, by: str, now: datetime) -> None:
    """Turn a proposal down; it is not made again. NotFound, Conflict when it was decided before."""
    with transaction.atomic():
        _close(proposal_id, "refused", by, now)


def accept_proposal(proposal_id: UUID, *, by: str, on: date, now: datetime) -> None:
    """Take a proposal into a new version in force from a day. NotFound, Conflict, InvalidInput."""
    with transaction.atomic():
        proposal = _close(proposal_id, "accepted", by, now)
        old = _version_on(proposal.procedure_code, on)
        content = _patched(old.content, proposal)
        if proposal.path.endswith(".replaced_by_data"):
            ReplacedComponent.objects.get_or_create(
                procedure_code=proposal.procedure_code,
                component_code=proposal.path.split(".")[1],
                valid_from=on,
                defaults={"source": str(proposal.proposed)[:300], "basis": proposal.reason[:300]},
            )
        _write(old, content, on, now, by)
    forget_cached()


def _close(proposal_id: UUID, decision: str, by: str, now: datetime) -> ChangeProposal:
    proposal = ChangeProposal.objects.select_for_update().filter(id=proposal_id).first()
    if proposal is None:
        raise NotFound("Không có đề xuất này.")
    if proposal.decision:
        raise Conflict("Đề xuất này đã được quyết định.")
    proposal.decision, proposal.decided_at, proposal.decided_by = decision, now, by[:100]
    proposal.save(update_fields=["decision", "decided_at", "decided_by"])
    return proposal


def _version_on(code: str, on: date) -> ProcedureVersion:
    found = ProcedureVersion.common.filter(in_force(on), procedure_id=code).order_by("-number").first()
    if found is None:
        raise NotFound(f"Thủ tục {code} không có hiệu lực vào ngày {on:%d/%m/%Y}.")
    return found


def _patched(content: dict[str, Any], proposal: ChangeProposal) -> dict[str, Any]:
    """The content with the one fact changed; Conflict when it is no longer as it was proposed."""
    made = copy.deepcopy(content)
    kind, _, rest = proposal.path.partition(".")
    if kind == "components":
        code = rest.partition(".")[0]
        component = next((one for one in made["components"] if one["code"] == code), None)
        if component is None:
            raise Conflict("Thành phần hồ sơ này không còn trong thủ tục.")
        component |= {"replaced_by_data": proposal.proposed, "required": False}
        return made
    if kind == "fees":
        fee = next((one for one in made["fees"] if one["code"] == rest), None)
        if fee is None or fee.get("amount") != proposal.current:
            raise Conflict("Mức thu đã khác lúc đề xuất.")
        fee["amount"] = proposal.proposed
        return made
    holder = made["terms"] if kind == "terms" else made
    key = rest if kind == "terms" else kind
    if holder.get(key) != proposal.current:
        raise Conflict("Nội dung đã khác lúc đề xuất.")
    holder[key] = proposal.proposed
    return made


def _write(old: ProcedureVersion, content: dict[str, Any], on: date, now: datetime, by: str) -> None:
    content["versions_from"] = on.isoformat()
    try:
        built, _, _ = parts_of(content, old.form, old.process)
    except CatalogueError as error:
        raise InvalidInput({"proposal": str(error.problems[0])}) from error
    facts = fingerprint(Made(content, old.form, old.process, old.templates)) if old.origin == "record" else ""
    number = old.number + 1
    whole = json.dumps([content, old.form, old.process, old.templates, number], sort_keys=True)
    digest = hashlib.sha256(whole.encode()).hexdigest()
    publication = Publication.objects.create(
        key=digest, effective_on=on, basis=f"Đề xuất do {by} chấp thuận"[:300],
        sources=[], started_at=now, finished_at=now,
    )  # fmt: skip
    ProcedureVersion.objects.filter(id=old.id).update(valid_to=max(old.valid_from, on - timedelta(days=1)))
    ProcedureVersion.objects.create(
        procedure_id=old.procedure_id,
        number=number,
        valid_from=on,
        valid_to=old.valid_to,
        content=content,
        form=old.form,
        process=old.process,
        templates=old.templates,
        checksum=digest,
        created_at=now,
        origin=old.origin if old.origin == "record" else "proposal",
        facts=facts,
        changes=differences(old.content, content),
        published_by=publication.id,
    )
    parts = [[part.text, part.weight] for part in index_text(built)]
    Procedure.objects.filter(code=old.procedure_id).update(name=content["name"], search_parts=parts)
