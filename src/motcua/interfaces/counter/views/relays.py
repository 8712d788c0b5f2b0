"""What was taken in here for other communes: the list, one of them, its receipt, and the result handed over."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices import api as notices
from motcua.interfaces.counter import flash
from motcua.interfaces.counter.acting import NONE, Trouble, trouble_of
from motcua.interfaces.counter.pages import show
from motcua.interfaces.counter.views.downloads import send
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, InvalidInput


@officer_required
@require_safe
def relays(request: Request) -> HttpResponse:
    """List what was taken in here for other communes."""
    return show(request, "counter/relays.html", {"relays": intake.list_relays(request.actor)})


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def relay(request: Request, relay_id: UUID) -> HttpResponse:
    """Show where it stands; hand its result over on POST."""
    if request.method != "POST":
        return _page(request, relay_id, NONE)
    try:
        intake.hand_over_relay(request.actor, relay_id, now=clock.now())
    except (Conflict, InvalidInput) as refusal:
        return _page(request, relay_id, trouble_of(refusal))
    said = flash.Flash("Đã ghi trả kết quả cho người dân.")
    return flash.leave(HttpResponseRedirect(reverse("counter:relay", args=[relay_id])), said)


def _page(request: Request, relay_id: UUID, trouble: Trouble) -> HttpResponse:
    seen = intake.get_relay(request.actor, relay_id)
    context = {
        "relay": seen,
        "secret": dossiers.lookup_secret(seen.dossier_id),
        "may_hand_over": seen.may_be_handed_over and request.actor.may("dossier.return"),
        "trouble": trouble.message,
    }
    return show(request, "counter/relay.html", context, status=trouble.status)


@officer_required
@require_safe
def receipt(request: Request, relay_id: UUID) -> HttpResponse:
    """Send form 01 of what was taken in here for another commune."""
    name, data = notices.read_relay_receipt(request.actor, relay_id, now=clock.now())
    return send(name, "application/pdf", data)
