"""What a procedure costs here by resolution of the province, and the end of a fee or term of the commune's own."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.console.builder.request import Told, boxes_of, builder_page, go
from motcua.interfaces.console.deciding import day_of
from motcua.interfaces.console.term_rows import CHANNELS
from motcua.interfaces.console.views.forms import today
from motcua.interfaces.ui.middleware import Request
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.errors import Conflict, InvalidInput, NotFound
from motcua.kernel.money import read_amount


@builder_page
def own_fee(request: Request) -> HttpResponse:
    """Ask for the procedure first, then set one of its fees, or all of them."""
    boxes = {
        "on": (today() + timedelta(days=1)).isoformat(),
        "code": request.GET.get("code", "")[:20].strip(),
    }
    boxes |= boxes_of(request) if request.method == "POST" else {}
    content, errors = None, {}
    if boxes["code"]:
        try:
            content = catalogue.current_version(boxes["code"], today()).content
        except NotFound as refused:
            errors = {"code": refused.message}
    if content is not None and not content.fees:
        content, errors = None, {"code": "Thủ tục này không có khoản phí, lệ phí nào."}
    if content is not None and request.method == "POST":
        errors = _set(request.actor, boxes, clock.now())
        if not errors:
            return go("catalogue_local", xong="muc-thu")
    context: dict[str, Any] = {
        "content": content,
        "fees": [{"value": one.code, "label": _label(one)} for one in content.fees] if content else [],
        "counted": any(one.per != "case" for one in content.fees) if content else False,
        "channels": CHANNELS,
        "boxes": Told(boxes),
        "errors": Told(errors),
    }
    return render(request, "console/own_fee.html", context, status=422 if errors else 200)


def _label(fee: catalogue.Fee) -> str:
    return f"{fee.name} ({catalogue.PER[fee.per]})" if fee.per != "case" else fee.name


def _set(actor: Actor, boxes: Mapping[str, str], now: datetime) -> dict[str, str]:
    """Set the fee as the boxes say; return what is wrong with them, by box."""
    amount, on = read_amount(boxes.get("amount", "")), day_of(boxes.get("on", ""))
    try:
        catalogue.set_local_fee(
            actor, boxes["code"], boxes.get("fee", ""), amount, basis=boxes.get("basis", ""), valid_from=on,
            channel=boxes.get("channel", ""), now=now,
        )  # fmt: skip
    except InvalidInput as refused:
        return refused.errors
    except NotFound as refused:
        return {"on": refused.message}
    return {}


@builder_page
def own_end(request: Request, amount_id: UUID) -> HttpResponse:
    """Ask from which day a fee or a term of the commune's own no longer holds; end it."""
    found = (row for row in catalogue.local_amounts(request.actor, today()) if row.id == amount_id)
    one = next(found, None)
    if one is None:
        raise NotFound("Không tìm thấy mức riêng này.")
    boxes, errors, trouble, status = {"on": (today() + timedelta(days=1)).isoformat()}, {}, "", 200
    if request.method == "POST":
        boxes = boxes_of(request)
        try:
            catalogue.end_local_amount(
                request.actor, amount_id, on=day_of(boxes.get("on", "")), now=clock.now()
            )
        except InvalidInput as refused:
            errors, status = refused.errors, refused.status
        except Conflict as refused:
            trouble, status = refused.message, refused.status
        else:
            return go("catalogue_local", xong="thoi-ap-dung")
    context = {
        "one": one,
        "coming": one.valid_from > today(),
        "boxes": Told(boxes),
        "errors": Told(errors),
        "trouble": trouble,
    }
    return render(request, "console/own_end.html", context, status=status)
