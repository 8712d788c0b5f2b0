"""Who says to act for whom: look at the proof, confirm or refuse."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.blocks.identity import api as identity
from motcua.casework.intake import api as intake
from motcua.interfaces.counter import flash
from motcua.interfaces.counter.acting import NONE, Trouble, trouble_of
from motcua.interfaces.counter.pages import show
from motcua.interfaces.counter.views.downloads import send
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, InvalidInput

NO_DATE = "Ngày hết hạn: không có ngày này."


@officer_required
@require_safe
def proposed(request: Request) -> HttpResponse:
    """List what waits, the oldest first."""
    rows = identity.list_proposed(request.actor, now=clock.now())
    return show(request, "counter/representations.html", {"rows": rows})


@officer_required
@require_safe
def proof(request: Request, representation_id: UUID) -> HttpResponse:
    """Send the paper that proves it."""
    info, data = intake.read_proof(request.actor, representation_id, now=clock.now())
    return send(info.name, info.media_type, data)


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: Request, representation_id: UUID) -> HttpResponse:
    """Show one beside its proof; confirm or refuse it."""
    if request.method == "POST":
        try:
            return _decide(request, representation_id)
        except (InvalidInput, Conflict) as refused:
            return _show(request, representation_id, trouble_of(refused))
    return _show(request, representation_id, NONE)


def _decide(request: Request, representation_id: UUID) -> HttpResponse:
    confirm = "confirm" in request.POST
    identity.decide_representation(
        request.actor,
        representation_id,
        confirm=confirm,
        reason=request.POST.get("reason", ""),
        valid_to=_day(request.POST.get("valid_to", "")),
        now=clock.now(),
    )
    said = flash.Flash("Đã xác nhận." if confirm else "Đã báo không xác nhận.")
    return flash.leave(HttpResponseRedirect(reverse("counter:representations")), said)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed.strip()) if typed.strip() else None
    except ValueError as wrong:
        raise InvalidInput({"valid_to": NO_DATE}) from wrong


def _show(request: Request, representation_id: UUID, trouble: Trouble) -> HttpResponse:
    info = identity.get_proposed(request.actor, representation_id, now=clock.now())
    context = {"one": info, "typed": request.POST, "errors": trouble.errors, "trouble": trouble.message}
    return show(request, "counter/representation.html", context, status=trouble.status)
