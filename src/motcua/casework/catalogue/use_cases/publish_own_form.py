"""A commune publishes its own form of a procedure from a day on, takes it back before, or gives it up."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.casework.catalogue.use_cases import own_versions
from motcua.kernel.actors import Actor


def publish_own_form(
    actor: Actor, code: str, form: Mapping[str, Any], *, basis: str, on: date, now: datetime, note: str = ""
) -> UUID:
    """Publish the commune's form of a procedure from a day on; return the new version.

    Drafts are carried over when they are handed in, dossiers stay on their version. Raises as
    `own_versions.publish_part`.
    """
    return own_versions.publish_part(actor, code, "form", form, basis=basis, on=on, now=now, note=note)


def withdraw_own_form(actor: Actor, version_id: UUID, *, now: datetime) -> None:
    """Take a publication back before its day. Permission: config.manage. NotFound; Conflict when it is in force."""
    own_versions.withdraw(actor, version_id, now=now)


def end_own_form(actor: Actor, code: str, *, now: datetime) -> None:
    """Give the commune's own form up from today on: the common one holds again. Raises as `own_versions.end_part`."""
    own_versions.end_part(actor, code, "form", now=now)
