"""Model fields whose content is sealed before it reaches the database."""

import json
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


class SealedTextField(_Binary):
    """Text kept as a sealed token. It cannot be searched; add a blind index beside it where needed."""

    @property
    def context(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def from_db_value(self, value: Any, expression: Expression, connection: BaseDatabaseWrapper) -> Any:
        return None if value is None else self._load(sealing.unseal(bytes(value), context=self.context))

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
