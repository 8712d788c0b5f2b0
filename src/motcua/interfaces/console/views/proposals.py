"""Proposed changes of procedures: read in words, accepted from a day on or refused, one or many."""

from collections.abc import Collection, Iterable
from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.console.builder.request import Told, boxes_of, builder_page, go
from motcua.interfaces.console.deciding import day_of, ids_of
from motcua.interfaces.console.views.forms import today
from motcua.interfaces.ui.middleware import Request
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, InvalidInput

KINDS = {
    "components": "Giấy tờ tra được trong dữ liệu",
    "level": "Mức độ trực tuyến",
    "terms": "Thời hạn",
    "fees": "Phí, lệ phí",
    "legal_basis": "Căn cứ pháp lý",
    "name": "Tên",
}


@builder_page
def proposals(request: Request) -> HttpResponse:
    """Show what waits, or decide what was ticked."""
    if request.method != "POST":
        return _show(request, {})
    boxes, ids = boxes_of(request), ids_of(request)
    basis, kind = boxes.get("basis", ""), boxes.get("loai", "")
    try:
        if boxes.get("what") == "refuse":
            count = catalogue.refuse_proposals(request.actor, ids, basis=basis, now=clock.now())
            return go("proposals", loai=kind, bac=str(count))
        done = catalogue.accept_proposals(
            request.actor, ids, on=day_of(boxes.get("on", "")), basis=basis, now=clock.now()
        )
    except InvalidInput as refused:
        return _show(request, boxes, chosen=ids, errors=refused.errors, status=refused.status)
    except Conflict as refused:
        return _show(request, boxes, trouble=refused.message, status=refused.status)
    if done.troubles:
        return _show(request, boxes, chosen=ids, done=done, status=409)
    return go("proposals", loai=kind, nhan=str(done.count), cong_bo=str(done.publication))


def _show(
    request: Request,
    boxes: dict[str, str],
    *,
    chosen: Collection[UUID] = (),
    errors: dict[str, str] | None = None,
    trouble: str = "",
    done: catalogue.Decided | None = None,
    status: int = 200,
) -> HttpResponse:
    kind = boxes.get("loai", request.GET.get("loai", ""))
    kind = kind if kind in KINDS else ""
    counts = catalogue.count_proposals(request.actor)
    page = catalogue.page_of_proposals(
        request.actor, today(), kind=kind, after=boxes.get("sau", request.GET.get("sau", ""))[:20]
    )
    context: dict[str, Any] = {
        "kind": kind,
        "kinds": [(key, label, counts[key]) for key, label in KINDS.items() if counts.get(key)],
        "whole": sum(counts.values()),
        "groups": _groups(page.proposals, chosen),
        "next": page.next,
        "after": boxes.get("sau", request.GET.get("sau", ""))[:20],
        "boxes": Told({"on": today().isoformat(), **boxes}),
        "errors": Told(errors or {}),
        "trouble": trouble,
        "done": done,
        "accepted": _number(request, "nhan"),
        "refused": _number(request, "bac"),
        "publication": request.GET.get("cong_bo", ""),
        "keeper": catalogue.may_keep(request.actor),
        "shared": catalogue.SHARED,
    }
    return render(request, "console/proposals.html", context, status=status)


def _groups(found: Iterable[catalogue.ToldProposal], chosen: Collection[UUID]) -> list[dict[str, Any]]:
    return [
        {"code": code, "name": name, "rows": [(one, one.id in chosen) for one in many]}
        for (code, name), many in groupby(found, key=lambda one: (one.code, one.name))
    ]


def _number(request: Request, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
