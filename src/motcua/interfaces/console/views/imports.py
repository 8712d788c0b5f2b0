"""Imports of the national portal's files: brought, compared in the background, decided."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
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
    "changed": "Thay đổi",
    "new": "Mới",
    "replaced": "Được thay mã",
    "ended": "Hết hiệu lực",
    "refused": "Không nhận được",
}
STATES = {
    "reading": "Đang so sánh", "waiting": "Chờ quyết định", "applying": "Đang ghi", "done": "Đã xong",
    "given_up": "Đã bỏ", "failed": "Gặp lỗi",
}  # fmt: skip
RUNNING = ("reading", "applying")


@builder_page
def begin(request: Request) -> HttpResponse:
    """Ask for files of the national portal; keep their records and have them compared."""
    if request.method != "POST":
        return _ask(request, {"on": today().isoformat()})
    boxes = boxes_of(request)
    try:
        run_id = catalogue.begin_import(
            request.actor, _files(request), on=day_of(boxes.get("on", "")), complete="complete" in boxes,
            now=clock.now(),
        )  # fmt: skip
    except InvalidInput as refused:
        return _ask(request, boxes, errors=refused.errors, status=refused.status)
    except Conflict as refused:
        return _ask(request, boxes, trouble=refused.message, status=refused.status)
    return go("import_run", run_id)


def _ask(
    request: Request,
    boxes: dict[str, str],
    *,
    errors: dict[str, str] | None = None,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "boxes": Told(boxes), "errors": Told(errors or {}), "trouble": trouble, "most": _most(),
        "keeper": catalogue.may_keep(request.actor), "shared": catalogue.SHARED,
    }  # fmt: skip
    return render(request, "console/import_begin.html", context, status=status)


def _most() -> int:
    return settings.MOTCUA_UPLOAD_LIMIT // (1024 * 1024)


def _files(request: Request) -> list[catalogue.RecordFile]:
    uploads = request.FILES.getlist("file")
    if not uploads:
        raise InvalidInput({"file": "Tệp của Cổng quốc gia: chọn một hay nhiều tệp JSON."})
    return [_read(one) for one in uploads]


def _read(upload: "UploadedFile[Any]") -> catalogue.RecordFile:
    name = (upload.name or "tệp").replace("\0", "")[-200:]
    if (upload.size or 0) > settings.MOTCUA_UPLOAD_LIMIT:
        raise InvalidInput(
            {"file": f"Tệp của Cổng quốc gia: {name} lớn hơn {_most()} MB; hãy nhập bằng lệnh trên máy chủ."}
        )
    try:
        return catalogue.read_bytes(name, upload.read())
    except catalogue.FileRefused as refused:
        raise InvalidInput({"file": f"Tệp của Cổng quốc gia: {refused}"}) from refused


@builder_page
def run(request: Request, run_id: UUID) -> HttpResponse:
    """Show how far an import is and what it would change, or decide what was ticked."""
    if request.method != "POST":
        return _show(request, run_id, {})
    boxes = boxes_of(request)
    try:
        _decide(request, run_id, boxes)
    except InvalidInput as refused:
        return _show(request, run_id, boxes, errors=refused.errors, status=refused.status)
    except Conflict as refused:
        return _show(request, run_id, boxes, trouble=refused.message, status=refused.status)
    return go("import_run", run_id, loai=boxes.get("loai", ""))


def _decide(request: Request, run_id: UUID, boxes: dict[str, str]) -> None:
    what, _, scope = boxes.get("what", "").partition("-")
    kind = boxes.get("loai", "")
    chosen = (
        catalogue.Chosen(kind=kind) if scope == "all" and kind in KINDS else catalogue.Chosen(ids_of(request))
    )
    if what == "give_up":
        catalogue.give_up_import(request.actor, run_id, now=clock.now())
    elif what == "leave":
        catalogue.leave_entries(request.actor, run_id, chosen, now=clock.now())
    else:
        catalogue.accept_entries(
            request.actor, run_id, chosen, on=day_of(boxes.get("on", "")), basis=boxes.get("basis", ""),
            now=clock.now(),
        )  # fmt: skip


def _show(
    request: Request,
    run_id: UUID,
    boxes: dict[str, str],
    *,
    errors: dict[str, str] | None = None,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    told = catalogue.get_run(request.actor, run_id)
    counts = {} if told.state == "reading" else catalogue.count_entries(request.actor, run_id)
    kind = boxes.get("loai") or request.GET.get("loai", "")
    kind = kind if kind in counts else next((key for key in KINDS if key in counts), "")
    here, after = "tai-xa" in request.GET, request.GET.get("sau", "")
    page = catalogue.page_of_entries(request.actor, run_id, kind, here=here, after=after) if kind else None
    chosen = ids_of(request) if request.method == "POST" else frozenset()
    context: dict[str, Any] = {
        "run": told,
        "state": STATES[told.state],
        "running": told.state in RUNNING,
        "decidable": told.state == "waiting" and kind != "refused" and catalogue.may_keep(request.actor),
        "kind": kind,
        "kinds": [(key, label, *counts[key]) for key, label in KINDS.items() if key in counts],
        "waiting": counts.get(kind, (0, 0))[1],
        "rows": [(one, one.id in chosen) for one in page.entries] if page else [],
        "next": page.next if page else "",
        "here": here,
        "publications": sorted({str(one.publication_id) for one in page.entries if one.publication_id})
        if page
        else [],
        "boxes": Told({"on": told.effective_on.isoformat(), "basis": told.basis, **boxes}),
        "errors": Told(errors or {}),
        "trouble": trouble,
    }
    response = render(request, "console/import_run.html", context, status=status)
    if request.headers.get("HX-Request") and not context["running"]:
        response["HX-Refresh"] = "true"
    return response
