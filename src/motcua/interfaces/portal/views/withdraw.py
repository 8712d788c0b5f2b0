"""The citizen asks for a dossier back: what happens then stands on the page, one button confirms."""

from contextlib import suppress
from dataclasses import replace
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.portal import pending
from motcua.interfaces.portal.access import citizen_page
from motcua.interfaces.portal.request import PortalRequest, today
from motcua.kernel import clock
from motcua.kernel.errors import Conflict

LONGEST = 1_000


@citizen_page
def withdraw(request: PortalRequest, dossier_id: UUID) -> HttpResponse:
    """Say what a withdrawal means, or ask for it; where it is too late, say so."""
    dossier = dossiers.get_dossier(request.actor, dossier_id)
    try:
        if request.method == "POST":
            return _ask(request, dossier)
        # The rules ask in which commune the citizen acts.
        actor = replace(request.actor, commune_id=dossier.commune_id)
        intake.require_withdrawable(actor, dossier, clock.now())
    except Conflict as refusal:
        context = {"dossier": dossier, "message": refusal.message}
        return render(request, "portal/withdraw_closed.html", context, status=refusal.status)
    kept = pending.take(request, now=clock.now())
    context = {
        "dossier": dossier,
        "reason": kept.raw.get("reason", "") if kept else "",
        "action_key": uuid4(),
        "hours": dossiers.withdrawal_hours(dossier.commune_id, today()),
        "longest": LONGEST,
    }
    return render(request, "portal/withdraw.html", context)


def _ask(request: PortalRequest, dossier: dossiers.DossierInfo) -> HttpResponse:
    try:
        key = UUID(request.POST.get("action_key", ""))
    except ValueError:
        return redirect("portal:withdraw", dossier.id)
    reason = request.POST.get("reason", "")[:LONGEST]
    # Pressed twice, it is done once.
    with suppress(dossiers.DoneBefore):
        intake.request_withdrawal(request.actor, dossier.id, reason, action_key=key, now=clock.now())
    return redirect(f"{reverse('portal:dossier', args=[dossier.id])}?da-xin-rut")
