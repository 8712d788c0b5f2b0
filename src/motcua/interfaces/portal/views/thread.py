"""The citizen writes to the officers about a dossier, and reads what they wrote."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.casework.dossiers import api as dossiers
from motcua.casework.workplace import api as workplace
from motcua.interfaces.portal import pending
from motcua.interfaces.portal.access import citizen_page
from motcua.interfaces.portal.request import PortalRequest
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput


@citizen_page
def thread(request: PortalRequest, dossier_id: UUID) -> HttpResponse:
    """Show what was written, which counts as read from now on; or send a message."""
    dossier = dossiers.get_dossier(request.actor, dossier_id)
    if request.method != "POST":
        kept = pending.take(request, now=clock.now())
        return _show(request, dossier, kept.raw.get("text", "") if kept else "", {})
    text = request.POST.get("text", "")
    try:
        workplace.post_message(request.actor, dossier.id, text, key=_key(request), now=clock.now())
    except (InvalidInput, workplace.ThreadClosed) as refusal:
        errors = refusal.errors if isinstance(refusal, InvalidInput) else {"text": refusal.message}
        return _show(request, dossier, text, errors, status=refusal.status)
    return redirect(f"{reverse('portal:thread', args=[dossier.id])}?da-gui")


def _key(request: PortalRequest) -> UUID:
    try:
        return UUID(request.POST.get("action_key", ""))
    except ValueError:
        return uuid4()


def _show(
    request: PortalRequest,
    dossier: dossiers.DossierInfo,
    text: str,
    errors: dict[str, str],
    *,
    status: int = 200,
) -> HttpResponse:
    messages = workplace.read_thread(request.actor, dossier)
    if any(not one.mine and one.read_at is None for one in messages):
        workplace.mark_thread_read(request.actor, dossier.id, now=clock.now())
    context = {
        "dossier": dossier,
        "messages": messages,
        "closed": dossier.state.is_left,
        "text": text,
        "errors": errors,
        "action_key": uuid4(),
    }
    return render(request, "portal/thread.html", context, status=status)
