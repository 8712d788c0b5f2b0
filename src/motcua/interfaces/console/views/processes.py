"""The processes in force, and the page of one: its diagram and steps, its versions, what is being worked on."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from motcua.blocks.identity import api as identity
from motcua.casework.authoring import api as authoring
from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.console.builder.request import builder_page, go
from motcua.interfaces.console.builder.step_page import drawing_of, rows_of
from motcua.interfaces.console.views.forms import STANDINGS, filed_here, summary_of, today
from motcua.interfaces.ui.middleware import Request
from motcua.kernel import clock
from motcua.kernel.errors import NotFound

SHOWN = 40
KINDS = {"added": "Thêm", "removed": "Bỏ", "moved": "Chuyển chỗ", "changed": "Sửa"}


@builder_page
@require_safe
def processes(request: Request) -> HttpResponse:
    """List the procedures filed here; what is worked on or asks for a decision comes first."""
    on, query = today(), request.GET.get("q", "").replace("\0", "").strip()[:200]
    copies, own = authoring.list_processes(request.actor), own_of(request, on)
    found = filed_here(request, query, on)
    if not query:
        found.sort(key=lambda one: (one.code not in own, one.code not in copies))
    text = request.GET.get("tu", "")
    start = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    rows = [
        {
            "one": one, "copy": copies.get(one.code), "own": own.get(one.code),
            "standing": STANDINGS[own[one.code].standing] if one.code in own else None,
        }
        for one in found[start : start + SHOWN]
    ]  # fmt: skip
    more = start + SHOWN if len(found) > start + SHOWN else None
    return render(request, "console/processes.html", {"rows": rows, "query": query, "next": more})


def own_of(request: Request, on: date) -> dict[str, catalogue.OwnForm]:
    """Return the commune's own processes by procedure."""
    own = catalogue.own_forms(request.commune.id, on)
    return {code: one for code, one in own.items() if one.of_process}


@builder_page
@require_safe
def process(request: Request, code: str) -> HttpResponse:
    """Show the process in force as a diagram and a table, and its versions."""
    told = summary_of(request, code)
    here = catalogue.get_version(told.version_id)
    raw = dict(here.process.raw)
    own = own_of(request, today()).get(code)
    versions = [one for one in catalogue.list_form_versions(request.actor, code, today())
                if not one.own or one.of_process]  # fmt: skip
    context: dict[str, Any] = {
        "told": told,
        "drawing": drawing_of(raw, []),
        "rows": rows_of(raw, here.form.raw, []),
        "versions": [{"one": one, "standing": STANDINGS[one.standing]} for one in versions],
        "copy": authoring.find_process(request.actor, code),
        "own": own,
        "done": request.GET.get("xong", ""),
    }
    return render(request, "console/process.html", context)


@builder_page
@require_POST
def begin(request: Request, code: str) -> HttpResponse:
    """Begin a working process, of the one in force or of the version that was chosen, and go to it."""
    chosen = request.POST.get("version", "")
    authoring.begin_process(
        request.actor, code, now=clock.now(), version_id=_uuid(chosen) if chosen else None
    )
    return go("process_designer", code)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("Không tìm thấy bản này của quy trình.") from error


@builder_page
def withdraw(request: Request, code: str, version_id: UUID) -> HttpResponse:
    """Ask, then take a publication back before its day."""
    if request.method == "POST":
        catalogue.withdraw_own_process(request.actor, version_id, now=clock.now())
        return go("process", code, xong="thu-hoi")
    return render(
        request, "console/process_confirm.html", {"told": summary_of(request, code), "withdraws": True}
    )


@builder_page
def give_up(request: Request, code: str) -> HttpResponse:
    """Ask, then let the common process hold again from today."""
    if request.method == "POST":
        catalogue.end_own_process(request.actor, code, now=clock.now())
        return go("process", code, xong="bo-ban-xa")
    return render(
        request, "console/process_confirm.html", {"told": summary_of(request, code), "withdraws": False}
    )


@builder_page
@require_safe
def compare(request: Request, code: str) -> HttpResponse:
    """Show what differs between two versions, or the working process and a version."""
    told = summary_of(request, code)
    known: dict[str, tuple[str, dict[str, Any]]] = {}
    copy = authoring.find_process(request.actor, code)
    if copy is not None:
        known["ban-sua"] = "Bản đang sửa", copy.process
    versions = catalogue.list_form_versions(request.actor, code, today())
    known |= {str(one.id): (_name(one), dict(one.process)) for one in versions}
    in_force = next((str(one.id) for one in versions if one.standing == "in_force"), next(iter(known)))
    old = request.GET.get("cu", "") if request.GET.get("cu") in known else in_force
    new = request.GET.get("moi", "") if request.GET.get("moi") in known else next(iter(known))
    form = catalogue.get_version(told.version_id).form.raw
    context = {
        "told": told, "choices": [{"value": key, "label": label} for key, (label, _) in known.items()],
        "old": old, "new": new, "kinds": KINDS,
        "differences": authoring.process_differences(known[old][1], known[new][1], form, identity.role_names()),
    }  # fmt: skip
    return render(request, "console/process_compare.html", context)


@builder_page
@require_safe
def send_out(request: Request, code: str) -> HttpResponse:
    """Send the process in force, or the working one (`ban=ban-sua`), as a BPMN 2.0 file."""
    told = summary_of(request, code)
    here = catalogue.get_version(told.version_id)
    working = request.GET.get("ban") == "ban-sua"
    raw = authoring.get_process(request.actor, code).process if working else dict(here.process.raw)
    file = authoring.to_bpmn(code, told.name, raw, here.form.raw, drawing_of(raw, []))
    response = HttpResponse(file, content_type="application/xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="quy-trinh-{code}.bpmn"'
    return response


def _name(one: catalogue.FormVersion) -> str:
    whose = "Bản của xã" if one.own else "Bản chung"
    return f"{whose} số {one.number}, từ {one.valid_from:%d/%m/%Y} ({STANDINGS[one.standing][0].lower()})"
