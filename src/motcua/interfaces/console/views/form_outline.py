"""The outline of a working copy: its pages and fields in order, what is wrong, and every change by a button."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from motcua.casework.authoring import api as authoring
from motcua.casework.authoring.api import CopyInfo, Fault, Form, editing
from motcua.interfaces.console.builder.field_page import choices
from motcua.interfaces.console.builder.request import Told, boxes_of, builder_page, go, revision_of
from motcua.interfaces.console.views.forms import summary_of, today
from motcua.interfaces.ui.middleware import Request
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, InvalidInput

Done = tuple[str, Callable[[Form], Form], str]


@builder_page
def outline(request: Request, code: str) -> HttpResponse:
    """Show the outline, or do what a button says and come back to the place."""
    if request.method != "POST":
        return show(request, authoring.get_copy(request.actor, code))
    boxes = boxes_of(request)
    try:
        return _done(request, code, boxes)
    except InvalidInput as refused:
        return show(request, authoring.get_copy(request.actor, code), typed=boxes, errors=refused.errors)
    except Conflict as refused:
        copy = authoring.get_copy(request.actor, code)
        return show(request, copy, typed=boxes, trouble=refused.message, status=409)


def _done(request: Request, code: str, boxes: Mapping[str, str]) -> HttpResponse:
    """Do what a button says and lead to the place where it shows."""
    revision, now = revision_of(request), clock.now()
    if boxes.get("do") == "hoan-tac":
        authoring.undo_change(request.actor, code, revision, now=now)
        return go("form_outline", code)
    if boxes.get("do") == "bo-ban":
        authoring.discard_copy(request.actor, code, revision)
        return go("form", code, xong="bo-ban-sua")
    what, change, mark = _asked(request, code, boxes)
    saved = authoring.change_copy(request.actor, code, revision, change, what=what, now=now)
    if not mark.startswith("moi:"):
        return go("form_outline", code, mark=mark)
    page = int(mark.removeprefix("moi:"))
    return go("form_field", code, page, len(saved.form["pages"][page]["fields"]) - 1)


def _asked(request: Request, code: str, boxes: Mapping[str, str]) -> Done:
    """Return what a button asks for: in words, as a change, and the place to come back to."""
    do, _, place = boxes.get("do", "").partition(":")
    form = authoring.get_copy(request.actor, code).form
    if do == "them-trang":
        title = _required(boxes, "title", "Tên trang mới: hãy ghi tên trang.")
        return f"Thêm trang “{title}”", lambda form: editing.add_page(form, title), "cuoi"
    if do == "them-o":
        return _new_field(request, code, boxes, int(place), form)
    try:
        page, _, field = place.partition(".")
        return _moved(do, form, int(page), int(field) if field else None)
    except (ValueError, IndexError, KeyError) as error:
        raise Conflict("Không tìm thấy chỗ cần sửa. Hãy mở lại trang rồi làm lại.") from error


def _moved(do: str, form: Form, page: int, field: int | None) -> Done:
    by = {"len": -1, "xuong": 1}.get(do, 0)
    title = form["pages"][page]["title"]
    if field is None:
        if do == "bo":
            return f"Bỏ trang “{title}”", lambda form: editing.drop_page(form, page), "dau"
        words = f"Chuyển trang “{title}” {'lên' if by < 0 else 'xuống'}"
        return words, lambda form: editing.move_page(form, page, by), f"trang-{max(page + by, 0)}"
    label = form["pages"][page]["fields"][field]["label"]
    if do == "bo":
        return f"Bỏ ô “{label}”", lambda form: editing.drop_field(form, page, field), f"trang-{page}"
    words = f"Chuyển ô “{label}” {'lên' if by < 0 else 'xuống'}"
    field_id = form["pages"][page]["fields"][field]["id"]
    return words, lambda form: editing.move_field(form, page, field, by), f"o-{field_id}"


def _new_field(request: Request, code: str, boxes: Mapping[str, str], page: int, form: Form) -> Done:
    label = _required(boxes, f"label-{page}", "Câu hỏi: hãy ghi câu hỏi hoặc tên ô mới.")
    kind = boxes.get(f"kind-{page}", "text")
    taken = editing.taken_ids(form) | set(authoring.known_kinds(request.actor, code, today()))
    made = editing.new_field(kind if kind in editing.KINDS else "text", label, editing.new_id(label, taken))
    return f"Thêm ô “{label}”", lambda form: editing.add_field(form, page, made), f"moi:{page}"


def _required(boxes: Mapping[str, str], name: str, message: str) -> str:
    text = " ".join(boxes.get(name, "").split())[:400]
    if not text:
        raise InvalidInput({name: message})
    return text


def show(
    request: Request,
    copy: CopyInfo,
    *,
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    """Return the page of the outline."""
    faults = copy.faults
    context: dict[str, Any] = {
        "told": summary_of(request, copy.code),
        "copy": copy,
        "pages": [_page(copy.form, number, faults) for number in range(len(copy.form["pages"]))],
        "faults": [{"one": one, "where": where_of(one, copy.form)} for one in faults],
        "kinds": choices(editing.KINDS),
        "typed": Told(typed or {}),
        "errors": Told(errors or {}),
        "trouble": trouble,
    }
    return render(request, "console/form_outline.html", context, status=422 if errors else status)


def _page(form: Form, number: int, faults: list[Fault]) -> dict[str, Any]:
    page = form["pages"][number]
    wrong = {one.field for one in faults if one.page == number}
    rule = page.get("show_if", True)
    return {
        "number": number,
        "title": page["title"],
        "rule": authoring.when_words(rule, form) if rule is not True else "",
        "wrong": None in wrong,
        "last": number == len(form["pages"]) - 1,
        "label": f"label-{number}",
        "kind": f"kind-{number}",
        "fields": [
            _field(form, field, place, wrong=place in wrong) for place, field in enumerate(page["fields"])
        ],
    }


def _field(form: Form, field: Mapping[str, Any], place: int, *, wrong: bool) -> dict[str, Any]:
    notes = []
    if field.get("required") is True:
        notes.append("bắt buộc")
    elif field.get("required"):
        notes.append(f"bắt buộc {authoring.when_words(field['required'], form)}")
    if field.get("show_if", True) is not True:
        notes.append(f"hiện {authoring.when_words(field['show_if'], form)}")
    if field.get("ask") is False:
        notes.append("không hỏi, lấy từ nguồn")
    return {
        "place": place, "id": field["id"], "label": field["label"],
        "kind": editing.KINDS.get(field["type"], field["type"]), "notes": "; ".join(notes), "wrong": wrong,
    }  # fmt: skip


def where_of(fault: Fault, form: Form) -> str:
    """Return where a fault is, in words."""
    if fault.page is None or fault.page >= len(form["pages"]):
        return "Biểu mẫu"
    page = form["pages"][fault.page]
    if fault.field is None or fault.field >= len(page["fields"]):
        return f"Trang “{page['title']}”"
    return f"Trang “{page['title']}”, ô “{page['fields'][fault.field]['label']}”"
