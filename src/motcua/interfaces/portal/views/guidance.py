"""Help, and what becomes of personal data."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from motcua.blocks.privacy import api as privacy
from motcua.interfaces.portal.access import citizen_page
from motcua.interfaces.portal.request import PortalRequest, today
from motcua.kernel import clock

HOW = "Trang Bảo vệ dữ liệu cá nhân trên Cổng"


def guide(request: PortalRequest) -> HttpResponse:
    """Show how the portal works and where people help."""
    return render(request, "portal/help.html", {})


def privacy_page(request: PortalRequest) -> HttpResponse:
    """Show what personal data are kept, why and how long, and the person's consents."""
    rows = sorted(privacy.list_declarations(), key=lambda one: (one.purpose, one.basis, one.retention))
    kept = [
        {
            "purpose": purpose,
            "basis": basis,
            "retention": retention,
            "sensitive": any(one.klass == "sensitive" for one in group),
            "sealed": all(one.sealed for one in group),
        }
        for (purpose, basis, retention), found in groupby(rows, lambda one: (one.purpose, one.basis, one.retention))
        if (group := list(found))
    ]
    citizen = request.actor.kind == "citizen"
    context = {
        "kept": kept,
        "texts": privacy.consent_texts(today()),
        "consents": privacy.current_consents(request.actor, now=clock.now()) if citizen else [],
    }
    return render(request, "portal/privacy.html", context)


@require_POST
@citizen_page
def consent(request: PortalRequest) -> HttpResponse:
    """Give a consent, or take it back."""
    change = privacy.give_consent if request.POST.get("give") else privacy.withdraw_consent
    purpose = request.POST.get("give") or request.POST.get("withdraw") or ""
    change(request.actor, purpose, HOW, now=clock.now())
    return redirect("portal:privacy")
