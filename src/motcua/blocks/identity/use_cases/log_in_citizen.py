"""Log a citizen in whom the identity provider vouches for."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError

from motcua.blocks.audit.api import login
from motcua.blocks.identity.models import Account, CitizenProfile
from motcua.blocks.identity.persons import PROVEN, person_of
from motcua.blocks.identity.ports import CitizenIdentity
from motcua.blocks.identity.queries import PREFILL, citizen_index
from motcua.kernel import tenancy
from motcua.kernel.errors import NotAllowed
from motcua.kernel.identifiers import new_id

# Beyond what fills forms in: who acts for an enterprise, and the number of an old card. Nothing else is kept.
_KEPT = (*PREFILL, "account_type", "old_citizen_id", "organisation_name", "tax_code")


def log_in_citizen(identity: CitizenIdentity, *, commune_id: int, now: datetime) -> Account:
    """Return the account of this issuer and subject, new when unknown, with what is proven updated.

    Nothing but issuer and subject is ever matched: two people may share a name, a birth date, an e-mail.
    `commune_id` is where the person knocked; the login is audited there. Raises: NotAllowed when closed.
    """
    if not identity.issuer or not identity.subject:
        raise ValueError("an identity without issuer and subject")
    try:
        return _log_in(identity, commune_id, now)
    except IntegrityError:
        # Two first logins at once: the other one has made the account by now.
        return _log_in(identity, commune_id, now)


def _log_in(identity: CitizenIdentity, commune_id: int, now: datetime) -> Account:
    known = Account.objects.filter(issuer=identity.issuer, subject=identity.subject).first()
    account = known or _new(identity, now)
    person = person_of(identity.citizen_id, now) if identity.citizen_id and identity.level >= PROVEN else None
    with tenancy.scope(communes=[commune_id], applicants=[account.id]):
        if known is None:
            account.save(force_insert=True)
        if account.is_active:
            _keep_profile(account, identity, person, now)
        action = "login" if account.is_active else "login.refused"
        login(commune_id, action, "citizen", account.id, now=now, purpose=f"level {identity.level}")
    if not account.is_active:
        raise NotAllowed("Tài khoản này đã bị khóa. Xin đến quầy Một cửa để được giúp.")
    return account


def _new(identity: CitizenIdentity, now: datetime) -> Account:
    key = new_id()
    account = Account(
        id=key, kind=Account.Kind.CITIZEN, username=f"citizen:{key}", issuer=identity.issuer,
        subject=identity.subject, created_at=now,
    )  # fmt: skip
    account.set_unusable_password()
    return account


def _keep_profile(account: Account, identity: CitizenIdentity, person: UUID | None, now: datetime) -> None:
    CitizenProfile.objects.update_or_create(
        applicant_id=account.id,
        defaults={
            "full_name": identity.full_name,
            "citizen_id_index": citizen_index(identity.citizen_id) if identity.citizen_id else None,
            "identity": {name: getattr(identity, name) for name in _KEPT if getattr(identity, name)},
            "assurance": max(0, min(identity.level, 2)),
            "proven_at": now,
            "person_id": person,
        },
    )
