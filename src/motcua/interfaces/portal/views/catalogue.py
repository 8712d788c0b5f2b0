"""Finding a procedure and reading what it asks."""

from django.http import HttpResponse
from django.shortcuts import render

from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.portal import facts, guide, listing, words
from motcua.interfaces.portal.paper_cases import paper_cases
from motcua.interfaces.portal.request import PortalRequest, today
from motcua.kernel.errors import NotFound

QUERY_LIMIT = 200
FOUND = 20
# The value of `noi` for procedures that other offices handle, to read only.
ELSEWHERE = "khac"


def search(request: PortalRequest) -> HttpResponse:
    """Show the procedures that fit the words of the person, best first."""
    query = request.GET.get("q", "").replace("\0", "")[:QUERY_LIMIT].strip()
    found = catalogue.search(query, today(), request.commune.id) if query else []
    context = {
        "query": query,
        "results": [(one, words.short_term(one, facts.own_terms(request, one))) for one in found[:FOUND]],
        "more": max(len(found) - FOUND, 0),
    }
    return render(request, "portal/search.html", context)


def procedures(request: PortalRequest) -> HttpResponse:
    """Show the procedures filed here by field, or those for one audience, or of one field; `noi=khac` the others."""
    every = catalogue.list_summaries(today(), request.commune.id)
    scope = ELSEWHERE if request.GET.get("noi") == ELSEWHERE else ""
    contents = [one for one in every if one.filed_here is not bool(scope)]
    asked = [request.GET.get(name, "") for name in ("doi-tuong", "linh-vuc")]
    shown = listing.narrow(contents, catalogue.list_audiences(), *asked)
    elsewhere = sum(not one.filed_here for one in every)
    return render(request, "portal/procedures.html", {"list": shown, "scope": scope, "elsewhere": elsewhere})


def procedure(request: PortalRequest, code: str) -> HttpResponse:
    """Show what a procedure asks, costs and gives; an old code leads to what took its place."""
    try:
        version = catalogue.current_version(code, today(), request.commune.id)
    except NotFound:
        return _replaced(request, code)
    record = version.content.record
    context = {
        "content": version.content,
        "papers": paper_cases(version),
        "facts": facts.facts_of(request, version),
        "minutes": guide.reading_minutes(guide.text_of(version.content)),
        "national": catalogue.national_portal(),
        "national_page": catalogue.national_portal().page_of(code) or (record.url if record else ""),
    }
    return render(request, "portal/procedure.html", context)


def _replaced(request: PortalRequest, code: str) -> HttpResponse:
    """Lead from a code that ended to those that took its place; NotFound when there are none."""
    found = catalogue.successors(code, today())
    if not found:
        raise NotFound("Không tìm thấy thủ tục này, hoặc thủ tục không còn hiệu lực.")
    return render(request, "portal/procedure_replaced.html", {"code": code, "successors": found}, status=410)
