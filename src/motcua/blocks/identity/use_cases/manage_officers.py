"""Open, reopen and close the accounts of officers."""

import secrets
from datetime import datetime
from uuid import UUID

from axes.utils import reset as lift_lock
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection

from motcua.blocks.audit.api import config
from motcua.blocks.identity.demo import DEMO_PASSWORD, enrol_demo_factor
from motcua.blocks.identity.models import Account, PasswordRecord, RecoveryCode, SecondFactor
from motcua.blocks.identity.rules import USERNAME, make_password
from motcua.blocks.identity.sessions import end_all_sessions
from motcua.blocks.identity.values import NewOfficer
from motcua.blocks.organisation.api import bind_account
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound

_OPENING = 0xACC0


def create_officer(
    actor: Actor,
    staff_id: UUID,
    username: str,
    *,
    now: datetime,
    password: str | None = None,
    demo: bool = False,
) -> NewOfficer:
    """Open the account of a member of staff: one person, one account, the password changed at first login.

    Without `password` one is made. `demo` spares the change and readies the second factor; it is refused in
    production. Raises: NotAllowed; InvalidInput; Conflict when the name or the person has an account.
    Legal basis: TCVN 14423:2026, level 3 (no default password, change at first login).
    """
    actor.require("staff.manage")
    if demo and settings.MOTCUA_MODE == "production":
        raise NotAllowed("Tài khoản dùng thử không được tạo trên hệ thống thật.")
    name = username.strip().lower()
    if not USERNAME.fullmatch(name):
        raise InvalidInput({"username": "Tên đăng nhập gồm 3 đến 80 chữ không dấu, số, dấu chấm, gạch."})
    first = password or (DEMO_PASSWORD if demo else make_password(secrets.choice))
    with tenancy.scope(communes=[actor.home]):
        _require_free(name)
        account = Account(
            kind=Account.Kind.OFFICER, username=name, commune_id=actor.home, created_at=now,
            must_change_password=not demo,
        )  # fmt: skip
        if not demo:
            require_strong(first, account, "password")
        set_password(account, first, now)
        bind_account(actor.home, staff_id, account.id)
        if demo:
            enrol_demo_factor(account, now)
        config(actor, "account.opened", "account", account.id, now=now)
    return NewOfficer(account.id, name, first)


def _require_free(name: str) -> None:
    # One who opens accounts at a time: the name is still free when it is taken.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_OPENING])
    if Account.objects.filter(username=name).exists():
        raise Conflict("Tên đăng nhập này đã có người dùng.")


def reopen_officer(actor: Actor, account_id: UUID, *, now: datetime, factor: bool = False) -> NewOfficer:
    """Enable an account again with a new first password, and lift its lock; the break-glass of lock-out.

    `factor` also forgets the second factor (a lost telephone). Raises: NotAllowed; NotFound.
    """
    actor.require("staff.manage")
    with tenancy.scope(communes=[actor.home]):
        account = _officer(actor, account_id)
        account.is_active, account.must_change_password = True, True
        first = make_password(secrets.choice)
        set_password(account, first, now)
        if factor:
            SecondFactor.objects.filter(account_id=account.id).delete()
            RecoveryCode.objects.filter(account_id=account.id).delete()
        end_all_sessions(account.id)
        lift_lock(username=account.username)
        told = "password and second factor" if factor else "password"
        config(actor, "account.reopened", "account", account.id, now=now, purpose=told)
    return NewOfficer(account.id, account.username, first)


def close_officer(actor: Actor, account_id: UUID, *, now: datetime) -> None:
    """Disable an account and end its sessions. Raises: NotAllowed; NotFound."""
    actor.require("staff.manage")
    with tenancy.scope(communes=[actor.home]):
        account = _officer(actor, account_id)
        Account.objects.filter(id=account.id).update(is_active=False)
        end_all_sessions(account.id)
        config(actor, "account.closed", "account", account.id, now=now)


def _officer(actor: Actor, account_id: UUID) -> Account:
    rows = Account.objects.select_for_update().filter(kind=Account.Kind.OFFICER, commune_id=actor.home)
    account = rows.filter(id=account_id).first()
    if account is None:
        raise NotFound("Không có tài khoản này trong đơn vị.")
    return account


def set_password(account: Account, password: str, now: datetime) -> None:
    """Save the account with a password, and remember its hash for the history."""
    account.set_password(password)
    account.password_changed_at = now
    account.save()
    PasswordRecord.objects.create(account=account, password=account.password, set_at=now)


def require_strong(password: str, account: Account, field: str) -> None:
    """Raise InvalidInput with all that is wrong with a password."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise InvalidInput({field: " ".join(error.messages)}) from error
