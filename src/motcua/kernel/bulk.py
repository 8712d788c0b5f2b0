"""Rows that are made in memory and written all at once, with COPY, by the owner of the tables.

For years of a demonstration, not for the work of a day: nothing here asks who may do what.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from django.db import connections, models, transaction
from psycopg import sql

from motcua.kernel import events
from motcua.kernel.models import EffectRun, Event

M = TypeVar("M", bound=models.Model)
ByModel = dict[type[models.Model], list[models.Model]]


def ids_of(chance: Random) -> Callable[[datetime], UUID]:
    """Return what makes UUIDv7 of a moment, so that old rows lie where old rows lie; by chance the same each time."""

    def at(moment: datetime) -> UUID:
        stamp = int(moment.timestamp() * 1000) << 80
        return UUID(int=stamp | 7 << 76 | chance.getrandbits(12) << 64 | 2 << 62 | chance.getrandbits(62))

    return at


class Rows:
    """Rows by table, in the order in which they were made; several may fill the same tables."""

    def __init__(self, new_id: Callable[[datetime], UUID], by_model: ByModel | None = None) -> None:
        self.new_id = new_id
        self.by_model: ByModel = {} if by_model is None else by_model

    def add(self, row: M, at: datetime) -> M:
        """Keep a row under an id of a moment."""
        row.pk = self.new_id(at)
        return self.keep(row)

    def keep(self, row: M) -> M:
        """Keep a row under the id it has."""
        self.by_model.setdefault(type(row), []).append(row)
        return row

    def record(self, stream_id: UUID, event: events.DomainEvent, **said: Any) -> events.RecordedEvent:
        """Keep an event as `events.record` does, and its effects as done."""
        said["head"] = said.get("head") or events.START
        row = events.row_of(stream_id, event, event_id=self.new_id(said["now"]), **said)
        self.keep(row)
        for handler in events.effects_of(event.NAME):
            self.add(_done(row, handler), row.at)
        return events.as_recorded(row)


_DONE = vars(EffectRun(state=EffectRun.State.DONE, attempts=1))


def _done(event: Event, handler: str) -> EffectRun:
    # A fifth of all rows are these: they are copied, not made each from its defaults.
    row = EffectRun.__new__(EffectRun)
    told = {"commune_id": event.commune_id, "event_id": event.id, "handler": handler, "updated_at": event.at}
    vars(row).update(_DONE, **told)
    return row


def write(by_model: ByModel, using: str = "owner") -> int:
    """Write all rows in one transaction and return how many. Keys between them are checked at its end."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        # A run that is cut off is done again: nobody was told that it is there.
        cursor.execute("SET LOCAL synchronous_commit = off")
        for model, found in by_model.items():
            _copy(cursor, model, found, using)
    return sum(map(len, by_model.values()))


def _copy(cursor: Any, model: type[models.Model], rows: Iterable[models.Model], using: str) -> None:
    fields = model._meta.concrete_fields
    columns = sql.SQL(", ").join([sql.Identifier(str(field.column)) for field in fields])
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(model._meta.db_table), columns)
    values = [(field.attname, _preparing(field, using)) for field in fields]
    with cursor.copy(statement) as copy:
        for row in rows:
            told = vars(row)
            copy.write_row([told[name] if make is None else make(told[name]) for name, make in values])


def _preparing(field: "models.Field[Any, Any]", using: str) -> Callable[[Any], Any] | None:
    """Return what a value goes through on its way; nothing for those that the driver writes as they are."""
    plain = (
        models.UUIDField,
        models.IntegerField,
        models.CharField,
        models.DateTimeField,
        models.BooleanField,
    )
    if isinstance(field, plain):
        return None
    connection = connections[using]
    return lambda value: field.get_db_prep_save(value, connection)


def keep_counters(rows: Sequence[models.Model], *key: str, using: str = "owner") -> None:
    """Set counters of a commune to where these rows say, each known by these columns; one that is not there is made."""
    if rows:
        type(rows[0])._base_manager.using(using).bulk_create(
            rows, update_conflicts=True, unique_fields=["commune_id", *key], update_fields=["next_number"]
        )
