"""Exports of the register: ordered, watched, taken back, fetched by whoever ordered them."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.casework.books import api as books
from motcua.interfaces.counter import flash
from motcua.interfaces.counter.pages import show
from motcua.interfaces.counter.views.books import asked_month, month_choice
from motcua.interfaces.counter.views.downloads import send
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def exports(request: Request) -> HttpResponse:
    """List the officer's own exports, or order one; the list alone for the page that polls it."""
    now = clock.now()
    year, month = asked_month(request, now)
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            books.order_export(request.actor, year, month, now=now)
            return HttpResponseRedirect(reverse("counter:exports"))
        except InvalidInput as refusal:
            errors = refusal.errors
    found = books.list_exports(request.actor)
    context = {"exports": found, "open": any(one.is_open for one in found), "errors": errors}
    swapped = request.headers.get("HX-Target") == "tep-xuat"
    template = "counter/parts/exports.html" if swapped else "counter/exports.html"
    return show(request, template, context | month_choice(year, month, now))


@officer_required
@require_safe
def fetch(request: Request, export_id: UUID) -> HttpResponse:
    """Send the spreadsheet to whoever ordered it."""
    name, data = books.fetch_export(request.actor, export_id, now=clock.now())
    response = send(name, _SHEET, data)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@officer_required
@require_http_methods(["POST"])
def cancel(request: Request, export_id: UUID) -> HttpResponse:
    """Take back an export that is still being made."""
    books.cancel_export(request.actor, export_id, now=clock.now())
    said = flash.Flash("Đã hủy việc xuất.", "info")
    return flash.leave(HttpResponseRedirect(reverse("counter:exports")), said)
