"""Publish a working process on a date: what stands against it, what changes, the decision it rests on."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from motcua.blocks.identity import api as identity
from motcua.casework.authoring import api as authoring
from motcua.casework.authoring.api import ProcessCopy
from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.console.builder.request import Told, boxes_of, builder_page, go, revision_of
from motcua.interfaces.console.deciding import day_of
from motcua.interfaces.console.views.forms import summary_of, today
from motcua.interfaces.console.views.processes import KINDS
from motcua.interfaces.ui.middleware import Request
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, InvalidInput


@builder_page
def publish(request: Request, code: str) -> HttpResponse:
    """Show what publishing would do, or do it."""
    copy = authoring.get_process(request.actor, code)
    if request.method != "POST":
        return _show(request, copy, {"on": (today() + timedelta(days=1)).isoformat()})
    boxes = boxes_of(request)
    day = day_of(boxes.get("on", ""))
    if day is None:
        return _show(request, copy, boxes, errors={"on": "Có hiệu lực từ ngày: chọn một ngày."}, status=422)
    told = authoring.Announcement(day, boxes.get("basis", ""), boxes.get("note", ""))
    try:
        authoring.publish_process(request.actor, code, revision_of(request), told, now=clock.now())
    except InvalidInput as refused:
        return _show(request, copy, boxes, errors=refused.errors, status=422)
    except authoring.ProcessNotReady as refused:
        return _show(request, copy, boxes, errors=_errors(refused), status=422)
    except Conflict as refused:
        fresh = authoring.get_process(request.actor, code)
        return _show(request, fresh, boxes, trouble=refused.message, status=409)
    return go("process", code, xong="cong-bo")


def _errors(refused: authoring.ProcessNotReady) -> dict[str, str]:
    if refused.faults:
        return {"faults": f"Quy trình còn {len(refused.faults)} lỗi phải sửa trước khi công bố."}
    return {"note": "Lý do vẫn công bố: có điểm cần xem lại ở trên. Hãy sửa, hoặc ghi lý do vẫn công bố."}


def _show(
    request: Request,
    copy: ProcessCopy,
    boxes: Mapping[str, str],
    *,
    errors: Mapping[str, str] | None = None,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    told = summary_of(request, copy.code)
    here = catalogue.get_version(told.version_id)
    on = day_of(boxes.get("on", "")) or today()
    faults = authoring.process_faults(request.actor, copy.code, copy.process, max(on, today()))
    names = {number: step["name"] for number, step in enumerate(copy.process["steps"])}
    context: dict[str, Any] = {
        "told": told,
        "copy": copy,
        "boxes": Told(boxes),
        "errors": Told(errors or {}),
        "trouble": trouble,
        "faults": [(one, names.get(one.step, "") if one.step is not None else "") for one in faults],
        "doubts": [] if faults else authoring.process_doubts(request.actor, copy.process, max(on, today())),
        "differences": authoring.process_differences(
            dict(here.process.raw), copy.process, here.form.raw, identity.role_names()
        ),
        "kinds": KINDS,
        "outdated": catalogue.versions_in_force(today()).get(copy.code) != copy.rests_on,
    }
    return render(request, "console/process_publish.html", context, status=status)
