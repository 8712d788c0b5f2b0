"""Publish a working copy on a date: what stands against it, what changes, the decision it rests on."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from motcua.casework.authoring import api as authoring
from motcua.casework.authoring.api import CopyInfo
from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.console.builder.request import Told, boxes_of, builder_page, go, revision_of
from motcua.interfaces.console.views.form_outline import where_of
from motcua.interfaces.console.views.forms import summary_of, today
from motcua.interfaces.ui.middleware import Request
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, InvalidInput


@builder_page
def publish(request: Request, code: str) -> HttpResponse:
    """Show what publishing would do, or do it."""
    copy = authoring.get_copy(request.actor, code)
    if request.method != "POST":
        boxes = {"on": (today() + timedelta(days=1)).isoformat(), "basis": "", "note": ""}
        return _show(request, copy, boxes)
    boxes = boxes_of(request)
    try:
        told = authoring.Announcement(
            _day(boxes.get("on", "")), boxes.get("basis", ""), boxes.get("note", "")
        )
        authoring.publish_copy(request.actor, code, revision_of(request), told, now=clock.now())
    except InvalidInput as refused:
        return _show(request, copy, boxes, errors=refused.errors, status=422)
    except authoring.NotReady as refused:
        return _show(request, copy, boxes, errors=_errors(refused) | _lacking(boxes), status=422)
    except Conflict as refused:
        return _show(
            request, authoring.get_copy(request.actor, code), boxes, trouble=refused.message, status=409
        )
    return go("form", code, xong="cong-bo")


def _errors(refused: authoring.NotReady) -> dict[str, str]:
    if refused.faults:
        return {"faults": f"Biểu mẫu còn {len(refused.faults)} lỗi phải sửa trước khi công bố."}
    return {"note": "Lý do vẫn công bố: có điểm cần xem lại ở trên. Hãy sửa, hoặc ghi lý do vẫn công bố."}


def _lacking(boxes: Mapping[str, str]) -> dict[str, str]:
    """Tell of the basis at once too, so that nobody is sent back twice."""
    return {} if len(boxes.get("basis", "").strip()) >= 5 else {"basis": catalogue.BASIS_WANTED}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInput({"on": "Ngày có hiệu lực: không có ngày này. Ghi như 2026-11-30."}) from error


def _show(
    request: Request,
    copy: CopyInfo,
    boxes: Mapping[str, str],
    *,
    errors: Mapping[str, str] | None = None,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    told = summary_of(request, copy.code)
    in_force = catalogue.get_version(told.version_id)
    ready = authoring.readiness(request.actor, copy, today())
    context: dict[str, Any] = {
        "told": told,
        "copy": copy,
        "boxes": Told(boxes),
        "errors": Told(errors or {}),
        "trouble": trouble,
        "faults": [{"one": one, "where": where_of(one, copy.form)} for one in ready.faults],
        "doubts": ready.doubts,
        "differences": authoring.differences(dict(in_force.form.raw), copy.form),
        "kinds": {"added": "Thêm", "removed": "Bỏ", "moved": "Chuyển chỗ", "changed": "Sửa"},
        "outdated": catalogue.versions_in_force(today()).get(copy.code) != copy.rests_on,
    }
    return render(request, "console/form_publish.html", context, status=status)
