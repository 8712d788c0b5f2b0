"""The citizen wants the result another way: the question of the filing, asked again while it is open."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.portal import pending
from motcua.interfaces.portal.access import citizen_page
from motcua.interfaces.portal.request import PortalRequest
from motcua.interfaces.ui.ids import id_in
from motcua.interfaces.ui.wishing import question
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, InvalidInput


@citizen_page
def change_wish(request: PortalRequest, dossier_id: UUID) -> HttpResponse:
    """Ask how the result is wanted now, or keep it; where it is too late, say so."""
    dossier = dossiers.get_dossier(request.actor, dossier_id)
    errors: dict[str, str] = {}
    trouble = ""
    if request.method == "POST":
        try:
            return _change(request, dossier)
        except InvalidInput as refusal:
            errors = refusal.errors
        except dossiers.StalePage as refusal:
            trouble, dossier = refusal.message, dossiers.get_dossier(request.actor, dossier_id)
        except Conflict as refusal:
            return _closed(request, dossier, refusal)
    try:
        intake.require_wish_open(request.actor, dossier, clock.now())
    except Conflict as refusal:
        return _closed(request, dossier, refusal)
    kept = pending.take(request, now=clock.now())
    typed = request.POST or (kept.raw if kept else None)
    desk = intake.open_desk(
        request.actor, dossier, purpose="Người nộp đổi cách nhận kết quả", now=clock.now()
    )
    context = {
        "dossier": dossier,
        "action_key": uuid4(),
        "errors": errors,
        "trouble": trouble,
        **question(dossier, desk, typed),
    }
    status = Conflict.status if trouble else InvalidInput.status if errors else 200
    return render(request, "portal/change_wish.html", context, status=status)


def _change(request: PortalRequest, dossier: dossiers.DossierInfo) -> HttpResponse:
    key, revision = id_in(request.POST.get("action_key", "")), request.POST.get("revision", "")
    if key is None or not revision.isdecimal():
        raise dossiers.StalePage
    done = f"{reverse('portal:dossier', args=[dossier.id])}?da-doi-cach-nhan"
    try:
        intake.change_own_wish(
            request.actor,
            dossier.id,
            request.POST.get("delivery", ""),
            request.POST.get("address", ""),
            revision=int(revision),
            action_key=key,
            now=clock.now(),
        )
    except dossiers.DoneBefore:
        # Pressed twice, it is done once.
        return redirect(done)
    return redirect(done)


def _closed(request: PortalRequest, dossier: dossiers.DossierInfo, refusal: Conflict) -> HttpResponse:
    context = {"dossier": dossier, "message": refusal.message}
    return render(request, "portal/change_wish_closed.html", context, status=refusal.status)
