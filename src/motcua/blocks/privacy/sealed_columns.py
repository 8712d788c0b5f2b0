"""Every sealed column of the database, read and written as the owner: the walls do not stand in its way.

Resealing has to reach every commune and every applicant, so it runs from the command line under the owner
role. It moves ciphertext and shows nothing to anyone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections, transaction
from psycopg import sql

from motcua.kernel import sealing
from motcua.kernel.fields import SealedTextField

OWNER = "owner"


@dataclass(frozen=True)
class SealedColumn:
    """A column of sealed tokens and the context they are bound to."""

    table: str
    key: str
    column: str
    context: str

    @property
    def name(self) -> str:
        """Return table and column."""
        return f"{self.table}.{self.column}"


def sealed_columns() -> Iterator[SealedColumn]:
    """Return the sealed columns of all models, found generically."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, SealedTextField) and field.column is not None:
                key = str(model._meta.pk.column)
                yield SealedColumn(model._meta.db_table, key, field.column, field.context)


def _told(column: SealedColumn, text: str) -> sql.Composed:
    names = {"table": column.table, "key": column.key, "column": column.column}
    return sql.SQL(text).format(**{name: sql.Identifier(value) for name, value in names.items()})


def _number(key: int) -> bytes:
    return key.to_bytes(4, "big")


_OLD = "{column} IS NOT NULL AND substring({column} from 2 for 4) <> %s"
_COUNT = f"SELECT count(*) FROM {{table}} WHERE {_OLD}"  # noqa: S608  (names are quoted by _told)
_TAKE = f"SELECT {{key}}, {{column}} FROM {{table}} WHERE {_OLD}"  # noqa: S608
_TAKE_END = " ORDER BY {key} LIMIT %s FOR UPDATE SKIP LOCKED"


def count_old(column: SealedColumn, primary: int) -> int:
    """Count the tokens of a column under another key than the primary one."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute(_told(column, _COUNT), [_number(primary)])
        return int(cursor.fetchone()[0])


def reseal_batch(column: SealedColumn, primary: int, after: Any, limit: int) -> tuple[Any, int, int]:
    """Seal up to `limit` tokens anew in one transaction; return the last key seen (None: no more), done, broken.

    Rows go by the primary key, on from `after`: all batches together read the table once. A row that
    somebody is changing is left for the next run: nobody waits for us, and we for nobody.
    """
    onward, values = ("", []) if after is None else (" AND {key} > %s", [after])
    broken, fresh = 0, []
    with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
        cursor.execute(_told(column, _TAKE + onward + _TAKE_END), [_number(primary), *values, limit])
        rows = cursor.fetchall()
        for key, token in rows:
            try:
                plain = sealing.unseal(bytes(token), context=column.context)
            except sealing.SealBroken:
                broken += 1
                continue
            fresh.append((sealing.seal(plain, context=column.context), key))
        if fresh:
            cursor.executemany(_told(column, "UPDATE {table} SET {column} = %s WHERE {key} = %s"), fresh)
    return (rows[-1][0] if rows else None), len(fresh), broken
