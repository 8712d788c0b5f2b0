"""Lists of procedures by date: who stands there, put on from a day, taken off from a day."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.console.builder.request import Told, boxes_of, builder_page, go
from motcua.interfaces.console.deciding import day_of
from motcua.interfaces.console.views.forms import today
from motcua.interfaces.ui.middleware import Request
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput, NotFound


@builder_page
def members(request: Request, key: str) -> HttpResponse:
    """Show who stands on a list on a day; put a procedure on it."""
    if key not in catalogue.LISTS:
        raise NotFound("Không có danh sách này.")
    if request.method != "POST":
        return _show(request, key, {})
    boxes = boxes_of(request)
    try:
        catalogue.add_to_list(
            request.actor, key, boxes.get("code", ""), on=day_of(boxes.get("on", "")),
            basis=boxes.get("basis", ""), group=boxes.get("group", ""), now=clock.now(),
        )  # fmt: skip
    except InvalidInput as refused:
        return _show(request, key, boxes, errors=refused.errors, status=refused.status)
    return go("catalogue_list", key, xong=boxes.get("code", "").strip()[:20])


def _show(
    request: Request,
    key: str,
    boxes: dict[str, str],
    *,
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    on: date = day_of(request.GET.get("ngay", "")) or today()
    rows, more = catalogue.list_members(request.actor, key, on, after=request.GET.get("sau", "")[:20])
    context = {
        "key": key,
        "name": catalogue.LISTS[key],
        "rows": rows,
        "next": more,
        "on": on,
        "grouped": key == "group_82",
        "boxes": Told({"on": today().isoformat(), **boxes}),
        "errors": Told(errors or {}),
        "done": request.GET.get("xong", ""),
        "keeper": catalogue.may_keep(request.actor),
        "shared": catalogue.SHARED,
    }
    return render(request, "console/catalogue_list.html", context, status=status)


@builder_page
def leave(request: Request, membership_id: UUID) -> HttpResponse:
    """Ask from which day and on what basis a procedure is taken off its list; do it."""
    one = catalogue.get_membership(request.actor, membership_id, today())
    boxes = boxes_of(request) if request.method == "POST" else {"on": today().isoformat()}
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            catalogue.end_membership(
                request.actor, membership_id, on=day_of(boxes.get("on", "")), basis=boxes.get("basis", ""),
                now=clock.now(),
            )  # fmt: skip
        except InvalidInput as refused:
            errors = refused.errors
        else:
            return go("catalogue_procedure", one.code, xong="ra-danh-sach")
    context = {"one": one, "boxes": Told(boxes), "errors": Told(errors), "today": today()}
    return render(request, "console/catalogue_list_leave.html", context, status=422 if errors else 200)
