"""The moments of filling in, from which the time from login to submission is told. KPI F10 and F11.

A moment is written in the transaction of what it records. Nobody's steps can be read from it without the
key: following a person's steps is itself sensitive personal data (Law 91/2025/QH15; Decree 356/2025, Article 4).
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.casework.intake.models import Draft, FilingMoment
from motcua.kernel import sealing, tenancy
from motcua.kernel.actors import Actor

PAPERS, CHECK = "papers", "check"
"""The steps of every draft that are no pages of its form."""
PERMISSION = "quality.read"
_COLUMNS = ("trail", "visit_id", "visit_began_at", "channel", "procedure_code", "kind", "step", "at")
Kind = FilingMoment.Kind


@dataclass(frozen=True)
class MomentInfo:
    """A moment as it was written. `trail` stands for one draft, `visit_id` for one login."""

    trail: UUID
    visit_id: UUID
    visit_began_at: datetime
    channel: str
    procedure_code: str
    kind: str
    step: str
    at: datetime


def drafting_scope(actor: Actor) -> AbstractContextManager[None]:
    """Open the scope in which a citizen fills in: their own rows, and the slot for moments where they knocked.

    Who helps them reads as an officer of their commune too: each read leaves a row of the audit there.
    """
    here = [actor.visit.commune_id] if actor.visit else []
    return tenancy.scope(
        applicants=actor.applicants, public=here, communes=[actor.helper.commune_id] if actor.helper else []
    )


def note(actor: Actor, draft: Draft, kind: FilingMoment.Kind, step: str, now: datetime) -> None:
    """Write a moment of a draft within the caller's scope; nothing for who came without a login of their own."""
    visit = actor.visit
    if visit is None or visit.commune_id != draft.commune_id:
        return
    FilingMoment.objects.create(
        commune_id=draft.commune_id,
        trail=_trail(draft.id),
        visit_id=visit.id,
        visit_began_at=visit.began_at,
        channel=visit.channel,
        procedure_code=draft.procedure_code,
        kind=kind,
        step=step[:60],
        at=now,
    )


def _trail(draft_id: UUID) -> UUID:
    return UUID(bytes=sealing.blind_index(str(draft_id), purpose="filing.trail"))


def read_moments(actor: Actor, since: datetime, until: datetime) -> Iterator[MomentInfo]:
    """Yield every moment of the drafts handed in from `since` to before `until`, draft by draft, in time order.

    Within the caller's scope of the actor's commune. Permission: quality.read.
    """
    actor.require(PERMISSION)
    rows = FilingMoment.objects.filter(commune_id=actor.home)
    handed_in = rows.filter(kind=Kind.SUBMITTED, at__gte=since, at__lt=until).values("trail")
    told = rows.filter(trail__in=handed_in).order_by("trail", "at", "id").values_list(*_COLUMNS)
    for row in told.iterator(chunk_size=2_000):
        yield MomentInfo(*row)
