"""Finding a procedure and reading what it asks."""

from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import render

from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.portal import words
from motcua.interfaces.portal.request import PortalRequest, today
from motcua.kernel.errors import NotFound

QUERY_LIMIT = 200
FOUND, LISTED = 20, 60
# What a list may be cut down to; the first is what a person comes for.
SCOPES = {"xa": "Nộp tại xã", "khac": "Nơi khác giải quyết", "": "Tất cả"}


def search(request: PortalRequest) -> HttpResponse:
    """Show the procedures that fit the words of the person, best first."""
    query = request.GET.get("q", "").replace("\0", "")[:QUERY_LIMIT].strip()
    found = catalogue.search(query, today()) if query else []
    context = {
        "query": query,
        "results": [(one, words.short_term(one)) for one in found[:FOUND]],
        "more": max(len(found) - FOUND, 0),
    }
    return render(request, "portal/search.html", context)


def procedures(request: PortalRequest) -> HttpResponse:
    """Show the procedures by field, a page at a time; `noi` and `linh-vuc` cut the list down."""
    every = catalogue.list_summaries(today())
    scope = request.GET.get("noi", "xa")
    scope = scope if scope in SCOPES else "xa"
    there = [one for one in every if not scope or one.filed_here == (scope == "xa")]
    field = request.GET.get("linh-vuc", "")[:QUERY_LIMIT]
    wanted = [one for one in there if not field or one.field == field]
    page, pages = _page(request, len(wanted))
    shown = wanted[(page - 1) * LISTED : page * LISTED]
    context = {
        "fields": [(name, list(group)) for name, group in groupby(shown, key=lambda one: one.field)],
        "every_field": sorted({one.field for one in there}),
        "field": field,
        "scope": scope,
        "scopes": SCOPES if len({one.filed_here for one in every}) > 1 else {},
        "count": len(wanted),
        "page": page,
        "pages": pages,
    }
    return render(request, "portal/procedures.html", context)


def _page(request: PortalRequest, count: int) -> tuple[int, int]:
    """Return the page asked for, within those there are, and how many there are."""
    asked = request.GET.get("trang", "")
    pages = max(-(-count // LISTED), 1)
    return (
        min(max(int(asked), 1), pages) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    ), pages


def procedure(request: PortalRequest, code: str) -> HttpResponse:
    """Show what a procedure asks, costs and gives; an old code leads to what took its place."""
    try:
        version = catalogue.current_version(code, today())
    except NotFound:
        return _replaced(request, code)
    content = version.content
    channels = [key for key, _ in words.CHANNELS if key in content.terms]
    fees = catalogue.fees_by_channel(version, request.commune.id, channels, today())
    own_terms = catalogue.local_terms(code, request.commune.id, today())
    context = {
        "content": content,
        "level": words.level_words(content, fees.get("online", ())),
        "online": is_online(content),
        "terms": words.terms_table(content, own_terms),
        "fees": words.fees_table(fees),
        "pay": words.PAY_AT_DESK if any(words.costs(lines) for lines in fees.values()) else "",
    }
    return render(request, "portal/procedure.html", context)


def _replaced(request: PortalRequest, code: str) -> HttpResponse:
    found = catalogue.successors(code, today())
    if not found:
        raise Http404("Không tìm thấy thủ tục này, hoặc thủ tục không còn hiệu lực.")
    return render(request, "portal/procedure_replaced.html", {"code": code, "successors": found}, status=410)


def is_online(content: catalogue.ProcedureContent) -> bool:
    """Tell whether the procedure can be begun on the portal."""
    return content.filed_here and content.level != "counter_only" and "online" in content.terms
