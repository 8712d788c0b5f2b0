"""The preview: a page of a form as the citizen meets it, drawn by what draws theirs, with made-up answers."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from motcua.blocks.forms import api as forms
from motcua.casework.authoring import api as authoring
from motcua.casework.authoring.api import Form
from motcua.interfaces.console.builder import trial as trials
from motcua.interfaces.console.builder.field_reading import read_field
from motcua.interfaces.console.builder.request import boxes_of, builder_page, go
from motcua.interfaces.console.views.form_field import Place
from motcua.interfaces.console.views.forms import today
from motcua.interfaces.ui import page_drawing
from motcua.interfaces.ui.live import live_rules
from motcua.interfaces.ui.middleware import Request
from motcua.kernel.errors import NotFound


@builder_page
def preview(request: Request, code: str, page: int) -> HttpResponse:
    """Show a page with what was typed; a post from the field's page shows it with what is not saved yet."""
    form = authoring.get_copy(request.actor, code).form
    boxes = boxes_of(request) if request.method == "POST" else {}
    if "of" in boxes:
        form = _unsaved(form, boxes, page)
        boxes = {}
    faults = authoring.faults_of(form)
    if faults:
        return render(request, "console/form_preview_faults.html", {"faults": faults})
    definition = forms.load(form)
    if page >= len(definition.pages):
        raise NotFound("Không tìm thấy trang này của biểu mẫu.")
    if boxes.get("do") == "xoa":
        trials.forget(request)
        return go("form_preview", code, 0)
    return _walk(request, code, definition, page, boxes)


def _unsaved(form: Form, boxes: Mapping[str, str], page: int) -> Form:
    """Return the form with what stands in the boxes of the field's page, as far as it can be read."""
    spot = [boxes.get(name, "") for name in ("place", "column")]
    place = Place(
        page, int(spot[0]) if spot[0].isdecimal() else -1, int(spot[1]) if spot[1].isdecimal() else None
    )
    if place.field < 0:
        return form
    read = read_field(boxes, form, place.of(form), column=place.column is not None)
    return place.put(form, read.field)


def _walk(
    request: Request, code: str, form: forms.FormDefinition, number: int, boxes: Mapping[str, str]
) -> HttpResponse:
    trial, page = trials.trial_of(request, code, form), form.pages[number]
    if not boxes:
        return _show(request, code, trial, number, {})
    raw, grew = forms.change_rows(form, page.id, boxes)
    answers, kept = trials.take(trial, page.id, raw)
    trials.keep(request, code, answers, kept)
    trial = trials.trial_of(request, code, form)
    errors = {} if grew else trials.errors_of(trial, page.id, today())
    if errors or grew or forms.active_stops(form, answers, today()):
        return _show(request, code, trial, number, errors, typed=raw)
    following = forms.next_page(form, page.id, answers, today())
    if following is None:
        return _show(request, code, trial, number, {}, ended=True)
    return go("form_preview", code, form.pages.index(following))


def _show(
    request: Request,
    code: str,
    trial: trials.Trial,
    number: int,
    errors: Mapping[str, str],
    *,
    typed: Mapping[str, str] | None = None,
    ended: bool = False,
) -> HttpResponse:
    form, on = trial.version.form, today()
    page = form.pages[number]
    sources = {
        "commune.name": request.commune.display_name,
        "commune.province": request.commune.province_name,
        "commune.ethnic_groups": request.commune.ethnic_groups,
    }
    drawn = page_drawing.draw_page(
        trial, page, on, errors=errors, sources=sources, typed=typed, open_all=False
    )
    back = forms.previous_page(form, page.id, trial.answers, on)
    context: dict[str, Any] = {
        "code": code,
        "page": page,
        "number": number,
        "total": len(form.pages),
        "fields": drawn,
        "changes_rows": any(one.kind == "rows" for one in drawn),
        "rules": live_rules(form, page, trial.answers, on, {one.id for one in drawn if one.is_input}),
        "errors": errors,
        "stops": forms.active_stops(form, trial.answers, on),
        "back": form.pages.index(back) if back else None,
        "pages": list(enumerate(form.pages)),
        "shown": {one.id for one in forms.visible_pages(form, trial.answers, on)},
        "ended": ended,
    }
    return render(request, "console/form_preview.html", context, status=422 if errors else 200)
