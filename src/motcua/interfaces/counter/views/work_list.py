"""The work list: four views, one search box, and the way to the next dossier."""

import re
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import api as dossiers
from motcua.interfaces.counter import flash
from motcua.interfaces.counter.desk import names
from motcua.interfaces.counter.pages import show
from motcua.interfaces.counter.work_rows import VIEWS, Frame, row_of
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock

# What a reader of QR codes types: the address of the look-up with the code in it.
_SCANNED = re.compile(r"/tra-cuu/([^/\s]+)")


@officer_required
@require_safe
def work_list(request: Request) -> HttpResponse:
    """Show a view or what was searched; a whole code that fits one dossier opens it.

    Everybody lands here after the login: who may see no dossier is led to what their role does.
    """
    if not request.actor.may("dossier.view"):
        helps = request.actor.may("intake.assist")
        return HttpResponseRedirect(reverse("counter:help" if helps else "counter:own_roles"))
    query, view = _query(request), request.GET.get("xem", "todo")
    view = view if view in VIEWS else "todo"
    cursor = dossiers.Cursor.parse(request.GET.get("tu", ""))
    now = clock.now()
    with dossiers.scope_of(request.actor):
        page = dossiers.list_work(request.actor, view, query, cursor)
        people = names(request.actor, now)
    calendar = organisation.working_calendar(request.actor.home, clock.local_date(now))
    done = view == "done" and not query
    frame = Frame(people, calendar, now, done)
    swapped = request.headers.get("HX-Target") == "danh-sach"
    exact = query.upper() in {code for row in page.rows for code in (row.code, row.submission_code)}
    if exact and len(page.rows) == 1 and not swapped:
        return HttpResponseRedirect(reverse("counter:dossier", args=[page.rows[0].id]))
    return show(request, "counter/parts/list.html" if swapped else "counter/work_list.html", {
        "rows": [row_of(row, frame) for row in page.rows],
        "own_search": True,
        "view": view,
        "when": "Xong lúc" if done else "Hạn bước này, hoặc lúc xong" if query else "Hạn bước này",
        "tabs": [
            {"key": key, "label": label, "href": f"?xem={key}", "current": not query and key == view}
            for key, label in VIEWS.items()
        ],
        "title": f"Kết quả tìm «{query}»" if query else VIEWS[view],
        "query": query,
        "swapped": swapped,
        "typing": request.headers.get("HX-Trigger") == "tim",
        "next": _address(view, query, page.following) if page.following else "",
        "first": _address(view, query, None) if cursor else "",
    })  # fmt: skip


def _query(request: Request) -> str:
    typed = request.GET.get("q", "").strip()[:200]
    scanned = _SCANNED.search(typed)
    return scanned[1] if scanned else typed


def _address(view: str, query: str, cursor: dossiers.Cursor | None) -> str:
    given = {"q": query} if query else {"xem": view}
    return "?" + urlencode(given | ({"tu": str(cursor)} if cursor else {}))


@officer_required
@require_safe
def next_dossier(request: Request) -> HttpResponse:
    """Go to the next dossier the officer can work, the one after `sau` in the order of urgency."""
    rows = dossiers.list_work(request.actor).rows
    ids = [str(row.id) for row in rows]
    after = request.GET.get("sau", "")
    others = ids[ids.index(after) + 1 :] + ids[: ids.index(after)] if after in ids else ids
    if others:
        return HttpResponseRedirect(reverse("counter:dossier", args=[others[0]]))
    told = flash.Flash("Không còn hồ sơ nào khác đang chờ ông/bà.", "info")
    return flash.leave(HttpResponseRedirect(reverse("counter:work_list")), told)
