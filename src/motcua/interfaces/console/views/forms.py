"""The forms in force, and the page of one form: its versions, what is being worked on, what may be done."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from motcua.casework.authoring import api as authoring
from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.console.builder.request import builder_page, go
from motcua.interfaces.ui.middleware import Request
from motcua.kernel import clock
from motcua.kernel.errors import NotFound

SHOWN = 40
STANDINGS = {
    "in_force": ("Đang áp dụng", "success"),
    "coming": ("Chờ có hiệu lực", "info"),
    "covered": ("Bản chung, xã đang dùng bản riêng", "neutral"),
    "set_aside": ("Tạm ngừng: biểu mẫu chung đã đổi", "warning"),
    "withdrawn": ("Đã thu hồi", "neutral"),
    "past": ("Hết áp dụng", "neutral"),
}


def today() -> date:
    """Return the calendar day in Vietnam."""
    return clock.local_date(clock.now())


def summary_of(request: Request, code: str) -> catalogue.Summary:
    """Return the procedure as it is in force here. NotFound when it is not."""
    found = next(
        (one for one in catalogue.list_summaries(today(), request.commune.id) if one.code == code), None
    )
    if found is None:
        raise NotFound("Không tìm thấy thủ tục này, hoặc thủ tục không còn hiệu lực.")
    return found


@builder_page
@require_safe
def forms(request: Request) -> HttpResponse:
    """List the forms filed here by name; what is worked on and what asks for a decision comes first."""
    on, query = today(), request.GET.get("q", "").replace("\0", "").strip()[:200]
    copies, own = authoring.list_copies(request.actor), _own(request, on)
    found = filed_here(request, query, on)
    if "dang-sua" in request.GET:
        found = [one for one in found if one.code in copies]
    if not query:
        found.sort(key=lambda one: (own.get(one.code, _NONE).standing != "set_aside", one.code not in copies))
    start = (
        int(request.GET["tu"]) if request.GET.get("tu", "").isdecimal() and len(request.GET["tu"]) < 6 else 0
    )
    since = catalogue.valid_since([one.version_id for one in found[start : start + SHOWN]])
    rows = [
        {
            "one": one, "since": since.get(one.version_id), "copy": copies.get(one.code),
            "own": own.get(one.code), "standing": STANDINGS[own[one.code].standing] if one.code in own else None,
        }
        for one in found[start : start + SHOWN]
    ]  # fmt: skip
    context = {
        "rows": rows, "query": query, "working": "dang-sua" in request.GET, "copies": len(copies),
        "next": start + SHOWN if len(found) > start + SHOWN else None,
        "set_aside": sum(one.standing == "set_aside" for one in own.values()),
    }  # fmt: skip
    return render(request, "console/forms.html", context)


def _own(request: Request, on: date) -> dict[str, catalogue.OwnForm]:
    """Return the commune's own forms; an own process alone is told on its own pages."""
    own = catalogue.own_forms(request.commune.id, on)
    return {code: one for code, one in own.items() if one.of_form}


_NONE = catalogue.OwnForm("", UUID(int=0), date.min, "in_force")


def filed_here(request: Request, query: str, on: date) -> list[catalogue.Summary]:
    """Return the procedures filed here that fit a query, by code or by words; all of them without one."""
    every = [one for one in catalogue.list_summaries(on, request.commune.id) if one.filed_here]
    if not query:
        return every
    by_code = [one for one in every if query in one.code]
    named = [one for one in catalogue.search(query, on, request.commune.id) if one.filed_here]
    return list({one.code: one for one in (*by_code, *named)}.values())


