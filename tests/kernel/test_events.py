"""Events: chained, projected in the transaction of the change, given to each effect once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import ClassVar
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection

from motcua.kernel import clock, events, tenancy
from motcua.kernel.actors import system
from motcua.kernel.identifiers import new_id
from motcua.kernel.models import EffectRun, Event

pytestmark = pytest.mark.django_db
COMMUNE = 41
NOW = clock.now()


@dataclass(frozen=True)
class Ordered:
    NAME: ClassVar[str] = "EventsTestOrdered"
    of: UUID
    words: tuple[str, ...] = ()


@pytest.fixture(autouse=True)
def _own_handlers(monkeypatch) -> Iterator[None]:
    monkeypatch.setattr(events, "_projections", {})
    monkeypatch.setattr(events, "_effects", {})
    yield


def record(stream=None, commune=COMMUNE, **more):
    with tenancy.scope(communes=[commune]):
        return events.record(
            stream or uuid4(), Ordered(uuid4()), commune_id=commune, actor=system(commune), now=NOW, **more
        )


def rows(commune=COMMUNE):
    with tenancy.scope(communes=[commune]):
        return list(Event.objects.filter(commune_id=commune).order_by("stream_id", "seq"))


def jobs() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args->>'event_id', args->>'handler' FROM procrastinate_jobs ORDER BY id")
        return cursor.fetchall()


def event_row() -> Event:
    return Event(
        id=new_id(), commune_id=1, stream_id=uuid4(), seq=3, name="A", payload={"b": [1]}, actor_kind="officer",
        actor_id=uuid4(), role="chair", unit_id=uuid4(), at=NOW, action_key=uuid4(), prev_hash=bytes(32),
    )  # fmt: skip


OTHER = {
    "commune_id": 2, "seq": 4, "name": "B", "payload": {"b": [2]}, "actor_kind": "citizen", "role": "clerk",
    "at": NOW + timedelta(microseconds=1),
}  # fmt: skip
# What the hash does not cover, with the reason.
OUTSIDE = {
    "hash": "the hash itself",
    "seal_id": "set when the row is sealed",
    "prev_hash": "given to the hash",
}


@pytest.mark.parametrize("column", [f.attname for f in Event._meta.concrete_fields if f.name not in OUTSIDE])
def test_a_change_of_any_column_changes_the_hash(column):
    row = event_row()
    before = events.chain_hash(bytes(32), row)
    setattr(row, column, OTHER.get(column) or uuid4())
    assert events.chain_hash(bytes(32), row) != before
    if getattr(Event._meta.get_field(column), "null", False):
        setattr(row, column, None)
        assert events.chain_hash(bytes(32), row) != before


def test_a_change_of_the_hash_before_changes_the_hash():
    row = event_row()
    assert events.chain_hash(bytes(32), row) != events.chain_hash(b"\1" * 32, row)


def test_the_hash_does_not_depend_on_the_way_through_the_database():
    stream = uuid4()
    for _ in range(3):
        record(stream)
    prev = bytes(32)
    for row in rows():
        assert bytes(row.prev_hash) == prev
        prev = events.chain_hash(prev, row)
        assert bytes(row.hash) == prev
    assert [row.seq for row in rows()] == [1, 2, 3]


def test_a_projection_runs_in_the_transaction_of_the_change():
    def project(event):
        EffectRun.objects.create(
            commune_id=event.commune_id, event_id=event.id, handler="p", state="done", updated_at=NOW
        )

    events.on_projection(Ordered)(project)
    recorded = record()
    with tenancy.scope(communes=[COMMUNE]):
        assert EffectRun.objects.get(commune_id=COMMUNE).event_id == recorded.id
    with pytest.raises(ZeroDivisionError), tenancy.scope(communes=[COMMUNE]):
        record()
        raise ZeroDivisionError
    with tenancy.scope(communes=[COMMUNE]):
        assert EffectRun.objects.filter(commune_id=COMMUNE).count() == 1
    assert len(rows()) == 1


def test_a_projection_that_fails_takes_the_change_with_it():
    events.on_effect(Ordered, "test.effect")(lambda event: None)

    @events.on_projection(Ordered)
    def broken(event):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        record()
    assert rows() == []
    assert jobs() == []


def test_each_effect_is_enqueued_once_with_the_change_and_not_without_it():
    for name in ("test.one", "test.two"):
        events.on_effect(Ordered, name)(lambda event: None)
    recorded = record()
    assert jobs() == [(str(recorded.id), "test.one"), (str(recorded.id), "test.two")]
    with pytest.raises(ZeroDivisionError), tenancy.scope(communes=[COMMUNE]):
        record()
        raise ZeroDivisionError
    assert len(jobs()) == 2


def test_no_job_carries_more_than_ids():
    events.on_effect(Ordered, "test.one")(lambda event: None)
    record()
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs")
        [[args]] = cursor.fetchall()
    import json

    assert set(json.loads(args) if isinstance(args, str) else args) == {"commune_id", "event_id", "handler"}


def test_two_effects_may_not_share_a_name():
    events.on_effect(Ordered, "test.one")(lambda event: None)
    with pytest.raises(ValueError, match="two effects"):
        events.on_effect(Ordered, "test.one")(lambda event: 1)


def test_an_action_is_recorded_once():
    key = uuid4()
    first = record(action_key=key)
    with pytest.raises(IntegrityError, match="event_once_per_action"):
        record(action_key=key)
    assert len(rows()) == 1
    with tenancy.scope(communes=[COMMUNE]):
        assert events.done_before(COMMUNE, key) == first
        assert events.done_before(COMMUNE, uuid4()) is None
        assert events.done_before(COMMUNE, None) is None


def test_the_key_of_an_action_is_each_communes_own():
    key = uuid4()
    record(action_key=key)
    record(action_key=key, commune=42)
    assert len(rows(42)) == 1


def test_two_events_without_a_key_are_two_events():
    stream = uuid4()
    record(stream)
    record(stream)
    assert len(rows()) == 2


def test_two_events_never_take_the_same_place():
    stream = uuid4()
    record(stream, head=events.START)
    with pytest.raises(IntegrityError, match="event_one_per_place"):
        record(stream, head=events.START)


def test_the_payload_is_plain_json():
    of = uuid4()
    assert events.payload_of(Ordered(of, ("a", "b"))) == {"of": str(of), "words": ["a", "b"]}


def test_a_recorded_event_reads_back_as_it_was_written():
    stream = uuid4()
    written = record(stream)
    with tenancy.scope(communes=[COMMUNE]):
        [read] = events.history(COMMUNE, stream)
        assert events.last_of(COMMUNE, stream, Ordered) == read
    assert replace(read) == written
