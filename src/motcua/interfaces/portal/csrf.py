"""A form whose token does not fit: mostly a page left open over a new login in another window.

Nothing is saved, for it may be forged. A page of a draft shows what was typed again, to be sent anew.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve

from motcua.interfaces.portal import pending
from motcua.interfaces.ui import errors
from motcua.kernel import clock


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Lead back to the page of a form with what was typed; elsewhere say what happened."""
    if (
        resolve(request.path_info).view_name not in pending.TYPED_ON
        or settings.SESSION_COOKIE_NAME not in request.COOKIES
    ):
        return errors.csrf_failure(request, reason)
    response = redirect(request.get_full_path())
    pending.keep(request, response, now=clock.now(), trusted=False)
    return response
