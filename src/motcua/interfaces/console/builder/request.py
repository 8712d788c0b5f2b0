"""Who may build forms, what a page posted, and the working copy it speaks of."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel.errors import Conflict

PERMISSION = "config.manage"
View = Callable[..., HttpResponse]


def builder_page(view: View) -> View:
    """Let in officers who configure the commune; such pages are never kept by browsers."""

    @officer_required
    @never_cache
    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        request.actor.require(PERMISSION)
        return view(request, *args, **kwargs)

    return guarded


class Told(dict[str, str]):
    """Boxes or errors as a template asks for them: what nobody filled in is empty."""

    def __missing__(self, key: str) -> str:
        if key == "items":
            # A template that goes through them means the method, and asks for a key of that name first.
            raise KeyError(key)
        return ""


def boxes_of(request: Request) -> dict[str, str]:
    """Return what was posted; several values of one name stand on lines of their own."""
    return {name: "\n".join(request.POST.getlist(name)).replace("\0", "") for name in request.POST}


def revision_of(request: Request) -> int:
    """Return the revision the page was drawn from. Conflict when it says none."""
    text = request.POST.get("revision", "")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Conflict("Trang này thiếu số lần sửa. Hãy mở lại trang rồi làm lại.")
    return int(text)


def go(name: str, *args: object, mark: str = "", **query: str) -> HttpResponseRedirect:
    """Send the browser to a page of the console, to a place on it, with words in its address."""
    address = reverse(f"console:{name}", args=args)
    return HttpResponseRedirect(
        address + (f"?{urlencode(query)}" if query else "") + (f"#{mark}" if mark else "")
    )
