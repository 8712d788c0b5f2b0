"""Labels of a dossier, which everybody sees, and one's own notes, which nobody else reads."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.casework.dossiers import api as dossiers
from motcua.casework.workplace import api as workplace
from motcua.interfaces.counter import flash
from motcua.interfaces.counter.acting import NONE, Trouble, trouble_of
from motcua.interfaces.counter.pages import show
from motcua.interfaces.ui.ids import NO_ID, id_in
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: Request, dossier_id: UUID) -> HttpResponse:
    """Show labels and notes; add or take away one."""
    dossier = dossiers.get_dossier(request.actor, dossier_id)
    if request.method != "POST":
        return _show(request, dossier, NONE)
    try:
        said = _do(request, dossier)
    except InvalidInput as refusal:
        return _show(request, dossier, trouble_of(refusal))
    return flash.leave(HttpResponseRedirect(reverse("counter:notes", args=[dossier.id])), flash.Flash(said))


def _do(request: Request, dossier: dossiers.DossierInfo) -> str:
    """Do what was pressed, and return what is said of it."""
    actor, post, now = request.actor, request.POST, clock.now()
    pressed: dict[str, tuple[Callable[[], None], str]] = {
        "stick": (
            lambda: workplace.stick_label(actor, dossier.id, post.get("label", ""), now=now),
            "Đã dán nhãn.",
        ),
        "take_off": (
            lambda: workplace.take_label_off(actor, dossier.id, id_in(post["take_off"]) or NO_ID),
            "Đã gỡ nhãn.",
        ),
        "delete": (lambda: workplace.delete_note(actor, id_in(post["delete"]) or NO_ID), "Đã xóa ghi chú."),
    }
    write = (lambda: workplace.write_note(actor, dossier.id, post.get("note", ""), now=now), "Đã ghi.")
    do, said = next((act for name, act in pressed.items() if name in post), write)
    do()
    return said


def _show(request: Request, dossier: dossiers.DossierInfo, trouble: Trouble) -> HttpResponse:
    stuck = workplace.list_labels(request.actor, dossier.id)
    known = workplace.read_desk(request.actor).labels
    context = {
        "dossier": dossier,
        "stuck": stuck,
        "offered": [label for label in known if label not in stuck],
        "notes": workplace.list_notes(request.actor, dossier.id),
        "typed": request.POST,
        "errors": trouble.errors,
    }
    return show(request, "counter/notes.html", context, status=trouble.status)
