"""Events: recorded in the transaction of the change, projected at once, and given to effects after the commit.

A projection runs inside the publisher's transaction and writes SQL only. An effect is a background job with
its own transaction; it must be safe to run again.
"""

import dataclasses
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar, Protocol
from uuid import UUID

from motcua.kernel import sealing
from motcua.kernel.actors import Actor
from motcua.kernel.models import Event


class DomainEvent(Protocol):
    """A frozen dataclass with a NAME. Its fields are ids, codes and times, never personal data in clear."""

    NAME: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]


@dataclass(frozen=True)
class RecordedEvent:
    """An event as handlers see it."""

    id: UUID
    commune_id: int
    stream_id: UUID
    seq: int
    name: str
    payload: dict[str, Any]
    actor_kind: str
    actor_id: UUID | None
    role: str
    unit_id: UUID | None
    at: datetime
    hash: bytes


Handler = Callable[[RecordedEvent], None]
_projections: dict[str, list[Handler]] = {}
_effects: dict[str, dict[str, Handler]] = {}


def on_projection(event: type[DomainEvent]) -> Callable[[Handler], Handler]:
    """Register a projection: it runs in the publisher's transaction, with at most two statements."""

    def register(handler: Handler) -> Handler:
        _projections.setdefault(event.NAME, []).append(handler)
        return handler

    return register


def on_effect(event: type[DomainEvent], name: str) -> Callable[[Handler], Handler]:
    """Register an effect under a lasting name: one job for each event, after the commit."""

    def register(handler: Handler) -> Handler:
        handlers = _effects.setdefault(event.NAME, {})
        if handlers.setdefault(name, handler) is not handler:
            raise ValueError(f"two effects of {event.NAME} are called {name}")
        return handler

    return register


def effects_of(event_name: str) -> dict[str, Handler]:
    """Return the effects of an event by their lasting names."""
    return _effects.get(event_name, {})


def registry() -> tuple[dict[str, list[Handler]], dict[str, dict[str, Handler]]]:
    """Return all projections and effects by event, for the documentation and the sweep."""
    return _projections, _effects


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date):  # a datetime is one, too
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    return value


def payload_of(event: DomainEvent) -> dict[str, Any]:
    """Return the fields of an event as JSON values."""
    return {f.name: _plain(getattr(event, f.name)) for f in dataclasses.fields(event)}


def chain_hash(prev: bytes, row: Event) -> bytes:
    """Return the hash of a row upon the hash before it; any later change of the row shows."""
    told = [
        str(row.id), row.commune_id, str(row.stream_id), row.seq, row.name, row.payload, row.actor_kind,
        str(row.actor_id), row.role, str(row.unit_id), row.at.astimezone(UTC).isoformat(), str(row.action_key),
    ]  # fmt: skip
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(prev + text.encode()).digest()


START = (0, bytes(32))


def _head(commune_id: int, stream_id: UUID) -> tuple[int, bytes]:
    rows = Event.objects.filter(commune_id=commune_id, stream_id=stream_id).order_by("-seq")
    last = rows.values_list("seq", "hash").first()
    return START if last is None else (last[0], bytes(last[1]))


def record(
    stream_id: UUID,
    event: DomainEvent,
    *,
    commune_id: int,
    actor: Actor,
    now: datetime,
    head: tuple[int, bytes] | None = None,
    action_key: UUID | None = None,
    contents: Mapping[str, Any] | None = None,
    told: Mapping[str, Any] | None = None,
) -> RecordedEvent:
    """Append an event to its stream, run its projections, and enqueue its effects, all in this transaction.

    The caller holds the lock of the stream's aggregate. `head` is the place and hash of the last event where
    the aggregate keeps them (START for a new stream); without it they are looked up.
    `contents` are JSON values that this event puts in force by name, kept sealed elsewhere: their keyed digests
    go into the chain, so that a later change of them shows. Of two events, the later one speaks.
    `told`: values that the payload tells besides the fields of the event.
    A repeated `action_key` breaks the transaction with IntegrityError: the action was done before.
    """
    row = row_of(
        stream_id, event, commune_id=commune_id, actor=actor, now=now,
        head=head or _head(commune_id, stream_id), action_key=action_key, contents=contents, told=told,
    )  # fmt: skip
    row.save(force_insert=True)
    recorded = as_recorded(row)
    for projection in _projections.get(event.NAME, ()):
        projection(recorded)
    _enqueue(recorded)
    return recorded


