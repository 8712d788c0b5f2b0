"""What officers did, recounted from the log alone; and what lies on each of them now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from motcua.casework.dossiers.lists.views import OPEN, Looker, belongs
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.rules.replaying import evolve
from motcua.casework.dossiers.rules.snapshot import Snapshot, to_minute
from motcua.casework.dossiers.rules.transitions import TABLE
from motcua.kernel import events
from motcua.kernel.actors import Actor

_NAMES = sorted({row.event for row in TABLE})


@dataclass(frozen=True)
class Work:
    """One thing an officer did. `kind`: taken, finished_on_time, finished_late, supplements, sent_back."""

    staff_id: UUID
    kind: str


def work_between(commune_id: int, since: datetime, until: datetime) -> Iterator[Work]:
    """Yield what was done from `since` to before `until`, as the log tells it, within the caller's scope.

    A step is finished by whoever held it, else by whoever ended it. A draft sent back counts for its author.
    """
    touched = {event.stream_id for event in events.told_between(commune_id, _NAMES, since, until)}
    for dossier_id, log in events.histories(commune_id, touched).items():
        yield from _of_log(Snapshot(dossier_id, commune_id, log[0].at), log, since, until)


def _of_log(s: Snapshot, log: list[events.RecordedEvent], since: datetime, until: datetime) -> Iterator[Work]:
    author: UUID | None = None
    for event in log:
        before, s = s, evolve(s, event.payload["to"]) if "to" in event.payload else s
        if event.name == "ResultProposed":
            author = event.actor_id
        if since <= event.at < until:
            yield from _of_event(before, s, event, author)


def _of_event(
    before: Snapshot, after: Snapshot, event: events.RecordedEvent, author: UUID | None
) -> Iterator[Work]:
    actor = event.actor_id if event.actor_kind == "officer" else None
    if before.step_key and after.step_key != before.step_key:
        by, due = before.holder_id or actor, before.step_due_at
        if by is not None:
            late = due is not None and to_minute(after.last_change) > due
            yield Work(by, "finished_late" if late else "finished_on_time")
    if event.name == "DossierAssigned" and after.holder_id is not None:
        yield Work(after.holder_id, "taken")
    if event.name == "SupplementRequested" and actor is not None:
        yield Work(actor, "supplements")
    if event.name == "ResultSentBack" and author is not None:
        yield Work(author, "sent_back")


@dataclass(frozen=True)
class Load:
    """What lies on an officer now: dossiers held, of these with something due today, and late."""

    open: int = 0
    today: int = 0
    late: int = 0


def load_by_holder(actor: Actor, now: datetime) -> dict[UUID | None, Load]:
    """Return what lies on each officer, and under None what nobody holds; one statement, in the caller's scope."""
    who = Looker.of(actor, None, to_minute(now))
    rows = Dossier.objects.filter(OPEN, commune_id=actor.home).values("holder_id").order_by()
    counted = rows.annotate(
        open=Count("id"),
        today=Count("id", filter=Q(belongs("today", who))),
        late=Count("id", filter=Q(belongs("late", who))),
    )
    return {row["holder_id"]: Load(row["open"], row["today"], row["late"]) for row in counted}
