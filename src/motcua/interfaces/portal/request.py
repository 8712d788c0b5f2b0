"""A request as portal views see it, and the day they speak of."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest

from motcua.interfaces.ui.middleware import Request as PortalRequest
from motcua.kernel import clock

__all__ = ["PortalRequest", "client_address", "number_in", "today"]


def today() -> date:
    """Return the calendar day in Vietnam."""
    return clock.local_date(clock.now())


def client_address(request: HttpRequest) -> str:
    """Return the address of the client, behind as many proxies of ours as the settings say."""
    told = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if one.strip()]
    proxies = settings.MOTCUA_PROXIES
    if proxies and len(told) >= proxies:
        return str(told[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))


def number_in(text: str) -> int | None:
    """Return the whole number that a browser sent, or None for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