def row_of(
    stream_id: UUID,
    event: DomainEvent,
    *,
    commune_id: int,
    actor: Actor,
    now: datetime,
    head: tuple[int, bytes],
    action_key: UUID | None = None,
    contents: Mapping[str, Any] | None = None,
    told: Mapping[str, Any] | None = None,
    event_id: UUID | None = None,
) -> Event:
    """Return the row of an event upon the head of its chain, not yet written; arguments as of `record`."""
    seq, prev = head
    row = Event(
        **({} if event_id is None else {"id": event_id}),
        commune_id=commune_id,
        stream_id=stream_id,
        seq=seq + 1,
        name=event.NAME,
        payload={**payload_of(event), **_plain(dict(told or {})), **_digests(stream_id, contents or {})},
        actor_kind=actor.kind,
        actor_id=actor.staff_id or actor.account_id,
        role=actor.role,
        unit_id=actor.unit_id,
        at=now,
        action_key=action_key,
        prev_hash=prev,
    )
    row.hash = chain_hash(prev, row)
    return row


def _digests(stream_id: UUID, contents: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    told = {name: digest_of(stream_id, name, value) for name, value in contents.items()}
    return {"digests": told} if told else {}


def digest_of(stream_id: UUID, name: str, value: Any) -> str:
    """Return the keyed digest of a content of a stream, as the events of the stream tell it."""
    return sealing.content_digest(value, of=f"{stream_id}/{name}")


def _enqueue(event: RecordedEvent) -> None:
    from motcua.kernel.jobs import defer_effects  # jobs need the registry of this module

    names = list(effects_of(event.name))
    if names:
        defer_effects(event.commune_id, event.id, names)


def as_recorded(row: Event) -> RecordedEvent:
    """Return a row of the log as handlers see it."""
    return RecordedEvent(
        row.id, row.commune_id, row.stream_id, row.seq, row.name, row.payload,
        row.actor_kind, row.actor_id, row.role, row.unit_id, row.at, bytes(row.hash),
    )  # fmt: skip


def done_before(commune_id: int, action_key: UUID | None) -> RecordedEvent | None:
    """Return the event of an action that was already done under this key (a double click, a resend)."""
    if action_key is None:
        return None
    row = Event.objects.filter(commune_id=commune_id, action_key=action_key).first()
    return None if row is None else as_recorded(row)


def history(commune_id: int, stream_id: UUID) -> list[RecordedEvent]:
    """Return all events of a stream, oldest first."""
    rows = Event.objects.filter(commune_id=commune_id, stream_id=stream_id).order_by("seq")
    return [as_recorded(row) for row in rows]


def histories(commune_id: int, stream_ids: Iterable[UUID]) -> dict[UUID, list[RecordedEvent]]:
    """Return all events of some streams by stream, oldest first, with one statement."""
    found: dict[UUID, list[RecordedEvent]] = {}
    rows = Event.objects.filter(commune_id=commune_id, stream_id__in=list(stream_ids))
    for row in rows.order_by("stream_id", "seq"):
        found.setdefault(row.stream_id, []).append(as_recorded(row))
    return found


def last_of_each(
    commune_id: int, stream_ids: Iterable[UUID], event: type[DomainEvent]
) -> dict[UUID, RecordedEvent]:
    """Return the latest event of a kind in each of some streams, with one statement."""
    rows = Event.objects.filter(commune_id=commune_id, stream_id__in=list(stream_ids), name=event.NAME)
    return {row.stream_id: as_recorded(row) for row in rows.order_by("seq")}


def happened_since(commune_id: int, event: type[DomainEvent], since: datetime) -> bool:
    """Tell, within the caller's scope, whether an event of a kind was recorded at or after a moment."""
    return Event.objects.filter(commune_id=commune_id, name=event.NAME, at__gte=since).exists()


def told_between(
    commune_id: int, names: Iterable[str], since: datetime, until: datetime
) -> list[RecordedEvent]:
    """Return, within the caller's scope, the events of some names from `since` to before `until`, oldest first."""
    rows = Event.objects.filter(commune_id=commune_id, name__in=list(names), at__gte=since, at__lt=until)
    return [as_recorded(row) for row in rows.order_by("at", "id")]


def streams_without(commune_id: int, name: str, known: Any) -> list[UUID]:
    """Return the streams with an event of a name that are not among the ids of a query."""
    rows = Event.objects.filter(commune_id=commune_id, name=name).exclude(stream_id__in=known)
    return list(rows.order_by("stream_id").values_list("stream_id", flat=True).distinct())


def last_of(commune_id: int, stream_id: UUID, event: type[DomainEvent]) -> RecordedEvent | None:
    """Return the latest event of a kind in a stream, or None."""
    rows = Event.objects.filter(commune_id=commune_id, stream_id=stream_id, name=event.NAME)
    row = rows.order_by("-seq").first()
    return None if row is None else as_recorded(row)
