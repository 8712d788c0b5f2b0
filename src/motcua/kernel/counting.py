"""Take the next number of a counter: one statement, which keeps the counter's row locked until the commit."""

from collections.abc import Mapping
from typing import Any

from django.db import connection, models

from motcua.kernel.identifiers import new_id
from motcua.kernel.tenancy import TenantModel


def take_number(counter: type[TenantModel], key: Mapping[str, Any]) -> int:
    """Return the next number of a counter within the caller's scope; a rollback gives it back, so none is skipped.

    `key` names the columns of its unique constraint, `commune_id` among them.
    """
    quote = connection.ops.quote_name
    columns = {"id": new_id(), **key, "next_number": 2}
    names = ", ".join(quote(name) for name in columns)
    table = quote(counter._meta.db_table)
    values = [_prepared(counter, name, value) for name, value in columns.items()]
    # Names of our own tables and columns; the values are parameters.
    statement = (
        f"INSERT INTO {table} ({names}) VALUES ({', '.join(['%s'] * len(values))})"  # noqa: S608
        f" ON CONFLICT ({', '.join(quote(name) for name in key)})"
        f" DO UPDATE SET next_number = {table}.next_number + 1 RETURNING next_number - 1"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        [number] = cursor.fetchone()
    return int(number)


def _prepared(counter: type[TenantModel], name: str, value: Any) -> Any:
    field = counter._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field.get_db_prep_save(value, connection)
