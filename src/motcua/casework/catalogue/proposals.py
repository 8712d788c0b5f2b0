"""Reads of changes that wait for a decision."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Value
from django.db.models.functions import StrIndex, Substr

from motcua.casework.catalogue.in_force import versions_in_force
from motcua.casework.catalogue.keeping import PERMISSION
from motcua.casework.catalogue.models import ChangeProposal, ProcedureVersion
from motcua.casework.catalogue.rules.proposal_words import told
from motcua.kernel.actors import Actor


@dataclass(frozen=True)
class ProposalInfo:
    """A proposed change of one fact of a procedure."""

    id: UUID
    code: str
    path: str
    current: Any
    proposed: Any
    reason: str
    created_at: datetime
    decision: str


@dataclass(frozen=True)
class ToldProposal:
    """A proposal in words: the procedure, the fact, how it is, how it would be, and why."""

    id: UUID
    code: str
    name: str
    what: str
    before: str
    after: str
    reason: str
    created_at: datetime


@dataclass(frozen=True)
class ProposalPage:
    """Some of the proposals that wait, whole procedures in turn; `next`: the code after which more follow."""

    proposals: tuple[ToldProposal, ...]
    next: str


def list_proposals(*, waiting: bool = True, limit: int = 500) -> list[ProposalInfo]:
    """Return proposals by procedure; those decided too when `waiting` is false."""
    found = ChangeProposal.objects.filter(decision="") if waiting else ChangeProposal.objects.all()
    return [
        ProposalInfo(
            p.id, p.procedure_code, p.path, p.current, p.proposed, p.reason, p.created_at, p.decision
        )
        for p in found.order_by("procedure_code", "path", "id")[:limit]
    ]


def count_proposals(actor: Actor) -> dict[str, int]:
    """Return how many proposals wait, by kind of fact. Permission: config.manage."""
    actor.require(PERMISSION)
    kind = Substr("path", 1, StrIndex(F("path"), Value(".")) - 1)
    waiting = ChangeProposal.objects.filter(decision="")
    rows = waiting.filter(path__contains=".").annotate(kind=kind).values_list("kind")
    found = dict(rows.annotate(count=Count("id")))
    found |= dict(waiting.exclude(path__contains=".").values_list("path").annotate(count=Count("id")))
    return found


def page_of_proposals(
    actor: Actor, on: date, *, kind: str = "", after: str = "", procedures: int = 20
) -> ProposalPage:
    """Return the proposals of some procedures after a code, in words; `kind`: the first part of the path.

    Permission: config.manage.
    """
    actor.require(PERMISSION)
    waiting = ChangeProposal.objects.filter(decision="", procedure_code__gt=after)
    if kind:
        waiting = waiting.filter(path__startswith=kind)
    codes = list(
        waiting.order_by("procedure_code")
        .values_list("procedure_code", flat=True)
        .distinct()[: procedures + 1]
    )
    shown = codes[:procedures]
    standing = versions_in_force(on)
    rows = ProcedureVersion.objects.filter(id__in=[standing[code] for code in shown if code in standing])
    contents = {one["procedure_id"]: one for one in rows.values("procedure_id", *_TOLD)}
    found = []
    for one in waiting.filter(procedure_code__in=shown).order_by("procedure_code", "path", "id"):
        content = contents.get(one.procedure_code, {})
        named = {
            "fees": content.get("content__fees", ()),
            "components": content.get("content__components", ()),
        }
        what, before, after_ = told(one.path, one.current, one.proposed, named)
        name = content.get("content__name", one.procedure_code)
        found.append(
            ToldProposal(one.id, one.procedure_code, name, what, before, after_, one.reason, one.created_at)
        )
    return ProposalPage(tuple(found), shown[-1] if len(codes) > procedures else "")


_TOLD = ("content__name", "content__fees", "content__components")
