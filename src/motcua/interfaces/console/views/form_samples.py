"""Samples of a form: what comes out of each, what changed since it was found right."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from motcua.blocks.forms import api as forms
from motcua.casework.authoring import api as authoring
from motcua.casework.authoring.api import Outcome, SampleInfo
from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.console.builder import trial as trials
from motcua.interfaces.console.builder.request import Told, boxes_of, builder_page, go
from motcua.interfaces.console.views.forms import summary_of, today
from motcua.interfaces.ui.middleware import Request
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, InvalidInput, NotFound


@dataclass(frozen=True)
class Tried:
    """A sample with what comes out now, and what of it is otherwise than expected."""

    sample: SampleInfo
    outcome: Outcome
    changed: list[str]
    rows: list[tuple[str, str]]


def form_tried(request: Request, code: str) -> tuple[forms.FormDefinition | None, str]:
    """Return the form that samples run through, and its name: the working copy, else what is in force here."""
    copy = authoring.find_copy(request.actor, code)
    if copy is None:
        return catalogue.current_version(code, today(), request.commune.id).form, "Bản đang áp dụng"
    return (None if copy.faults else forms.load(copy.form)), "Bản đang sửa"


@builder_page
def samples(request: Request, code: str) -> HttpResponse:
    """List the samples with their outcome; keep, expect, remove or load them."""
    errors: Mapping[str, str] = {}
    boxes = boxes_of(request) if request.method == "POST" else {}
    trouble = ""
    if boxes:
        try:
            _do(request, code, boxes)
            return go("form_samples", code)
        except InvalidInput as refused:
            errors = refused.errors
        except Conflict as refused:
            trouble = refused.message
    form, name = form_tried(request, code)
    context: dict[str, Any] = {
        "told": summary_of(request, code),
        "tried": [try_out(one, form) for one in authoring.list_samples(request.actor, code)] if form else [],
        "form_name": name,
        "faulty": form is None,
        "typed": trials.answers_of(request, code),
        "rows": _told(form, trials.answers_of(request, code)) if form else [],
        "loadable": bool(_in_folder(code)),
        "boxes": Told(boxes or {"on": today().isoformat()}),
        "errors": Told(errors),
        "trouble": trouble,
        "copy": authoring.find_copy(request.actor, code),
    }
    return render(
        request, "console/form_samples.html", context, status=422 if errors else 409 if trouble else 200
    )


def try_out(sample: SampleInfo, form: forms.FormDefinition) -> Tried:
    """Return what comes out of a sample."""
    outcome = authoring.outcome_of(form, sample.answers, sample.on)
    changed = authoring.changes(sample.expected, outcome, form) if sample.expected is not None else []
    return Tried(sample, outcome, changed, _told(form, sample.answers))


def _told(form: forms.FormDefinition, answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (field.label, forms.display(field, answers[field.id]))
        for field in form.fields
        if answers.get(field.id) is not None
    ]


def _do(request: Request, code: str, boxes: Mapping[str, str]) -> None:
    do, _, key = boxes.get("do", "").partition(":")
    form, _ = form_tried(request, code)
    if form is None:
        raise Conflict("Biểu mẫu còn lỗi nên chưa thử được. Hãy sửa các lỗi ở trang sửa biểu mẫu trước.")
    if do == "giu":
        answers, on = trials.answers_of(request, code), _day(boxes.get("on", ""))
        outcome = authoring.outcome_of(form, answers, on)
        authoring.keep_sample(
            request.actor, code, boxes.get("name", ""), answers, outcome, on=on, now=clock.now()
        )
    elif do == "nap":
        _load(request, code, form)
    elif do == "mo":
        trials.keep(request, code, _sample(request, code, key).answers)
    elif do == "dung":
        sample = _sample(request, code, key)
        authoring.expect_outcome(
            request.actor, sample.id, authoring.outcome_of(form, sample.answers, sample.on)
        )
    elif do == "bo":
        authoring.drop_sample(request.actor, _sample(request, code, key).id)


def _sample(request: Request, code: str, key: str) -> SampleInfo:
    found = next((one for one in authoring.list_samples(request.actor, code) if str(one.id) == key), None)
    if found is None:
        raise NotFound("Không tìm thấy mẫu thử này.")
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInput({"on": "Tính như vào ngày: không có ngày này. Ghi như 2026-11-30."}) from error


def _in_folder(code: str) -> list[catalogue.SampleAnswers]:
    return catalogue.folder_samples(Path(settings.MOTCUA_PROCEDURES), code)


def _load(request: Request, code: str, form: forms.FormDefinition) -> None:
    """Keep those samples of the procedure's folder that are not there yet."""
    there = {one.name for one in authoring.list_samples(request.actor, code)}
    for one in _in_folder(code):
        if one.name not in there:
            outcome = authoring.outcome_of(form, one.answers, today())
            authoring.keep_sample(
                request.actor, code, one.name, one.answers, outcome, on=today(), now=clock.now()
            )
