"""The front page."""

from django.http import HttpResponse
from django.shortcuts import render

from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.portal import words
from motcua.interfaces.portal.request import PortalRequest, today

# How many procedures the front page offers without a search.
OFFERED = 8


def home(request: PortalRequest) -> HttpResponse:
    """Show the search, the procedures that can be done online, and the person's own work."""
    on = today()
    versions = sorted(catalogue.list_current(on), key=lambda v: v.content.level != "full_online")[:OFFERED]
    context: dict[str, object] = {
        "offered": [(v.content, words.short_term(v.content)) for v in versions],
        "drafts": [],
        "dossiers": [],
    }
    if request.actor.kind == "citizen":
        context["drafts"] = intake.list_drafts(request.actor)[:3]
        context["dossiers"] = dossiers.list_for_applicant(request.actor, limit=3)
    return render(request, "portal/home.html", context)
