"""The designer of a process: steps with their faults and the diagram, and the page of one step."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from motcua.casework.authoring import api as authoring
from motcua.casework.authoring.api import ProcessCopy, process_editing
from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.console.builder.drawn import grown
from motcua.interfaces.console.builder.request import Told, boxes_of, builder_page, go, revision_of
from motcua.interfaces.console.builder.step_boxes import boxes_of_step, read_step
from motcua.interfaces.console.builder.step_page import drawing_of, rows_of, step_context
from motcua.interfaces.console.term_rows import CHANNELS
from motcua.interfaces.console.views.forms import summary_of, today
from motcua.interfaces.console.words import sentence
from motcua.interfaces.ui.middleware import Request
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, InvalidInput, NotFound

Done = tuple[str, Callable[[Mapping[str, Any]], dict[str, Any]], str]


@builder_page
def designer(request: Request, code: str) -> HttpResponse:
    """Show the steps and the diagram, or do what a button says and come back to the place."""
    if request.method != "POST":
        return show(request, authoring.get_process(request.actor, code))
    boxes = boxes_of(request)
    try:
        return _done(request, code, boxes)
    except InvalidInput as refused:
        return show(request, authoring.get_process(request.actor, code), typed=boxes, errors=refused.errors)
    except Conflict as refused:
        copy = authoring.get_process(request.actor, code)
        return show(request, copy, typed=boxes, trouble=refused.message, status=409)


def _done(request: Request, code: str, boxes: Mapping[str, str]) -> HttpResponse:
    revision, now = revision_of(request), clock.now()
    if boxes.get("do") == "hoan-tac":
        authoring.undo_process(request.actor, code, revision, now=now)
        return go("process_designer", code)
    if boxes.get("do") == "bo-ban":
        authoring.discard_process(request.actor, code, revision)
        return go("process", code, xong="bo-ban-sua")
    what, change, mark = _asked(authoring.get_process(request.actor, code), boxes)
    authoring.change_process(request.actor, code, revision, change, what=what, now=now)
    return go("process_designer", code, mark=mark)


def _asked(copy: ProcessCopy, boxes: Mapping[str, str]) -> Done:
    """Return what a button asks for: in words, as a change, and the place to come back to."""
    do, _, text = boxes.get("do", "").partition(":")
    steps = copy.process["steps"]
    if do == "them":
        name = " ".join(boxes.get("name", "").split())[:200]
        if not name:
            raise InvalidInput({"name": "Tên bước mới: hãy ghi tên bước."})
        after = _place(boxes.get("after", ""), len(steps))
        return f"Thêm bước “{name}”", lambda p: process_editing.add_step(p, after, name), f"buoc-{after + 1}"
    place = _place(text, len(steps))
    name = steps[place]["name"]
    if do == "bo":
        return f"Bỏ bước “{name}”", lambda p: process_editing.drop_step(p, place), "cac-buoc"
    if do in ("len", "xuong"):
        by = -1 if do == "len" else 1
        words = f"Chuyển bước “{name}” {'lên' if by < 0 else 'xuống'}"
        return words, lambda p: process_editing.move_step(p, place, by), f"buoc-{max(place + by, 0)}"
    raise Conflict("Không rõ việc cần làm. Hãy mở lại trang rồi làm lại.")


def _place(text: str, many: int) -> int:
    """Return the place of a step that a button or a box names. Conflict when there is none."""
    if text.isascii() and text.isdigit() and len(text) < 4 and int(text) < many:
        return int(text)
    raise Conflict("Không tìm thấy bước cần sửa. Hãy mở lại trang rồi làm lại.")


def show(
    request: Request,
    copy: ProcessCopy,
    *,
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    """Return the page of the designer."""
    told = summary_of(request, copy.code)
    form = catalogue.get_version(told.version_id).form.raw
    faults = authoring.process_faults(request.actor, copy.code, copy.process, today())
    context: dict[str, Any] = {
        "told": told,
        "copy": copy,
        "rows": rows_of(copy.process, form, faults),
        "drawing": drawing_of(copy.process, faults),
        "faults": faults,
        "loose": [sentence(one.text) for one in faults if one.step is None],
        "places": [{"value": n, "label": one["name"]} for n, one in enumerate(copy.process["steps"])],
        "trial": None if faults else _trial(request, copy),
        "typed": Told(typed or {}),
        "errors": Told(errors or {}),
        "trouble": trouble,
    }
    return render(request, "console/process_designer.html", context, status=422 if errors else status)


def _trial(request: Request, copy: ProcessCopy) -> dict[str, Any]:
    """Return when the steps would be due, accepted at the moment of the boxes; now where they tell none."""
    keys = [one["value"] for one in CHANNELS]
    channel = request.GET.get("cach", "") if request.GET.get("cach", "") in keys else keys[0]
    at = _moment(request.GET.get("luc", "")) or clock.now()
    return {
        "channels": CHANNELS,
        "channel": channel,
        "at": f"{clock.local(at):%Y-%m-%dT%H:%M}",
        "steps": authoring.try_dates(request.actor, copy.code, copy.process, channel, at),
    }


def _moment(text: str) -> datetime | None:
    """Return the moment in a box, in Vietnam; nothing for none, or for one that no calendar reaches."""
    try:
        at = datetime.fromisoformat(text.strip()).replace(tzinfo=clock.VIETNAM)
    except ValueError:
        return None
    return at if abs(at - clock.now()) < timedelta(days=366) else None


@builder_page
def step(request: Request, code: str, place: int) -> HttpResponse:
    """Show everything about a step, or save it."""
    copy = authoring.get_process(request.actor, code)
    if place >= len(copy.process["steps"]):
        raise NotFound("Không tìm thấy bước này của quy trình.")
    form = _form(request, code)
    old = copy.process["steps"][place]
    if request.method != "POST":
        return _show_step(request, copy, place, boxes_of_step(old, form))
    boxes = boxes_of(request)
    do, _, name = boxes.get("do", "").partition(":")
    if do in ("them", "ve-lai"):
        return _show_step(request, copy, place, grown(boxes, name) if do == "them" else boxes)
    made, errors = read_step(boxes, old, copy.process, form)
    if errors:
        return _show_step(request, copy, place, boxes, errors=errors, status=422)
    try:
        authoring.change_process(
            request.actor, code, revision_of(request), lambda p: process_editing.set_step(p, place, made),
            what=f"Sửa bước “{made['name']}”", now=clock.now(),
        )  # fmt: skip
    except authoring.ChangedElsewhere as refused:
        fresh = authoring.get_process(request.actor, code)
        return _show_step(request, fresh, place, boxes, trouble=refused.message, status=409)
    return go("process_designer", code, mark=f"buoc-{place}")


def _form(request: Request, code: str) -> dict[str, Any]:
    """Return the form whose answers the conditions of a step speak of."""
    return dict(catalogue.get_version(summary_of(request, code).version_id).form.raw)


def _show_step(
    request: Request,
    copy: ProcessCopy,
    place: int,
    boxes: Mapping[str, str],
    *,
    errors: Mapping[str, str] | None = None,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    faults = authoring.process_faults(request.actor, copy.code, copy.process, today())
    context = {
        "told": summary_of(request, copy.code),
        "copy": copy,
        "wrong": [sentence(one.text) for one in faults if one.step == place],
        "trouble": trouble,
        **step_context(copy.process, place, boxes, _form(request, copy.code), errors or {}),
    }
    return render(request, "console/process_step.html", context, status=status)
