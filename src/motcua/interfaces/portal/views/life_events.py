"""Life events: which procedures belong together, in which order, what to prepare."""

from django.http import HttpResponse
from django.shortcuts import render

from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.portal import facts, words
from motcua.interfaces.portal.request import PortalRequest, today


def life_events(request: PortalRequest) -> HttpResponse:
    """Show all life events."""
    return render(request, "portal/life_events.html", {"events": catalogue.list_life_events(today())})


def life_event(request: PortalRequest, slug: str) -> HttpResponse:
    """Show what to do when something happens in a life, stage by stage."""
    on = today()
    event = catalogue.get_life_event(slug, on)
    current = {one.code: one for one in catalogue.list_summaries(on) if one.filed_here}
    named = {one.code for stage in event.stages for one in stage.procedures}
    stages = [(stage, [_step(request, one, current) for one in stage.procedures]) for stage in event.stages]
    more = [one for one in current.values() if event.key in one.life_events and one.code not in named]
    return render(request, "portal/life_event.html", {"event": event, "stages": stages, "more": more})


def _step(
    request: PortalRequest, one: catalogue.EventProcedure, current: dict[str, catalogue.Summary]
) -> dict[str, str | bool]:
    """Return a procedure of a stage; one that is not published here leads to the national portal."""
    here = current.get(one.code)
    if here is None:
        away = catalogue.national_portal().page_of(one.code)
        return {"code": one.code, "name": one.name, "why": one.why, "here": False, "away": away}
    name = here.name if len(here.name) <= 90 else one.name
    term = words.short_term(here, facts.own_terms(request, here))
    return {"code": one.code, "name": name, "why": one.why, "here": True, "term": term}
