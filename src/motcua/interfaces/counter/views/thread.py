"""What citizen and officers write to each other about a dossier."""

from uuid import UUID, uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.casework.dossiers import api as dossiers
from motcua.casework.workplace import api as workplace
from motcua.interfaces.counter import flash
from motcua.interfaces.counter.acting import NONE, Trouble, trouble_of
from motcua.interfaces.counter.pages import show
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, InvalidInput


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: Request, dossier_id: UUID) -> HttpResponse:
    """Show the thread; write, or say that it was read."""
    dossier = dossiers.get_dossier(request.actor, dossier_id)
    if request.method != "POST":
        return _show(request, dossier, NONE)
    try:
        said = _do(request, dossier)
    except (InvalidInput, Conflict) as refusal:
        return _show(request, dossier, trouble_of(refusal))
    return flash.leave(HttpResponseRedirect(reverse("counter:thread", args=[dossier.id])), flash.Flash(said))


def _do(request: Request, dossier: dossiers.DossierInfo) -> str:
    now = clock.now()
    if "read" in request.POST:
        workplace.mark_thread_read(request.actor, dossier.id, now=now)
        return "Đã ghi là đã đọc."
    try:
        key = UUID(request.POST.get("action_key", ""))
    except ValueError as spoilt:
        raise dossiers.StalePage from spoilt
    workplace.post_message(request.actor, dossier.id, request.POST.get("text", ""), key=key, now=now)
    return "Đã gửi cho người dân."


def _show(request: Request, dossier: dossiers.DossierInfo, trouble: Trouble) -> HttpResponse:
    messages = workplace.read_thread(request.actor, dossier)
    context = {
        "dossier": dossier,
        "messages": messages,
        "unread": any(not one.mine and one.read_at is None for one in messages),
        "text": request.POST.get("text", ""),
        "action_key": uuid4(),
        "errors": trouble.errors,
        "trouble": trouble.message,
    }
    return show(request, "counter/thread.html", context, status=trouble.status)
