"""How an officer enters: password, code, and what has to be set up first."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login as begin_session
from django.contrib.auth import logout as flush_session
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from motcua.blocks.identity import api as identity
from motcua.blocks.identity.api import Account
from motcua.interfaces.ui.middleware import (
    CITIZEN_LOGIN,
    EXPIRED,
    OFFICER_LOGIN,
    SECOND_FACTOR,
    Request,
    next_path,
    officer_required,
)
from motcua.kernel import clock
from motcua.kernel.errors import DomainError, InvalidInput

HOME = "/mot-cua/"
CODE = "/can-bo/ma-xac-thuc/"
SETUP = "/can-bo/thiet-lap-xac-thuc/"
ENTERING = "entering"
# How long the second step may follow the first.
PATIENCE = timedelta(minutes=10)
_BACKEND = "django.contrib.auth.backends.ModelBackend"
pages = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@sensitive_post_parameters("password")
@pages
def login(request: Request) -> HttpResponse:
    """The first step: name and password."""
    onward = next_path(request, HOME)
    if request.actor.kind == "officer":
        return redirect(onward)
    context: dict[str, Any] = {
        "next": onward,
        "citizens": CITIZEN_LOGIN,
        "expired": EXPIRED in request.GET,
        "left": "da-thoat" in request.GET,
    }
    if request.method == "POST":
        context["username"] = request.POST.get("username", "")[:80]
        try:
            return _first_step(request, context["username"], onward)
        except DomainError as error:
            return _again(request, "counter/login/password.html", "username", error, context)
    return _show(request, "counter/login/password.html", context)


def _first_step(request: Request, username: str, onward: str) -> HttpResponse:
    now = clock.now()
    account = identity.verify_password_step(
        request, username, request.POST.get("password", ""), commune_id=request.commune.id, now=now
    )
    # Whoever used this browser before is gone; what follows belongs to the officer.
    flush_session(request)
    request.session[ENTERING] = {"account": str(account.id), "at": now.timestamp(), "next": onward}
    return redirect(CODE if identity.has_second_factor(account) else SETUP)


def _entering(request: Request, now: datetime) -> Account | None:
    """Return who has passed the first step of late."""
    kept = request.session.get(ENTERING)
    if not kept or now.timestamp() - kept["at"] > PATIENCE.total_seconds():
        return None
    return Account.objects.filter(id=UUID(kept["account"]), is_active=True).first()


@never_cache
@pages
def code(request: Request) -> HttpResponse:
    """The second step: a code of the telephone, or a recovery code."""
    now = clock.now()
    account = _entering(request, now)
    if account is None:
        return redirect(f"{OFFICER_LOGIN}?{EXPIRED}=1")
    if request.method == "POST":
        try:
            identity.check_second_factor(request, account, request.POST.get("code", "")[:40], now=now)
        except DomainError as error:
            return _again(request, "counter/login/code.html", "code", error, {"entering": account})
        return redirect(_enter(request, account, now))
    return _show(request, "counter/login/code.html", {"entering": account})


@never_cache
@pages
def setup(request: Request) -> HttpResponse:
    """The second step of the very first login: tie a telephone to the account."""
    now = clock.now()
    account = _entering(request, now)
    if account is None:
        return redirect(f"{OFFICER_LOGIN}?{EXPIRED}=1")
    if identity.has_second_factor(account):
        return redirect(CODE)
    context: dict[str, Any] = {"enrolment": identity.begin_second_factor(account)}
    if request.method == "POST":
        try:
            codes = identity.confirm_second_factor(account, request.POST.get("code", "")[:40], now=now)
        except DomainError as error:
            return _again(request, "counter/login/setup.html", "code", error, context)
        onward = _enter(request, account, now)
        return _show(request, "counter/login/recovery.html", {"codes": codes, "next": onward})
    return _show(request, "counter/login/setup.html", context)


def _enter(request: Request, account: Account, now: datetime) -> str:
    """Begin the session of an officer who has passed both steps, and return where to go."""
    onward: str = request.session.pop(ENTERING)["next"]
    begin_session(request, account, backend=_BACKEND)
    request.session[SECOND_FACTOR] = str(account.id)
    identity.open_session(account, request.session.session_key or "", now=now)
    return onward


@never_cache
@sensitive_post_parameters("old", "new", "again")
@officer_required
@pages
def change_password(request: Request) -> HttpResponse:
    """Change one's own password; asked for at the first login, and of administrators every two months."""
    onward = next_path(request, HOME)
    context: dict[str, Any] = {"next": onward}
    if request.method == "POST":
        try:
            _change(request)
        except InvalidInput as error:
            context["errors"] = error.errors
            return _show(request, "counter/login/change.html", context, status=422)
        return redirect(onward)
    return _show(request, "counter/login/change.html", context)


def _change(request: Request) -> None:
    now, new = clock.now(), request.POST.get("new", "")
    if new != request.POST.get("again", ""):
        raise InvalidInput({"again": "Hai lần điền mật khẩu mới không giống nhau."})
    account = identity.change_password(request.actor, request.POST.get("old", ""), new, now=now)
    update_session_auth_hash(request, account)
    identity.open_session(account, request.session.session_key or "", now=now)


@never_cache
@require_POST
def logout(request: Request) -> HttpResponse:
    """Leave; the session is ended on the server too."""
    account = request.user
    if isinstance(account, Account) and account.kind == Account.Kind.OFFICER:
        key = request.session.session_key or ""
        identity.log_out_officer(account, key, now=clock.now(), how="asked")
    flush_session(request)
    return redirect(f"{OFFICER_LOGIN}?da-thoat=1")


def _again(
    request: Request, template: str, field: str, error: DomainError, context: dict[str, Any]
) -> HttpResponse:
    """Show the page once more with what is wrong."""
    return _show(request, template, {**context, "errors": {field: error.message}}, status=error.status)


def _show(request: Request, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, template, {**context, **_demonstration(request, context)}, status=status)


def _demonstration(request: Request, context: dict[str, Any]) -> dict[str, Any]:
    """Return how to enter the demonstration; nothing outside it."""
    if settings.MOTCUA_MODE != "demo":
        return {}
    now, entering = clock.now(), context.get("entering")
    if entering is not None:
        return {"demo_code": identity.demo_code(entering.username, now)}
    return {"demo_officers": identity.demo_officers(request.commune.id, now)}
