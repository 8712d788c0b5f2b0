"""Begin, resume, save by itself, and throw away a draft."""

import json
from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from motcua.casework.catalogue import api as catalogue
from motcua.casework.intake import api as intake
from motcua.interfaces.portal import walk
from motcua.interfaces.portal.access import citizen_page, draft_view
from motcua.interfaces.portal.request import PortalRequest, number_in, today
from motcua.interfaces.ui.telling import told_plain
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, NotFound


@citizen_page
def start(request: PortalRequest, code: str) -> HttpResponse:
    """Begin a draft, or offer the one begun before. A second press begins no second draft."""
    version = catalogue.current_version(code, today(), request.commune.id)
    if not catalogue.is_online(version.content):
        return render(request, "portal/counter_only.html", {"content": version.content})
    drafts = intake.list_drafts(request.actor, code, commune_id=request.commune.id)
    if drafts and request.method != "POST":
        return render(
            request,
            "portal/start.html",
            {"content": version.content, "drafts": walk.offered(drafts, today())},
        )
    own = (draft for draft in drafts if draft.representation_id is None)
    untouched = next((draft for draft in own if not draft.visited and draft.revision == 1), None)
    draft = untouched or intake.start_draft(request.actor, request.commune.id, code, now=clock.now())
    return redirect(walk.resume(draft, today()))


@draft_view
def resume(request: PortalRequest, draft: intake.DraftInfo) -> HttpResponse:
    """Go to the first page that still needs the person."""
    return redirect(walk.resume(draft, today()))


@draft_view
def parts(request: PortalRequest, draft: intake.DraftInfo) -> HttpResponse:
    """List the parts of the form with their states, to go to any of them."""
    context = {
        "draft": draft,
        "tasks": walk.tasks(draft, today()),
        "keep_key": intake.unsaved_key(draft.id),
    }
    return render(request, "portal/parts.html", context)


@draft_view
def delete(request: PortalRequest, draft: intake.DraftInfo) -> HttpResponse:
    """Ask once, then throw the draft away."""
    if request.method == "POST":
        intake.delete_draft(request.actor, draft.id)
        return redirect("portal:my_page")
    return render(request, "portal/delete_draft.html", {"draft": draft})


@require_POST
def autosave(request: PortalRequest, draft_id: UUID) -> HttpResponse:
    """Save the boxes of a field while the person types.

    Answers {"revision": n}; 401 when the login is over, 409 when another window changed the field, 404 and
    422 for what cannot be saved.
    """
    if request.actor.kind != "citizen":
        return JsonResponse({"message": told_plain("Phiên đăng nhập đã hết.")}, status=401)
    boxes = _boxes(request.body)
    page_id = request.GET.get("trang", "")
    try:
        saved = intake.save_page(
            request.actor, draft_id, page_id, boxes, now=clock.now(), seen=seen_of(boxes)
        )
    except (Conflict, NotFound) as refused:
        return JsonResponse({"message": told_plain(refused.message)}, status=refused.status)
    return JsonResponse({"revision": saved.revision})


def _boxes(body: bytes) -> dict[str, str]:
    try:
        posted = json.loads(body)
    except ValueError:
        return {}
    return (
        {str(key): text for key, text in posted.items() if isinstance(text, str)}
        if isinstance(posted, dict)
        else {}
    )


def seen_of(boxes: Mapping[str, str]) -> intake.Seen:
    """Return the revision a page was drawn from, when it says so, the name of its window, and when that sent it."""
    sent = number_in(boxes.get("sent", ""))
    return intake.Seen(number_in(boxes.get("revision", "")), boxes.get("window", "")[:40], sent or 0)
