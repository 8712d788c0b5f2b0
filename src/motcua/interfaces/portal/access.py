"""Who may open a page. An expired session never costs what was typed."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from motcua.casework.intake import api as intake
from motcua.interfaces.portal import pending
from motcua.interfaces.portal.request import PortalRequest
from motcua.interfaces.ui.middleware import citizen_required
from motcua.kernel import clock

View = Callable[..., HttpResponse]


def citizen_page(view: View) -> View:
    """Ask for the citizen's login; what an expired session posted is kept until after it.

    Such pages are never kept by browsers: on a shared machine the back button would show them.
    """
    guarded_view = citizen_required(view)

    @never_cache
    @wraps(view)
    def guarded(request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = guarded_view(request, *args, **kwargs)
        if request.method == "POST" and request.actor.kind != "citizen":
            pending.keep(request, response, now=clock.now(), trusted=True)
        return response

    return guarded


def draft_view(view: View) -> View:
    """Hand the view the citizen's draft of this commune; one handed in already leads to its dossier."""

    @citizen_page
    @wraps(view)
    def opened(request: PortalRequest, draft_id: UUID, **kwargs: Any) -> HttpResponse:
        draft = _read(request, draft_id)
        if draft.commune_id != request.commune.id:
            raise intake.DraftNotFound
        if draft.submitted_dossier_id is not None:
            return redirect("portal:dossier", draft.submitted_dossier_id)
        return view(request, draft, **kwargs)

    return opened


def _read(request: PortalRequest, draft_id: UUID) -> intake.DraftInfo:
    """Read the draft; a step that is looked at is noted with it, for the time that filing takes."""
    found = request.resolver_match
    step = (found.kwargs.get("page_id") or found.url_name or "") if found else ""
    if request.method == "GET" and step:
        return intake.show_draft(request.actor, draft_id, step, now=clock.now())
    return intake.get_draft(request.actor, draft_id)
