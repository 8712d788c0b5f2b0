"""Who asks, in which commune, and for how long nobody did anything: settled before any view runs."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from motcua.blocks.identity.api import (
    Account,
    citizen_actor,
    log_out_officer,
    officer_actor,
    password_is_stale,
)
from motcua.blocks.organisation.api import CommuneInfo, get_commune, site_commune
from motcua.interfaces.ui.errors import refused
from motcua.interfaces.ui.helping import helped
from motcua.interfaces.ui.visits import with_visit
from motcua.kernel import clock
from motcua.kernel.actors import ANONYMOUS, Actor, Kind
from motcua.kernel.errors import DomainError, NotAllowed, NotFound

SECOND_FACTOR = "second_factor"
SEEN = "seen"
CITIZEN_LOGIN = "/dang-nhap/"
OFFICER_LOGIN = "/can-bo/dang-nhap/"
OFFICER_LOGOUT = "/can-bo/dang-xuat/"
CHANGE_PASSWORD = "/can-bo/doi-mat-khau/"  # noqa: S105  (an address)
EXPIRED = "het-phien"
# Works before any commune exists.
_WITHOUT_COMMUNE = ("/giao-dien/",)

Answer = Callable[[HttpRequest], HttpResponse]
View = TypeVar("View", bound=Callable[..., HttpResponse])


class Request(HttpRequest):
    """A request after the middleware: who asks, and of which commune."""

    actor: Actor
    commune: CommuneInfo


class ActorMiddleware:
    """Sets `request.actor` and `request.commune`, and ends sessions that nobody uses.

    An officer without a passed second factor is anonymous.
    Legal basis: TCVN 14423:2026, level 3 (session lock).
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = cast(Request, request)
        asked.actor = ANONYMOUS
        try:
            asked.commune = site_commune(asked.get_host())
        except NotFound as unknown:
            if not asked.path.startswith(_WITHOUT_COMMUNE):
                return refused(asked, unknown)
        try:
            ended = _settle(asked)
        except NotAllowed as closed:
            logout(asked)
            return refused(asked, closed)
        return ended or self.get_response(asked)


def _settle(request: Request) -> HttpResponse | None:
    """Set the actor; return the answer instead of the page where something has to come first."""
    account = request.user
    if not isinstance(account, Account):
        return None
    if account.kind == Account.Kind.OFFICER and request.session.get(SECOND_FACTOR) != str(account.id):
        return None
    now = clock.now()
    is_officer = account.kind == Account.Kind.OFFICER
    actor = officer_actor(account, now) if is_officer else citizen_actor(account, now)
    limit = settings.MOTCUA_IDLE_LIMITS["admin" if "admin" in actor.roles else actor.kind]
    if _idle(request, account, limit, now):
        return _end(request, account, now)
    request.actor = actor if is_officer else with_visit(request, actor, request.commune.id)
    return _at_work(request, account, actor, now) if is_officer else None


def _at_work(request: Request, account: Account, actor: Actor, now: datetime) -> HttpResponse | None:
    """Set an officer's commune, and as whom they act; return the answer where something has to come first."""
    assert actor.commune_id is not None
    request.commune = get_commune(actor.commune_id)
    elsewhere = request.path not in (CHANGE_PASSWORD, OFFICER_LOGOUT)
    if elsewhere and password_is_stale(account, actor.roles, now):
        return _go(request, f"{CHANGE_PASSWORD}?{urlencode({'next': request.get_full_path()})}")
    acts = helped(request, actor, now)
    if isinstance(acts, str):
        return _go(request, acts)
    request.actor = acts
    return None


def _idle(request: Request, account: Account, limit: int, now: datetime) -> bool:
    """Tell whether nothing was asked for longer than the limit (seconds), and note that something was."""
    present = now.timestamp()
    began = account.last_login.timestamp() if account.last_login else present
    seen = request.session.get(SEEN, began)
    # Written ten times within a limit at most: a session is not saved at every request.
    if SEEN not in request.session or present - seen > limit / 10:
        request.session[SEEN] = present
    return bool(present - seen > limit)


def _end(request: Request, account: Account, now: datetime) -> HttpResponse | None:
    login = CITIZEN_LOGIN
    if account.kind == Account.Kind.OFFICER:
        login = OFFICER_LOGIN
        log_out_officer(account, request.session.session_key or "", now=now, how="idle")
    logout(request)
    if account.kind == Account.Kind.CITIZEN and request.method == "POST":
        # The page itself keeps what was typed and then asks for the login.
        return None
    return _go(request, f"{login}?{urlencode({'next': request.get_full_path(), EXPIRED: 1})}")


def _go(request: HttpRequest, address: str) -> HttpResponse:
    """Send the browser on, also when only a part of the page was asked for."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def next_path(request: HttpRequest, default: str) -> str:
    """Return the path of this site to go on to (`next`), or the default for any other address."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    here = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts=None, require_https=request.is_secure()
    )
    return wanted if here else default


def _required(kind: Kind, login: str) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.actor.kind != kind:
                # A form is only ever sent by somebody who was logged in when it was drawn.
                ended = {EXPIRED: 1} if request.method == "POST" else {}
                return _go(request, f"{login}?{urlencode({'next': request.get_full_path(), **ended})}")
            return view(request, *args, **kwargs)

        return cast(View, guarded)

    return decorate


citizen_required = _required("citizen", CITIZEN_LOGIN)
officer_required = _required("officer", OFFICER_LOGIN)


class ErrorMiddleware:
    """Turns a refusal of a use case into a plain page with its status."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a DomainError; everything else is a fault and stays one."""
        return refused(request, error) if isinstance(error, DomainError) else None
