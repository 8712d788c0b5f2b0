"""The two steps by which an officer enters: the password, then the code."""

from datetime import datetime

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest

from motcua.blocks.audit.api import login
from motcua.blocks.identity.demo import known_to_all
from motcua.blocks.identity.errors import LockedOut, LoginFailed, WrongCode
from motcua.blocks.identity.factors import accept_code
from motcua.blocks.identity.models import Account


def verify_password_step(
    request: HttpRequest, username: str, password: str, *, commune_id: int, now: datetime
) -> Account:
    """Return the officer's account when name and password are right; nobody is logged in by that alone.

    `commune_id` is where the person knocked: a name without an account is audited there. Five failures lock
    the name for 12 hours. Raises: LoginFailed; LockedOut. Legal basis: TCVN 14423:2026, level 3.
    """
    name = username.strip().lower()
    require_unlocked(request, name)
    account = None if known_to_all(password) else authenticate(request, username=name, password=password)
    if isinstance(account, Account) and account.kind == Account.Kind.OFFICER:
        return account
    known = Account.objects.filter(username=name, kind=Account.Kind.OFFICER).first()
    home = known.commune_id if known is not None and known.commune_id is not None else commune_id
    login(home, "login.refused", "officer", known.id if known else None, now=now, purpose="password")
    require_unlocked(request, name)
    raise LoginFailed


def check_second_factor(request: HttpRequest, account: Account, code: str, *, now: datetime) -> None:
    """Finish a login with a code of the telephone, or a recovery code; each works once.

    Wrong codes count as failed logins. Raises: WrongCode; LockedOut.
    """
    require_unlocked(request, account.username)
    how = accept_code(account, code, now)
    home = account.commune_id or 0
    if how is None:
        user_login_failed.send(sender=__name__, credentials={"username": account.username}, request=request)
        login(home, "login.refused", "officer", account.id, now=now, purpose="code")
        require_unlocked(request, account.username)
        raise WrongCode
    login(home, "login", "officer", account.id, now=now, purpose=how)


def require_unlocked(request: HttpRequest, username: str) -> None:
    """Raise LockedOut while a name is locked."""
    if not AxesProxyHandler.is_allowed(request, {"username": username}):
        raise LockedOut
