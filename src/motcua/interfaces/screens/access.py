"""Which machines may show screens: those opened once by their address, and officers who call numbers."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from motcua.casework.appointments import api as appointments
from motcua.interfaces.ui.middleware import Request

COOKIE = "motcua-man-hinh"
PATH = "/man-hinh/"
# Ten years: a screen is opened once, and ended on the page of the hall.
SECONDS = 10 * 365 * 24 * 3600

View = Callable[..., HttpResponse]


def hall_page(kind: appointments.DeviceKind) -> Callable[[View], View]:
    """Let in machines of a kind, and officers at work who may call numbers; such pages are never kept."""

    def decorate(view: View) -> View:
        @never_cache
        @wraps(view)
        def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            if not _may(request, kind):
                return render(request, "screens/closed.html", status=403)
            return view(request, *args, **kwargs)

        return cast(View, guarded)

    return decorate


def _may(request: Request, kind: appointments.DeviceKind) -> bool:
    if request.actor.kind == "officer" and request.actor.may("queue.serve"):
        return True
    device = appointments.find_device(request.commune.id, request.COOKIES.get(COOKIE, ""))
    return device is not None and device.kind == kind
