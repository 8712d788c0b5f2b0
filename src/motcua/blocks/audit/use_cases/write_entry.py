"""Write down what has no event: a read of personal data, a login, a change of configuration."""

from datetime import datetime
from uuid import UUID

from motcua.blocks.audit.models import AuditEntry
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor


def read(actor: Actor, subject_kind: str, subject_id: UUID, purpose: str, *, now: datetime) -> None:
    """Write one row for one read of personal data, inside the caller's scope.

    A citizen who reads what is their own leaves no row: following a person's steps is itself sensitive
    personal data. Legal basis: Law 91/2025/QH15; Decree 356/2025, Article 4. Who helps them leaves one, as theirs.
    """
    helper = actor.helper
    if helper is None and actor.kind == "citizen" and actor.commune_id is None:
        return
    AuditEntry.objects.create(
        commune_id=helper.commune_id if helper else actor.home,
        kind=AuditEntry.Kind.READ,
        action=f"{subject_kind}.read",
        actor_kind="officer" if helper else actor.kind,
        actor_id=helper.staff_id if helper else actor.staff_id or actor.account_id,
        role=helper.role if helper else actor.role,
        subject_kind=subject_kind,
        subject_id=subject_id,
        purpose=purpose[:200],
        at=now,
    )


def login(
    commune_id: int,
    action: str,
    actor_kind: str,
    account_id: UUID | None,
    *,
    now: datetime,
    purpose: str = "",
) -> None:
    """Write one row for a login, a refused one, a second factor, a logout.

    `account_id` None: no such account. `purpose` is a fixed word, never what was typed.
    """
    with tenancy.scope(communes=[commune_id]):
        AuditEntry.objects.create(
            commune_id=commune_id,
            kind=AuditEntry.Kind.LOGIN,
            action=action,
            actor_kind=actor_kind,
            actor_id=account_id,
            subject_kind="account",
            subject_id=account_id,
            purpose=purpose[:200],
            at=now,
        )


def config(
    actor: Actor,
    action: str,
    subject_kind: str,
    subject_id: UUID | None,
    *,
    now: datetime,
    purpose: str = "",
) -> None:
    """Write one row for a change of configuration in the actor's commune; `purpose` tells the new value."""
    with tenancy.scope(communes=[actor.home]):
        AuditEntry.objects.create(
            commune_id=actor.home,
            kind=AuditEntry.Kind.CONFIG,
            action=action,
            actor_kind=actor.kind,
            actor_id=actor.staff_id or actor.account_id,
            role=actor.role,
            subject_kind=subject_kind,
            subject_id=subject_id,
            purpose=purpose[:200],
            at=now,
        )
