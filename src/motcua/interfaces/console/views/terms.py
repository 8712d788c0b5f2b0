"""Terms that the commune promises: online ones shorter than the counter's by a share, and single ones."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.console import term_rows
from motcua.interfaces.console.builder.request import Told, boxes_of, builder_page, go
from motcua.interfaces.console.deciding import day_of
from motcua.interfaces.console.views.forms import today
from motcua.interfaces.ui.middleware import Request
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, InvalidInput


@builder_page
def terms(request: Request) -> HttpResponse:
    """Show what is decided; show what a cut would make of each procedure; publish it."""
    if request.method != "POST":
        asked = {name: request.GET.get(name, "")[:20] for name in ("percent", "on")}
        return _show(request, asked, errors=term_rows.wrong_percent(asked["percent"]))
    boxes, chosen = boxes_of(request), request.POST.getlist("chon")
    if boxes.get("what") != "publish":
        return _show(request, boxes, chosen)
    try:
        catalogue.publish_term_policy(
            request.actor, term_rows.number(boxes.get("percent", "")), basis=boxes.get("basis", ""),
            on=day_of(boxes.get("on", "")), exceptions=chosen, reason=boxes.get("reason", ""), now=clock.now(),
        )  # fmt: skip
    except InvalidInput as refused:
        return _show(request, boxes, chosen, errors=refused.errors, status=refused.status)
    except Conflict as refused:
        return _show(request, boxes, chosen, trouble=refused.message, status=refused.status)
    return go("terms", xong="cong-bo")


def _show(
    request: Request,
    boxes: dict[str, str],
    chosen: list[str] | None = None,
    *,
    errors: dict[str, str] | None = None,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    tomorrow = today() + timedelta(days=1)
    on, percent = day_of(boxes.get("on", "")) or tomorrow, term_rows.number(boxes.get("percent", ""))
    policies = catalogue.list_term_policies(request.actor, today())
    here = next((one for one in policies if one.standing == "in_force"), None)
    if chosen is None and here is not None:
        # A new decision begins with the exceptions of the one it follows.
        chosen, boxes = list(here.exceptions), {"reason": here.exceptions_reason, **boxes}
    context: dict[str, Any] = {
        "policies": policies,
        "here": here,
        "coming": next((one for one in policies if one.standing == "coming"), None),
        "preview": _preview(request, percent, chosen or [], on),
        "amounts": [one for one in catalogue.local_amounts(request.actor, today()) if one.kind == "term"],
        "boxes": Told({**boxes, "on": on.isoformat()}),
        "errors": Told(errors or {}),
        "trouble": trouble,
        "done": request.GET.get("xong", ""),
    }
    return render(request, "console/terms.html", context, status=status)


def _preview(request: Request, percent: int | None, chosen: list[str], on: date) -> term_rows.Preview | None:
    if percent is None or term_rows.wrong_percent(str(percent)):
        return None
    return term_rows.preview_of(
        catalogue.preview_term_policy(request.actor, percent, chosen, on), percent, on
    )


@builder_page
@require_POST
def withdraw(request: Request, policy_id: UUID) -> HttpResponse:
    """Take a cut back before its day."""
    try:
        catalogue.withdraw_term_policy(request.actor, policy_id, now=clock.now())
    except Conflict as refused:
        return _show(request, {}, trouble=refused.message, status=refused.status)
    return go("terms", xong="thu-hoi")


@builder_page
@require_POST
def end(request: Request, policy_id: UUID) -> HttpResponse:
    """End the cut in force from a day on."""
    boxes = boxes_of(request)
    try:
        catalogue.end_term_policy(
            request.actor, policy_id, on=day_of(boxes.get("end_on", "")), basis=boxes.get("end_basis", ""),
            now=clock.now(),
        )  # fmt: skip
    except InvalidInput as refused:
        errors = {f"end_{name}": text for name, text in refused.errors.items()}
        return _show(request, boxes, errors=errors, status=refused.status)
    except Conflict as refused:
        return _show(request, {}, trouble=refused.message, status=refused.status)
    return go("terms", xong="ket-thuc")


@builder_page
def own_term(request: Request) -> HttpResponse:
    """Promise a shorter term for one procedure."""
    tomorrow = today() + timedelta(days=1)
    boxes = boxes_of(request) if request.method == "POST" else {"code": request.GET.get("code", "")[:20]}
    boxes, errors = {"on": tomorrow.isoformat(), "unit": "working_day", **boxes}, {}
    if request.method == "POST":
        errors = term_rows.set_own_term(request.actor, boxes, clock.now())
        if not errors:
            return go("terms", xong="rieng", mark="rieng")
    context = {
        "boxes": Told(boxes),
        "errors": Told(errors),
        "channels": term_rows.CHANNELS,
        "units": term_rows.UNITS,
    }
    return render(request, "console/own_term.html", context, status=422 if errors else 200)
