"""How a citizen enters: through VNeID, and back."""

import logging
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import login as begin_session
from django.contrib.auth import logout as flush_session
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from motcua.blocks.identity import api as identity
from motcua.blocks.identity.ports import AuthorisationRequest, IdentityError, IdentityProvider
from motcua.interfaces.portal import pending
from motcua.interfaces.ui.middleware import EXPIRED, Request, next_path
from motcua.interfaces.ui.visits import begin_visit
from motcua.kernel import clock, ports
from motcua.kernel.actors import ANONYMOUS
from motcua.kernel.errors import DomainError

HOME = "/"
# Where a citizen who named no page lands: what is half filled and what is under way.
LANDING = "/trang-cua-toi/"
LEVEL = "/dang-nhap/chua-du-muc/"
BEGUN = "vneid"
HINT = "logout_hint"
ENOUGH = 2
_BACKEND = "django.contrib.auth.backends.ModelBackend"
_STALE = "Lượt đăng nhập này không còn dùng được. Mời ông/bà bấm Đăng nhập để làm lại."
log = logging.getLogger(__name__)


@never_cache
@require_GET
def login(request: Request) -> HttpResponse:
    """Explain the login with VNeID and offer the button."""
    onward = next_path(request, LANDING)
    if request.actor.kind == "citizen":
        return redirect(onward)
    return _show(request, onward, {"expired": EXPIRED in request.GET, "kept": _kept(request, onward)})


def _kept(request: Request, onward: str) -> bool:
    """Tell whether what was typed comes back on the page to go on to."""
    path = urlsplit(onward).path
    return pending.waits(request, path, now=clock.now()) and resolve(path).view_name in pending.TYPED_ON


@never_cache
@require_GET
def begin(request: Request) -> HttpResponse:
    """Send the browser to VNeID; what has to fit together later stays in the session."""
    onward = next_path(request, LANDING)
    try:
        begun = ports.get(IdentityProvider).begin(settings.VNEID_REDIRECT_URI)
    except IdentityError as error:
        return _refused(request, onward, error)
    request.session[BEGUN] = {
        "state": begun.state, "nonce": begun.nonce, "verifier": begun.code_verifier, "next": onward
    }  # fmt: skip
    return redirect(begun.url)


@never_cache
@require_GET
def callback(request: Request) -> HttpResponse:
    """Take the browser back from VNeID: one begun login, one callback."""
    kept = request.session.pop(BEGUN, None)
    doubled = any(len(values) != 1 for _, values in request.GET.lists())
    if kept is not None:
        # At once: a session is not saved with an answer of 5xx, and what was begun must not serve again.
        request.session.save()
    if kept is None or doubled:
        # A reload of this page after a login that went well is not an error.
        if request.actor.kind == "citizen":
            return redirect(LANDING)
        return _show(request, kept["next"] if kept else LANDING, {"problem": _STALE}, status=403)
    begun = AuthorisationRequest("", kept["state"], kept["nonce"], kept["verifier"])
    try:
        return _log_in(request, begun, kept["next"])
    except DomainError as error:
        return _refused(request, kept["next"], error)


def _log_in(request: Request, begun: AuthorisationRequest, onward: str) -> HttpResponse:
    provider = ports.get(IdentityProvider)
    proven = provider.complete(begun, request.GET.dict(), settings.VNEID_REDIRECT_URI)
    account = identity.log_in_citizen(proven, commune_id=request.commune.id, now=clock.now())
    # Whoever used this browser before is gone, whoever it was; the session gets a new key.
    flush_session(request)
    begin_session(request, account, backend=_BACKEND)
    begin_visit(request, clock.now())
    request.session[HINT] = identity.seal_hint(proven.logout_hint)
    return redirect(onward if proven.level >= ENOUGH else f"{LEVEL}?{urlencode({'next': onward})}")


@never_cache
@require_GET
def level(request: Request) -> HttpResponse:
    """Tell a person whose identity is not fully proven what works and what does not."""
    return render(request, "portal/login/level.html", {"next": next_path(request, LANDING)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def logout(request: Request) -> HttpResponse:
    """Leave; and offer to leave VNeID too, which matters on a shared machine."""
    if request.method != "POST":
        return redirect(HOME)
    hint = identity.open_hint(request.session.get(HINT, ""))
    flush_session(request)
    request.actor = ANONYMOUS
    try:
        away = ports.get(IdentityProvider).logout_url(hint, f"{settings.MOTCUA_BASE_URL}/")
    except IdentityError as error:
        log.warning("no logout address at the provider: %s", error.reason)
        away = ""
    return render(request, "portal/login/left.html", {"away": away})


def _refused(request: Request, onward: str, error: DomainError) -> HttpResponse:
    log.info("citizen login refused: %s", getattr(error, "reason", error.code))
    return _show(request, onward, {"problem": error.message}, status=error.status)


def _show(request: Request, onward: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    address = f"/dang-nhap/vneid/?{urlencode({'next': onward})}"
    return render(request, "portal/login/login.html", {**context, "begin": address}, status=status)
