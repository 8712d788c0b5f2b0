"""Pages for what could not be done: one plain sentence, the right status, a way on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.blocks.identity.api import LockedOut
from motcua.kernel.errors import DomainError

_TEMPLATES = {403: "403.html", 404: "404.html", 503: "503.html"}
_HEADINGS = {
    400: "Chưa làm được việc này",
    409: "Trang này đã cũ",
    413: "Gửi lên quá nhiều",
    422: "Có chỗ cần sửa",
    429: "Tài khoản tạm khóa",
}


def refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Return the page of a refusal; its message is for the person."""
    heading = _HEADINGS.get(error.status, _HEADINGS[400])
    context = {"message": error.message, "heading": heading}
    return render(request, _TEMPLATES.get(error.status, "refused.html"), context, status=error.status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form whose token does not fit: it stood open too long, or was forged."""
    return render(request, "403_csrf.html", status=403)


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Return the page for a name that is locked after too many failures."""
    return refused(request, LockedOut())


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for a request that cannot be read (handler400)."""
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for what is not allowed (handler403)."""
    return render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for an address that does not exist (handler404)."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the page for a fault of ours (handler500); without a context processor that could fail again."""
    from django.template.loader import get_template

    return HttpResponse(get_template("500.html").render({}), status=500)
