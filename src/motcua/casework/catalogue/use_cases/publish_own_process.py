"""A commune publishes its own process of a procedure from a day on, takes it back before, or gives it up."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.casework.catalogue.use_cases import own_versions
from motcua.kernel.actors import Actor


def publish_own_process(
    actor: Actor,
    code: str,
    process: Mapping[str, Any],
    *,
    basis: str,
    on: date,
    now: datetime,
    note: str = "",
) -> UUID:
    """Publish the commune's process of a procedure from a day on; return the new version.

    Dossiers that run stay on their version. Raises as `own_versions.publish_part`.
    """
    return own_versions.publish_part(actor, code, "process", process, basis=basis, on=on, now=now, note=note)


def withdraw_own_process(actor: Actor, version_id: UUID, *, now: datetime) -> None:
    """Take a publication back before its day. Permission: config.manage. NotFound; Conflict when it is in force."""
    own_versions.withdraw(actor, version_id, now=now)


def end_own_process(actor: Actor, code: str, *, now: datetime) -> None:
    """Give the commune's own process up from today on. Raises as `own_versions.end_part`."""
    own_versions.end_part(actor, code, "process", now=now)
