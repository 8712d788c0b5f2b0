"""Results handed over from one member of staff to another: choose, write the numbered list, print it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.blocks.organisation import api as organisation
from motcua.casework.books import api as books
from motcua.interfaces.counter import flash
from motcua.interfaces.counter.desk import names
from motcua.interfaces.counter.pages import show
from motcua.interfaces.counter.views.downloads import send
from motcua.interfaces.ui.ids import id_in
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: Request) -> HttpResponse:
    """List the results that wait, or write a list of those chosen."""
    now = clock.now()
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            chosen = [one for text in request.POST.getlist("results") if (one := id_in(text))]
            made = books.hand_over(request.actor, chosen, id_in(request.POST.get("receiver", "")), now=now)
            said = flash.Flash(
                f"Đã lập danh sách bàn giao số {made.number}: {made.count} kết quả.", "success"
            )
            return flash.leave(HttpResponseRedirect(reverse("counter:hand_over")), said)
        except InvalidInput as refusal:
            errors = refusal.errors
    people = names(request.actor, now)
    context: dict[str, Any] = {
        "waiting": [
            {
                "one": waits.dossier,
                "by_post": waits.by_post,
                "chosen": str(waits.dossier.id) in request.POST.getlist("results"),
            }
            for waits in books.list_waiting(request.actor)
        ],
        "receiver": request.POST.get("receiver", ""),
        "receivers": _receivers(request, now),
        "errors": errors,
        "lists": [
            {"one": one, "giver": people.get(one.giver_id, ""), "receiver": people.get(one.receiver_id, "")}
            for one in books.list_hand_overs(request.actor)
        ],
    }
    return show(request, "counter/hand_over.html", context, status=422 if errors else 200)


@officer_required
@require_safe
def print_list(request: Request, hand_over_id: UUID) -> HttpResponse:
    """Send a list as it was handed over."""
    name, data = books.print_hand_over(request.actor, hand_over_id, now=clock.now())
    return send(name, "application/pdf", data)


def _receivers(request: Request, now: Any) -> list[dict[str, str]]:
    staff = organisation.list_staff(request.actor.home, clock.local_date(now))
    return [
        {"value": str(one.id), "label": f"{one.full_name}, {one.position}"}
        for one in staff
        if one.id != request.actor.staff_id
    ]
