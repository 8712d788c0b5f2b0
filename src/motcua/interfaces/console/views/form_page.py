"""The properties of a page of a working copy, and those of the form itself."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from motcua.casework.authoring import api as authoring
from motcua.casework.authoring.api import CopyInfo, editing
from motcua.interfaces.console.builder.condition_boxes import condition_boxes, count, read_condition
from motcua.interfaces.console.builder.drawn import draw_condition, grown, sides_of
from motcua.interfaces.console.builder.request import Told, boxes_of, builder_page, go, revision_of
from motcua.interfaces.console.builder.values import given
from motcua.interfaces.console.views.forms import summary_of
from motcua.interfaces.console.words import sentence
from motcua.interfaces.ui.middleware import Request
from motcua.kernel import clock
from motcua.kernel.errors import NotFound

MOST_STOPS = 20
Data = dict[str, Any]


@builder_page
def page(request: Request, code: str, number: int) -> HttpResponse:
    """Show title, lead and condition of a page, or save them."""
    copy = authoring.get_copy(request.actor, code)
    if number >= len(copy.form["pages"]):
        raise NotFound("Không tìm thấy trang này của biểu mẫu.")
    told = copy.form["pages"][number]
    if request.method != "POST":
        boxes = {"title": told["title"], "hint": str(told.get("hint", ""))}
        boxes |= condition_boxes("show_if", told.get("show_if"), copy.form)
        faults = {one.box or "title": sentence(one.text) for one in copy.faults
                  if (one.page, one.field) == (number, None)}  # fmt: skip
        return _show_page(request, copy, number, boxes, faults)
    boxes = boxes_of(request)
    do, _, name = boxes.get("do", "").partition(":")
    if do in ("them", "ve-lai"):
        return _show_page(request, copy, number, grown(boxes, name) if do == "them" else boxes, {})
    made, errors = _read_page(boxes, copy, told)
    if errors:
        return _show_page(request, copy, number, boxes, errors, status=422)
    try:
        authoring.change_copy(
            request.actor, code, revision_of(request), lambda form: editing.put_page(form, number, made),
            what=f"Sửa trang “{made['title']}”", now=clock.now(),
        )  # fmt: skip
    except authoring.ChangedElsewhere as refused:
        fresh = authoring.get_copy(request.actor, code)
        return _show_page(request, fresh, number, boxes, {}, trouble=refused.message, status=409)
    return go("form_outline", code, mark=f"trang-{number}")


def _read_page(
    boxes: Mapping[str, str], copy: CopyInfo, old: Mapping[str, Any]
) -> tuple[Data, dict[str, str]]:
    made, errors = {"id": old["id"], "title": given(boxes, "title")}, {}
    if not made["title"]:
        errors["title"] = "Tên trang: hãy ghi tên trang."
    if given(boxes, "hint"):
        made["hint"] = given(boxes, "hint")
    rule = read_condition("show_if", boxes, copy.form)
    if rule.error:
        errors["show_if"] = f"Hiện: {rule.error}"
    elif rule.value is not True:
        made["show_if"] = rule.value
    return made, errors


def _show_page(
    request: Request,
    copy: CopyInfo,
    number: int,
    boxes: Mapping[str, str],
    errors: Mapping[str, str],
    *,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "told": summary_of(request, copy.code), "copy": copy, "boxes": Told(boxes),
        "errors": Told(errors), "trouble": trouble,
        "show_rule": draw_condition("show_if", "Khi nào hiện trang này", "show_if", boxes, copy.form, errors=errors),
        "sides": sides_of(copy.form), "page_id": copy.form["pages"][min(number, len(copy.form["pages"]) - 1)]["id"],
    }  # fmt: skip
    return render(request, "console/form_page.html", context, status=status)


@builder_page
def head(request: Request, code: str) -> HttpResponse:
    """Show the title, the declaration and the stops of the form, or save them."""
    copy = authoring.get_copy(request.actor, code)
    if request.method != "POST":
        boxes = {
            "title": str(copy.form.get("title", "")),
            "declaration": str(copy.form.get("declaration", "")),
        }
        stops = copy.form.get("stops", [])
        boxes["stops-n"] = str(len(stops))
        for number, stop in enumerate(stops):
            boxes |= {f"stops-{number}-{key}": stop[key] for key in ("title", "message")}
            boxes |= condition_boxes(f"stops-{number}-if", stop.get("if"), copy.form)
        wrong = [sentence(one.text) for one in copy.faults if one.page is None]
        faults = {"title": " ".join(wrong)} if wrong else {}
        return _show_head(request, copy, boxes, faults)
    boxes = boxes_of(request)
    do, _, name = boxes.get("do", "").partition(":")
    if do in ("them", "ve-lai"):
        return _show_head(request, copy, grown(boxes, name) if do == "them" else boxes, {})
    made, errors = _read_head(boxes, copy)
    if errors:
        return _show_head(request, copy, boxes, errors, status=422)
    try:
        authoring.change_copy(
            request.actor, code, revision_of(request), lambda form: editing.put_head(form, made),
            what="Sửa phần chung của biểu mẫu", now=clock.now(),
        )  # fmt: skip
    except authoring.ChangedElsewhere as refused:
        fresh = authoring.get_copy(request.actor, code)
        return _show_head(request, fresh, boxes, {}, trouble=refused.message, status=409)
    return go("form_outline", code)


def _read_head(boxes: Mapping[str, str], copy: CopyInfo) -> tuple[Data, dict[str, str]]:
    errors, stops = {}, []
    made: Data = {"title": given(boxes, "title"), "declaration": given(boxes, "declaration") or None}
    if not made["title"]:
        errors["title"] = "Tên biểu mẫu: hãy ghi tên."
    for number in range(count(boxes, "stops-n", MOST_STOPS)):
        told = {key: given(boxes, f"stops-{number}-{key}") for key in ("title", "message")}
        if not any(told.values()):
            continue
        rule = read_condition(f"stops-{number}-if", boxes, copy.form)
        if rule.error:
            errors[f"stops-{number}-if"] = f"Điểm dừng: {rule.error}"
        for key, words in (("title", "tên điểm dừng"), ("message", "lời báo cho người dân")):
            if not told[key]:
                errors[f"stops-{number}-{key}"] = f"Điểm dừng: hãy ghi {words}."
        stops.append({"if": rule.value, **told})
    return made | {"stops": stops or None}, errors


def _show_head(
    request: Request,
    copy: CopyInfo,
    boxes: Mapping[str, str],
    errors: Mapping[str, str],
    *,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    there = count(boxes, "stops-n", MOST_STOPS)
    last_filled = there and boxes.get(f"stops-{there - 1}-title")
    stops = [
        {
            "number": number,
            "title": boxes.get(f"stops-{number}-title", ""),
            "message": boxes.get(f"stops-{number}-message", ""),
            "title_error": errors.get(f"stops-{number}-title", ""),
            "message_error": errors.get(f"stops-{number}-message", ""),
            "rule": draw_condition(f"stops-{number}-if", "Dừng khi", "fail", boxes, copy.form, errors=errors),
        }
        for number in range(there + 1 if last_filled or not there else there)
    ]
    context = {
        "told": summary_of(request, copy.code), "copy": copy, "boxes": Told(boxes),
        "errors": Told(errors), "stops": stops,
        "sides": sides_of(copy.form), "trouble": trouble,
    }  # fmt: skip
    return render(request, "console/form_head.html", context, status=status)
