"""The work list: views, filters, one search box, and the way to the next dossier."""

import re
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import api as dossiers
from motcua.casework.watch import api as watch
from motcua.casework.workplace import api as workplace
from motcua.interfaces.counter import flash, list_filters
from motcua.interfaces.counter.pages import show
from motcua.interfaces.counter.work_rows import EMPTY, VIEWS, Frame, row_of
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock
from motcua.kernel.actors import Actor

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
    now = clock.now()
    with dossiers.scope_of(request.actor):
        staff = organisation.list_staff(request.actor.home, clock.local_date(now))
        own = workplace.read_desk(request.actor)
        chosen = list_filters.read(request.GET, request.actor, now, staff, own.labels)
        cursor = dossiers.Cursor.parse(request.GET.get("tu", ""))
        asked = dossiers.Asked(view, query, chosen.filters, cursor, _own_team(request, staff))
        page = dossiers.list_work(request.actor, asked, now=now)
        counts = dossiers.count_views(request.actor, asked, now=now)
        marks = workplace.read_marks(request.actor, [row.id for row in page.rows])
        unread = 0 if _is_part(request) else watch.count_unread(request.actor)
    swapped = _is_part(request)
    exact = query.upper() in {code for row in page.rows for code in (row.code, row.submission_code)}
    if exact and len(page.rows) == 1 and not swapped:
        return HttpResponseRedirect(reverse("counter:dossier", args=[page.rows[0].id]))
    done = dossiers.is_closed(view) and not query
    people = {one.id: one.full_name for one in staff}
    calendar = organisation.working_calendar(request.actor.home, clock.local_date(now))
    frame = Frame(people, calendar, now, done, marks, {one.id: one.name for one in own.labels})
    return show(request, "counter/parts/list.html" if swapped else "counter/work_list.html", {
        "rows": [row_of(row, frame) for row in page.rows],
        "guessed": page.guessed,
        "chosen": chosen,
        "own_views": [(view.name, list_filters.address_of(view.asked)) for view in own.views],
        "asked": list_filters.address(view, query, chosen.asked),
        "own_search": True,
        "view": view,
        "when": "Xong lúc" if done else "Hạn bước này, hoặc lúc xong" if query else "Hạn bước này",
        "tabs": _tabs(request.actor, view, query, chosen, counts),
        "title": f"Kết quả tìm «{query}»" if query else VIEWS[view],
        "nothing": EMPTY.get(view, "Chưa có hồ sơ nào ở mục này"),
        "query": query,
        "swapped": swapped,
        "typing": request.headers.get("HX-Trigger") == "tim",
        "unread": f"{watch.MOST_TOLD}+" if unread > watch.MOST_TOLD else unread,
        "wide": list_filters.address(view, query, {}),
        "next": list_filters.address(view, query, chosen.asked, tu=page.following) if page.following else "",
        "first": list_filters.address(view, query, chosen.asked) if cursor else "",
    })  # fmt: skip


def _is_part(request: Request) -> bool:
    """Tell whether the list alone is asked for, to be put into the page that shows it."""
    return request.headers.get("HX-Target") == "danh-sach"


def _own_team(request: Request, staff: list[organisation.StaffInfo]) -> dossiers.Team | None:
    return list_filters.team_of(staff, request.actor.unit_id, request.actor.unit_kind)


def _tabs(
    actor: Actor, view: str, query: str, chosen: list_filters.Chosen, counts: dict[str, int]
) -> list[dict[str, Any]]:
    """Return the views with their keys; a count above what is counted is told as more.

    What waits to be given back is work of those who handle cash; the others see it marked in the other lists.
    """
    # Seldom there, and the tabs fill their line.
    refunds = actor.may("payment.collect") and counts.get("refunds")
    most = dossiers.MOST_TOLD
    return [
        {
            "key": key,
            "label": label,
            "href": list_filters.address(key, "", chosen.asked),
            "current": not query and key == view,
            "hand": str(place) if place <= 9 else None,
            "count": f"({most}+)"
            if counts.get(key, 0) > most
            else f"({counts[key]})"
            if counts.get(key)
            else "",
        }
        for place, (key, label) in enumerate(VIEWS.items(), start=1)
        if key != "refunds" or key == view or refunds
    ]


def _query(request: Request) -> str:
    typed = request.GET.get("q", "").strip()[:200]
    scanned = _SCANNED.search(typed)
    return scanned[1] if scanned else typed


@officer_required
@require_safe
def next_dossier(request: Request) -> HttpResponse:
    """Go to the next dossier the officer can work, the one after `sau` in the order of urgency."""
    rows = dossiers.list_work(request.actor, now=clock.now()).rows
    ids = [str(row.id) for row in rows]
    after = request.GET.get("sau", "")
    others = ids[ids.index(after) + 1 :] + ids[: ids.index(after)] if after in ids else ids
    if others:
        return HttpResponseRedirect(reverse("counter:dossier", args=[others[0]]))
    told = flash.Flash("Không còn hồ sơ nào khác đang chờ ông/bà.", "info")
    return flash.leave(HttpResponseRedirect(reverse("counter:work_list")), told)
