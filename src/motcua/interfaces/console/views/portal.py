"""The connection with the national portal: how it stands, and what could not be taken in."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST, require_safe

from motcua.casework.synchronisation import api as synchronisation
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock
from motcua.kernel.errors import NotFound

_SAID = {
    "thu-lai": "Đang thử nhận lại. Tải lại trang sau ít giây để xem kết quả.",
    "bo-ra": "Đã bỏ khỏi danh sách.",
    "khong-con": "Hồ sơ này không còn trong danh sách: có thể đã nhận xong.",
}


@officer_required
@require_safe
def portal(request: Request) -> HttpResponse:
    """Show the connection and what waits, the oldest first."""
    told = synchronisation.read_portal(request.actor, now=clock.now())
    said = _SAID.get(request.GET.get("xong", ""), "")
    may_act = "dossier.accept" in request.actor.permissions
    response = render(request, "console/portal.html", {"portal": told, "said": said, "may_act": may_act})
    patch_cache_control(response, no_store=True, private=True)
    return response


@officer_required
@require_POST
def act(request: Request, told_id: UUID, what: str) -> HttpResponse:
    """Try one again, or take it off the list."""
    try:
        if what == "thu-lai":
            synchronisation.try_again(request.actor, told_id)
        elif what == "bo-ra":
            synchronisation.settle(request.actor, told_id, now=clock.now())
        else:
            raise NotFound("Không có việc này.")
    except synchronisation.ToldNotFound:
        what = "khong-con"
    response = redirect("console:portal")
    response["Location"] += f"?xong={what}"
    return response
