"""What a person typed when the session was over: kept sealed until the login is done.

A login throws the old session away, so the post waits in a row of its own: encrypted, for an hour, under a
secret that only this browser holds, in a cookie. The address of the page is inside, so it can only come back
on that page, and the use case checks again whose draft it is.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse

from motcua.interfaces.portal.limiter import place_of
from motcua.interfaces.portal.models import WaitingPost
from motcua.interfaces.portal.request import client_address
from motcua.kernel import sealing

COOKIE = "motcua_giu"
KEPT_FOR = timedelta(hours=1)
MOST_CHARACTERS = 60_000
# Posts that may wait from one network: many people share one, and anybody may post without a login.
MOST_FROM_A_PLACE = 20
_NEVER = frozenset({"csrfmiddlewaretoken"})
# Pages that can show again what was typed.
TYPED_ON = frozenset(
    {"portal:draft_page", "portal:supplement", "portal:thread", "portal:withdraw", "portal:change_wish"}
)


@dataclass(frozen=True)
class Kept:
    """A kept post. `trusted`: it came from our own page in this browser, so it may be saved unasked."""

    raw: Mapping[str, str]
    trusted: bool


def _key(secret: str) -> str:
    return sealing.blind_index(secret, purpose="portal.waiting_post").hex()


def keep(request: HttpRequest, response: HttpResponse, *, now: datetime, trusted: bool) -> None:
    """Keep the post of this request and tell the browser where; an earlier one of this browser gives way.

    Nothing is kept of more than a form holds, nor from a network that has too many waiting.
    """
    raw = {name: text for name, text in request.POST.items() if name not in _NEVER and isinstance(text, str)}
    if sum(len(name) + len(text) for name, text in raw.items()) > MOST_CHARACTERS:
        return
    WaitingPost.objects.filter(key=_key(request.COOKIES.get(COOKIE, ""))).delete()
    place = _key(place_of(client_address(request)))
    if WaitingPost.objects.filter(place=place, ends_at__gt=now).count() >= MOST_FROM_A_PLACE:
        return
    secret = secrets.token_urlsafe(32)
    content = {"path": request.path, "raw": raw, "trusted": trusted}
    WaitingPost.objects.create(key=_key(secret), place=place, content=content, ends_at=now + KEPT_FOR)
    response.set_cookie(
        COOKIE, secret, max_age=KEPT_FOR, httponly=True, samesite="Lax", secure=request.is_secure()
    )


def drop_ended(now: datetime) -> None:
    """Delete what nobody came back for in time."""
    WaitingPost.objects.filter(ends_at__lte=now).delete()


def waits(request: HttpRequest, path: str, *, now: datetime) -> bool:
    """Tell whether something of this browser is kept for the page of this path; it stays kept."""
    return _waiting(request, path, now) is not None


def take(request: HttpRequest, *, now: datetime) -> Kept | None:
    """Take out what was kept for this page, if anything; it is given once."""
    row = _waiting(request, request.path, now)
    if row is None:
        return None
    row.delete()
    return Kept(row.content["raw"], row.content["trusted"])


def _waiting(request: HttpRequest, path: str, now: datetime) -> WaitingPost | None:
    secret = request.COOKIES.get(COOKIE)
    if not secret:
        return None
    try:
        row = WaitingPost.objects.filter(key=_key(secret), ends_at__gt=now).first()
    except sealing.SealBroken:
        # Its key was retired in this hour: there is nothing to give back.
        return None
    return row if row is not None and row.content["path"] == path else None
