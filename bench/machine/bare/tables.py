"""Django models of the twin tables, made from what was taken down."""

import datetime
from collections.abc import Callable
from typing import Any

from django.db import models

from bench.machine.bare.copies import Copies

_FIELDS: dict[str, "Callable[..., models.Field[Any, Any]]"] = {
    "uuid": models.UUIDField,
    "integer": models.IntegerField,
    "smallint": models.IntegerField,
    "bigint": models.BigIntegerField,
    "boolean": models.BooleanField,
    "timestamp with time zone": models.DateTimeField,
    "bytea": models.BinaryField,
    "jsonb": models.JSONField,
}


def _model(table: str, columns: dict[str, str]) -> type[models.Model]:
    body: dict[str, Any] = {"__module__": __name__}
    for name, kind in columns.items():
        body[name] = _FIELDS.get(kind, models.TextField)(null=True, primary_key=name == "id")
    body["Meta"] = type("Meta", (), {"app_label": "bare", "db_table": f'bare"."{table}', "managed": False})
    return type(table, (models.Model,), body)


def _value(kind: str, value: Any) -> Any:
    if value is None:
        return None
    if kind == "bytea":
        return bytes.fromhex(value[2:])
    if kind == "timestamp with time zone":
        return datetime.datetime.fromisoformat(value)
    return value


copies = Copies()
_models = {row["table"]: _model(row["table"], row["columns"]) for row in copies.rows}
_lines = [(_models[row["table"]], row["columns"]) for row in copies.rows]
Progress = _models["dossiers_publicprogress"]


def save_fresh() -> None:
    """Write one more submission's rows, each by a save, within the caller's transaction."""
    for (model, columns), values in zip(_lines, copies.fresh(), strict=True):
        row = model(**{name: _value(columns[name], value) for name, value in values.items()})
        row.save(force_insert=True)
