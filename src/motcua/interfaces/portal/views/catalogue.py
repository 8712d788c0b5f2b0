"""Finding a procedure and reading what it asks."""

from django.http import HttpResponse
from django.shortcuts import render

from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.portal import facts, guide, listing, words
from motcua.interfaces.portal.request import PortalRequest, today

QUERY_LIMIT = 200


def search(request: PortalRequest) -> HttpResponse:
    """Show the procedures that fit the words of the person, best first."""
    query = request.GET.get("q", "").replace("\0", "")[:QUERY_LIMIT].strip()
    found = catalogue.search(query, today()) if query else []
    results = [(version.content, words.short_term(version.content)) for version in found[:20]]
    return render(request, "portal/search.html", {"query": query, "results": results})


def procedures(request: PortalRequest) -> HttpResponse:
    """Show every procedure by field, or those for one audience, or of one field."""
    contents = [version.content for version in catalogue.list_current(today())]
    asked = [request.GET.get(name, "") for name in ("doi-tuong", "linh-vuc")]
    shown = listing.narrow(contents, catalogue.list_audiences(), *asked)
    return render(request, "portal/procedures.html", {"list": shown})


def procedure(request: PortalRequest, code: str) -> HttpResponse:
    """Show what a procedure asks, costs and gives."""
    version = catalogue.current_version(code, today())
    context = {
        "content": version.content,
        "facts": facts.facts_of(request, version),
        "minutes": guide.reading_minutes(guide.text_of(version.content)),
        "national": catalogue.national_portal(),
        "national_page": catalogue.national_portal().page_of(code),
    }
    return render(request, "portal/procedure.html", context)
