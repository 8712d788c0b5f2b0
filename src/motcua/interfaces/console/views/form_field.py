"""One field of a working copy, and one column of a repeating group: all properties through ordinary boxes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.casework.authoring import api as authoring
from motcua.casework.authoring.api import CopyInfo, Form, editing
from motcua.interfaces.console.builder.drawn import grown
from motcua.interfaces.console.builder.field_boxes import field_boxes
from motcua.interfaces.console.builder.field_page import field_context
from motcua.interfaces.console.builder.field_reading import id_problem, read_field
from motcua.interfaces.console.builder.property_reading import ReadField
from motcua.interfaces.console.builder.request import Told, boxes_of, builder_page, go, revision_of
from motcua.interfaces.console.views.forms import summary_of, today
from motcua.interfaces.console.words import sentence
from motcua.interfaces.ui.middleware import Request
from motcua.kernel import clock
from motcua.kernel.errors import NotFound

KIND_CHANGED = (
    "Kiểu: mã “{id}” đã dùng ở bản trước với kiểu “{kind}”. Đổi kiểu thì câu trả lời cũ có thể không đọc được. "
    "Nên thêm ô mới; nếu vẫn muốn đổi, hãy đánh dấu vào “Vẫn đổi kiểu” rồi lưu lại."
)


@dataclass(frozen=True)
class Place:
    """Where a field stands; with a column, the column of that repeating group."""

    page: int
    field: int
    column: int | None = None

    def of(self, form: Form) -> dict[str, Any]:
        """Return the field. NotFound when nothing stands there."""
        try:
            found = form["pages"][self.page]["fields"][self.field]
            told: dict[str, Any] = found if self.column is None else found["columns"][self.column]
        except (IndexError, KeyError) as error:
            raise NotFound("Không tìm thấy ô này. Ô có thể đã được chuyển chỗ hoặc bỏ đi.") from error
        return told

    def followed(self, form: Form, field_id: str) -> "Place":
        """Return where the field with this id stands now; NotFound when it is gone."""
        if self.column is not None or self.of(form)["id"] == field_id:
            return self
        for page, one in enumerate(form["pages"]):
            for place, told in enumerate(one["fields"]):
                if told["id"] == field_id:
                    return Place(page, place)
        raise NotFound("Ô này vừa bị bỏ ở cửa sổ khác nên không lưu được.")

    def put(self, form: Form, told: Mapping[str, Any]) -> Form:
        """Return the form with the field put in this place."""
        if self.column is None:
            return editing.put_field(form, self.page, self.field, told)
        group = form["pages"][self.page]["fields"][self.field]
        columns = [
            dict(told) if number == self.column else one for number, one in enumerate(group["columns"])
        ]
        return editing.put_field(form, self.page, self.field, {**group, "columns": columns})


@builder_page
def field(request: Request, code: str, page: int, place: int) -> HttpResponse:
    """Show a field, or save what its page says."""
    return _answer(request, code, Place(page, place))


@builder_page
def column(request: Request, code: str, page: int, place: int, number: int) -> HttpResponse:
    """Show a column of a repeating group, or save what its page says."""
    return _answer(request, code, Place(page, place, number))


def _answer(request: Request, code: str, place: Place) -> HttpResponse:
    copy = authoring.get_copy(request.actor, code)
    told = place.of(copy.form)
    if request.method != "POST":
        boxes = field_boxes(told, copy.form)
        return _show(request, copy, place, boxes, errors=_faults(copy, place))
    boxes = boxes_of(request)
    place = place.followed(copy.form, boxes.get("of", ""))
    do, _, name = boxes.get("do", "").partition(":")
    if do in ("them", "ve-lai"):
        return _show(request, copy, place, grown(boxes, name) if do == "them" else boxes, typed=True)
    if do.endswith("-cot"):
        return _change_columns(request, copy, place, boxes)
    return _save(request, copy, place, boxes)


def _save(request: Request, copy: CopyInfo, place: Place, boxes: Mapping[str, str]) -> HttpResponse:
    read = read_field(boxes, copy.form, place.of(copy.form), column=place.column is not None)
    _judge_id(request, copy, place, boxes, read)
    if read.errors:
        return _show(request, copy, place, boxes, errors=read.errors, typed=True)
    what = f"Sửa ô “{read.field['label']}”"
    try:
        authoring.change_copy(
            request.actor, copy.code, revision_of(request), lambda form: _put(form, place, read.field, boxes),
            what=what, now=clock.now(),
        )  # fmt: skip
    except authoring.ChangedElsewhere as refused:
        fresh = authoring.get_copy(request.actor, copy.code)
        return _show(request, fresh, place, boxes, typed=True, trouble=refused.message, status=409)
    if boxes.get("do") == "o-lai" and boxes.get("to", "") in ("", str(place.page)):
        return go("form_field", copy.code, place.page, place.field, mark="noi-dung")
    if place.column is not None:
        return go("form_field", copy.code, place.page, place.field, mark="columns")
    return go("form_outline", copy.code, mark=f"o-{read.field['id']}")


def _put(form: Form, place: Place, told: Mapping[str, Any], boxes: Mapping[str, str]) -> Form:
    """Return the form with the field saved, and taken to another page when one was chosen."""
    made, to = place.put(form, told), boxes.get("to", "")
    is_another = to.isdecimal() and int(to) < len(form["pages"]) and int(to) != place.page
    if place.column is None and is_another:
        return editing.send_field(made, place.page, place.field, int(to))
    return made


def _judge_id(
    request: Request, copy: CopyInfo, place: Place, boxes: Mapping[str, str], read: ReadField
) -> None:
    """Take a new id where nothing rests on the old one yet; ask twice before a known id gets another kind."""
    if place.column is not None:
        return
    known = authoring.known_kinds(request.actor, copy.code, today())
    old, wanted = read.field["id"], boxes.get("id", "").strip()
    if wanted and wanted != old and old not in known:
        problem = id_problem(wanted, editing.taken_ids(copy.form))
        if not problem and editing.users_of(copy.form, old):
            problem = "Mã ô: đã có điều kiện dùng mã này; hãy sửa các điều kiện đó trước khi đổi mã."
        if problem:
            read.errors["id"] = problem
        else:
            read.field["id"] = wanted
    kind: str = known.get(read.field["id"]) or read.field["type"]
    if kind != read.field["type"] and boxes.get("sure") != "yes":
        words = editing.KINDS.get(kind, kind)
        read.errors["type"] = KIND_CHANGED.format(id=read.field["id"], kind=words)


def _change_columns(request: Request, copy: CopyInfo, place: Place, boxes: Mapping[str, str]) -> HttpResponse:
    """Add, move or remove a column; what the other boxes of the page say is saved with it."""
    do, _, name = boxes.get("do", "").partition(":")
    read = read_field(boxes, copy.form, place.of(copy.form))
    columns = list(read.field.get("columns", []))
    number = int(name) if name.isdecimal() and int(name) < len(columns) else -1
    if do == "them-cot":
        label = boxes.get("new-column", "").strip()
        if not label:
            read.errors["new-column"] = "Cột mới: hãy ghi tên cột."
        else:
            kind = boxes.get("new-column-kind", "text")
            taken = {one["id"] for one in columns}
            columns.append(editing.new_field(kind if kind in editing.COLUMN_KINDS else "text", label,
                                             editing.new_id(label, taken)))  # fmt: skip
    elif number >= 0:
        moved = columns.pop(number)
        if do != "bo-cot":
            columns.insert(max(0, number + (-1 if do == "len-cot" else 1)), moved)
    if read.errors:
        return _show(request, copy, place, boxes, errors=read.errors, typed=True)
    told = {**read.field, "columns": columns}
    try:
        authoring.change_copy(
            request.actor, copy.code, revision_of(request), lambda form: place.put(form, told),
            what=f"Sửa các cột của “{told['label']}”", now=clock.now(),
        )  # fmt: skip
    except authoring.ChangedElsewhere as refused:
        fresh = authoring.get_copy(request.actor, copy.code)
        return _show(request, fresh, place, boxes, typed=True, trouble=refused.message, status=409)
    return go("form_field", copy.code, place.page, place.field, mark="columns")


def _pages(form: Form) -> list[dict[str, str]]:
    return [{"value": str(number), "label": one["title"]} for number, one in enumerate(form["pages"])]


def _faults(copy: CopyInfo, place: Place) -> dict[str, str]:
    """Return what is wrong with this field as it is saved, by the box it belongs to, with its path."""
    found: dict[str, str] = {}
    for one in copy.faults:
        if (one.page, one.field) == (place.page, place.field) and place.column is None:
            found.setdefault(_box(one.box), sentence(one.text))
    return found


def _box(name: str) -> str:
    return {"options": "options-0-label", "": "label", "id": "label"}.get(name, name)


def _show(
    request: Request,
    copy: CopyInfo,
    place: Place,
    boxes: Mapping[str, str],
    *,
    errors: Mapping[str, str] | None = None,
    typed: bool = False,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    told = place.of(copy.form)
    known = authoring.known_kinds(request.actor, copy.code, today()) if place.column is None else {}
    context = {
        "told": summary_of(request, copy.code), "copy": copy, "field": told, "place": place,
        "errors": Told(errors or {}), "trouble": trouble, "fixed_id": told["id"] in known,
        "users": editing.users_of(copy.form, told["id"]) if place.column is None else [],
        "asks_sure": "type" in (errors or {}),
        "column": place.column,
        "columns": [{"number": number, "one": one, "kind": editing.COLUMN_KINDS.get(one["type"], one["type"])}
                    for number, one in enumerate(told.get("columns", ()))],
        "column_kinds": [{"value": key, "label": words} for key, words in editing.COLUMN_KINDS.items()],
        "pages": _pages(copy.form) if place.column is None else [],
        "preview": reverse("console:form_preview", args=[copy.code, place.page]),
        **field_context(boxes, copy.form, told, errors or {}, column=place.column is not None),
    }  # fmt: skip
    if typed and errors:
        status = 422
    return render(request, "console/form_field.html", context, status=status)
