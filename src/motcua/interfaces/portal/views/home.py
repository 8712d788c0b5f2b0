"""The front page."""

from django.http import HttpResponse
from django.shortcuts import render

from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.portal import facts, walk, words
from motcua.interfaces.portal.request import PortalRequest, today

# How many procedures the front page offers without a search, and what comes first: as life goes.
OFFERED = 8
LIFE = ("birth", "marriage", "papers", "housing", "business", "hardship", "death")
LONG_NAME = 60


def home(request: PortalRequest) -> HttpResponse:
    """Show the search, the procedures that can be done online, and the person's own work."""
    on = today()
    here = [one for one in catalogue.list_summaries(on) if one.filed_here]
    contents = sorted(here, key=_rank)[:OFFERED]
    context: dict[str, object] = {
        "offered": [
            (one.code, _title(one), words.short_term(one, facts.own_terms(request, one))) for one in contents
        ],
        "events": catalogue.list_life_events(on),
        "drafts": [],
        "dossiers": [],
    }
    if request.actor.kind == "citizen":
        drafts = intake.list_drafts(request.actor, commune_id=request.commune.id, limit=3)
        context["drafts"] = walk.offered(drafts, on)
        context["dossiers"] = dossiers.list_for_applicant(request.actor, limit=3)
    return render(request, "portal/home.html", context)


def _rank(content: catalogue.Summary) -> tuple[bool, int, int]:
    first = next((LIFE.index(event) for event in content.life_events if event in LIFE), len(LIFE))
    return content.level != "full_online", first, len(content.name)


def _title(content: catalogue.Summary) -> str:
    return content.name if len(content.name) <= LONG_NAME else content.short_name