@builder_page
@require_safe
def form(request: Request, code: str) -> HttpResponse:
    """Show one form: versions with dates and who published them, the working copy, what is to be decided."""
    told = summary_of(request, code)
    versions = catalogue.list_form_versions(request.actor, code, today())
    own = _own(request, today()).get(code)
    common = next((one for one in versions if not one.own and one.standing in ("in_force", "covered")), None)
    context: dict[str, Any] = {
        "told": told,
        "versions": [{"one": one, "standing": STANDINGS[one.standing]} for one in versions],
        "copy": authoring.find_copy(request.actor, code),
        "own": own,
        "own_version": next((one for one in versions if own and one.id == own.version_id), None),
        "common": common,
        "done": request.GET.get("xong", ""),
        "samples": len(authoring.list_samples(request.actor, code)),
    }
    return render(request, "console/form.html", context)


@builder_page
@require_POST
def begin(request: Request, code: str) -> HttpResponse:
    """Begin a working copy, of the form in force or of the version that was chosen, and go to it."""
    chosen = request.POST.get("version", "")
    authoring.begin_copy(request.actor, code, now=clock.now(), version_id=_uuid(chosen) if chosen else None)
    return go("form_outline", code)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("Không tìm thấy bản này của biểu mẫu.") from error


@builder_page
def withdraw(request: Request, code: str, version_id: UUID) -> HttpResponse:
    """Ask, then take a publication back before its day."""
    if request.method == "POST":
        catalogue.withdraw_own_form(request.actor, version_id, now=clock.now())
        return go("form", code, xong="thu-hoi")
    return render(request, "console/form_withdraw.html", {"told": summary_of(request, code)})


@builder_page
def give_up(request: Request, code: str) -> HttpResponse:
    """Ask, then let the common form hold again from today."""
    if request.method == "POST":
        catalogue.end_own_form(request.actor, code, now=clock.now())
        return go("form", code, xong="bo-ban-xa")
    return render(request, "console/form_give_up.html", {"told": summary_of(request, code)})


@builder_page
@require_safe
def compare(request: Request, code: str) -> HttpResponse:
    """Show what differs between two versions, or the working copy and a version."""
    told = summary_of(request, code)
    versions = catalogue.list_form_versions(request.actor, code, today())
    copy = authoring.find_copy(request.actor, code)
    known = {str(one.id): (name_of(one), dict(one.form)) for one in versions}
    if copy is not None:
        known = {"ban-sua": ("Bản đang sửa", copy.form), **known}
    in_force = next((str(one.id) for one in versions if one.standing == "in_force"), next(iter(known)))
    old = request.GET.get("cu", "") if request.GET.get("cu") in known else in_force
    new = request.GET.get("moi", "") if request.GET.get("moi") in known else next(iter(known))
    context = {
        "told": told, "choices": [{"value": key, "label": label} for key, (label, _) in known.items()],
        "old": old, "new": new, "old_name": known[old][0], "new_name": known[new][0],
        "differences": authoring.differences(known[old][1], known[new][1]),
        "kinds": {"added": "Thêm", "removed": "Bỏ", "moved": "Chuyển chỗ", "changed": "Sửa"},
    }  # fmt: skip
    return render(request, "console/form_compare.html", context)


def name_of(one: catalogue.FormVersion) -> str:
    """Return a version as lists name it."""
    whose = "Bản của xã" if one.own else "Bản chung"
    return f"{whose} số {one.number}, từ {one.valid_from:%d/%m/%Y} ({STANDINGS[one.standing][0].lower()})"


@builder_page
@require_safe
def send_out(request: Request, code: str) -> HttpResponse:
    """Send a form as a file: the working copy, or the version asked for."""
    asked = request.GET.get("ban", "")
    if asked == "ban-sua":
        form, name = authoring.get_copy(request.actor, code).form, "dang-sua"
    else:
        versions = catalogue.list_form_versions(request.actor, code, today())
        found = next(
            (one for one in versions if asked in (str(one.id), "") and (asked or one.standing == "in_force")),
            None,
        )
        if found is None:
            raise NotFound("Không tìm thấy bản này của biểu mẫu.")
        form, name = dict(found.form), str(found.form.get("version", found.number))
    response = HttpResponse(authoring.written(form), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="bieu-mau-{code}-{name}.json"'
    return response
