"""Model fields whose content is sealed before it reaches the database."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression

from motcua.kernel import sealing

if TYPE_CHECKING:
    _Binary = models.BinaryField[Any, Any]
else:
    # Django's fields take type arguments only in its stubs.
    _Binary = models.BinaryField


BROKEN = object()
"""What stands for a sealed value that no key opens."""


class SealedTextField(_Binary):
    """Text kept as a sealed token. It cannot be searched; add a blind index beside it where needed."""

    @property
    def context(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def open(self, token: bytes) -> Any:
        """Return what is sealed in a token of this column; SealBroken when it does not belong here."""
        return self._load(sealing.unseal(token, context=self.context))

    def from_db_value(self, value: Any, expression: Expression, connection: BaseDatabaseWrapper) -> Any:
        return None if value is None else self.open(bytes(value))

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        if value is None:
            return None
        token = sealing.seal(self._dump(value), context=self.context)
        return super().get_db_prep_value(token, connection, prepared)

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        raise NotImplementedError("sealed fields are never serialised")

    def _dump(self, value: Any) -> bytes:
        return str(value).encode()

    def _load(self, plain: bytes) -> Any:
        return plain.decode()


class SealedJSONField(SealedTextField):
    """A JSON value kept as a sealed token."""

    def _dump(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def _load(self, plain: bytes) -> Any:
        return json.loads(plain)


def opened(rows: "models.QuerySet[Any]", sealed: str, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Yield a sealed column of many rows after some plain ones; BROKEN for a token that was altered or moved."""
    field = rows.model._meta.get_field(sealed)
    token = models.ExpressionWrapper(models.F(sealed), output_field=models.BinaryField())
    for *plain, kept in rows.annotate(token=token).values_list(*columns, "token").iterator(chunk_size=2_000):
        try:
            yield (*plain, field.open(bytes(kept)))
        except sealing.SealBroken:
            yield (*plain, BROKEN)
