"""The catalogue of procedures for who keeps it: what waits, what was published, and each procedure by date."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.console.builder.request import Told, boxes_of, builder_page, go
from motcua.interfaces.console.deciding import day_of
from motcua.interfaces.console.views.forms import today
from motcua.interfaces.ui.middleware import Request
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput

SHOWN = 15
LEVELS = [
    {"value": "full_online", "label": "Trực tuyến toàn trình"},
    {"value": "partial_online", "label": "Trực tuyến một phần"},
]


@builder_page
@require_safe
def overview(request: Request) -> HttpResponse:
    """Show what waits for a decision, the lists, the imports and the publications; find a procedure."""
    on, query = today(), request.GET.get("q", "").replace("\0", "").strip()[:200]
    counts = catalogue.count_lists(request.actor, on)
    context = {
        "query": query,
        "found": _found(query, on)[:SHOWN] if query else [],
        "waiting": sum(catalogue.count_proposals(request.actor).values()),
        "lists": [(key, name, counts[key]) for key, name in catalogue.LISTS.items()],
        "runs": catalogue.list_runs(request.actor, 10),
        "publications": catalogue.list_publications(date.max, 20),
        "today": on,
        "keeper": catalogue.may_keep(request.actor),
        "shared": catalogue.SHARED,
    }
    return render(request, "console/catalogue.html", context)


def _found(query: str, on: date) -> list[catalogue.Summary]:
    by_code = [one for one in catalogue.list_summaries(on) if query in one.code]
    return list({one.code: one for one in (*by_code, *catalogue.search(query, on))}.values())


@builder_page
def procedure(request: Request, code: str) -> HttpResponse:
    """Show how a procedure stands: level, lists, papers held as data, local amounts; set its level."""
    if request.method != "POST":
        return _procedure(request, code, {})
    boxes = boxes_of(request)
    try:
        catalogue.set_level(
            request.actor, code, boxes.get("level", ""), on=day_of(boxes.get("on", "")),
            basis=boxes.get("basis", ""), now=clock.now(),
        )  # fmt: skip
    except InvalidInput as refused:
        return _procedure(request, code, boxes, errors=refused.errors, status=refused.status)
    return go("catalogue_procedure", code, xong="muc-do")


def _procedure(
    request: Request,
    code: str,
    boxes: dict[str, str],
    *,
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    on = today()
    version = catalogue.current_version(code, on)
    content = version.content
    papers = catalogue.held_papers(request.actor, code)
    names = {one.code: one.name for one in content.components}
    context: dict[str, Any] = {
        "content": content,
        "number": version.number,
        "level": catalogue.LEVEL_WORDS[content.level],
        "levels": LEVELS,
        "memberships": catalogue.memberships_of(request.actor, code, on),
        "papers": [(names.get(one.component, one.component), one) for one in papers],
        "amounts": catalogue.local_amounts(request.actor, on, code),
        "own_form": catalogue.own_forms(request.commune.id, on).get(code),
        "boxes": Told({"level": content.level, "on": on.isoformat(), **boxes}),
        "errors": Told(errors or {}),
        "done": request.GET.get("xong", ""),
        "keeper": catalogue.may_keep(request.actor),
        "today": on,
    }
    return render(request, "console/catalogue_procedure.html", context, status=status)


@builder_page
@require_safe
def local(request: Request) -> HttpResponse:
    """Show every fee and term the commune set of its own."""
    context = {
        "amounts": catalogue.local_amounts(request.actor, today()),
        "done": request.GET.get("xong", ""),
    }
    return render(request, "console/catalogue_local.html", context)


@builder_page
@require_safe
def notice(request: Request, publication_id: UUID) -> HttpResponse:
    """Hand out the notice of a publication for the board, also before its day."""
    pdf = catalogue.print_notice(
        publication_id, agency=request.commune.committee_name, created_at=clock.now()
    )
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="thong-bao-thu-tuc.pdf"'
    return answer
