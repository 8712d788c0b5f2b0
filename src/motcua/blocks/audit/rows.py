"""The rows that are sealed, read alike by the sealing and by the verification."""

from typing import Any, Final

from django.db.models import QuerySet

from motcua.blocks.audit.models import AuditEntry
from motcua.blocks.audit.rules import canonical
from motcua.kernel.models import Event

SEALED: Final[dict[str, Any]] = {"event": Event, "entry": AuditEntry}


def columns(kind: str) -> list[str]:
    """Return the columns a seal covers: all but the seal itself."""
    return [field.attname for field in SEALED[kind]._meta.concrete_fields if field.attname != "seal_id"]


def rows(kind: str, commune_id: int) -> "QuerySet[Any, dict[str, Any]]":
    """Return the rows of a kind in the order of their ids, as mappings that hold the seal too."""
    found = SEALED[kind].objects.filter(commune_id=commune_id).order_by("id")
    return found.values(*columns(kind), "seal_id")  # type: ignore[no-any-return]


def row_bytes(row: dict[str, Any]) -> bytes:
    """Return the canonical bytes of a row, without its seal."""
    return canonical({name: value for name, value in row.items() if name != "seal_id"})
