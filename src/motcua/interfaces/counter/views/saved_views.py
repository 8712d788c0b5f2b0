"""An officer's own lists: keep the one that is shown, let go of one."""

from urllib.parse import parse_qsl, urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.casework.workplace import api as workplace
from motcua.interfaces.counter import flash, list_filters
from motcua.interfaces.counter.acting import NONE, Trouble, trouble_of
from motcua.interfaces.counter.pages import show
from motcua.interfaces.ui.ids import NO_ID, id_in
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def saved_views(request: Request) -> HttpResponse:
    """Show the officer's lists and the one that is to be kept; keep it, or let go of one."""
    if request.method != "POST":
        return _show(request, request.GET.urlencode(), NONE)
    if "forget" in request.POST:
        workplace.forget_view(request.actor, id_in(request.POST["forget"]) or NO_ID)
        return flash.leave(HttpResponseRedirect(request.get_full_path()), flash.Flash("Đã bỏ danh sách."))
    name, asked = request.POST.get("name", ""), request.POST.get("asked", "")
    try:
        workplace.save_view(request.actor, name, list_filters.kept(parse_qsl(asked[:2_000])), now=clock.now())
    except InvalidInput as refusal:
        return _show(request, asked, trouble_of(refusal))
    told = flash.Flash(f"Đã lưu danh sách «{name.strip()}».")
    return flash.leave(HttpResponseRedirect(f"{reverse('counter:work_list')}?{asked}"), told)


def _show(request: Request, asked: str, trouble: Trouble) -> HttpResponse:
    given = list_filters.kept(parse_qsl(asked[:2_000]))
    views = workplace.read_desk(request.actor).views
    context = {
        "views": [(view.id, view.name, list_filters.address_of(view.asked)) for view in views],
        "asked": urlencode(given),
        "name": request.POST.get("name", ""),
        "errors": trouble.errors,
    }
    return show(request, "counter/saved_views.html", context, status=trouble.status)
