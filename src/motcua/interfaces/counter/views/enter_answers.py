"""Type in the rest of a declaration from its signed paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpResponse

from motcua.blocks.forms import api as forms
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.counter.acting import NONE, Trouble, action_page, call_of, carry_out, show_action
from motcua.interfaces.counter.viewer import choose, sheets_of
from motcua.interfaces.ui.drawing import DrawnField
from motcua.interfaces.ui.live import live_rules
from motcua.interfaces.ui.middleware import Request
from motcua.interfaces.ui.page_drawing import draw_page
from motcua.kernel import clock

ACTION = dossiers.Action.ENTER_ANSWERS
PURPOSE = "Nhập tờ khai giấy"


@dataclass(frozen=True)
class _OnePage:
    """The form as it is typed from paper."""

    form: forms.FormDefinition


@dataclass(frozen=True)
class _Sheet:
    """A declaration in part, as pages of forms are drawn."""

    version: _OnePage
    answers: Mapping[str, Any]
    verified: frozenset[str]
    kept: Mapping[str, Any] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Group:
    """The fields of one page of the form."""

    title: str
    fields: list[DrawnField]


@action_page(ACTION)
def enter_answers(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """Show the declaration beside its scan, or keep what was typed."""
    left: dict[str, str] = {}

    def again(trouble: Trouble) -> HttpResponse:
        desk = intake.open_desk(request.actor, dossier, purpose=PURPOSE, now=now)
        sheets, sheet = choose(sheets_of(dossier, desk, []), request.GET.get("giay", ""))
        context = {
            **_drawn(dossier, desk, trouble.errors, request.POST if trouble != NONE else None),
            "sheets": sheets,
            "sheet": sheet,
        }
        return show_action(request, "counter/enter_answers.html", dossier, trouble, context)

    def act() -> dossiers.DossierInfo:
        done, missing = intake.enter_answers(call_of(request, dossier.id, ACTION, now), request.POST.dict())
        left.update(missing)
        return done

    if request.method != "POST":
        return again(NONE)
    return carry_out(act, dossier, again, lambda done: _said(left))


def _said(left: Mapping[str, str]) -> str:
    if not left:
        return "Đã nhập xong tờ khai."
    return f"Đã lưu tờ khai; còn {len(left)} mục chưa nhập, nhập tiếp lúc nào cũng được trước khi trình."


def _drawn(
    dossier: dossiers.DossierInfo,
    desk: intake.FileOnDesk,
    errors: Mapping[str, str],
    typed: Mapping[str, str] | None,
) -> dict[str, Any]:
    """Return the fields under the titles of their pages, and the rules that the script follows."""
    form, today = catalogue.whole_form(dossier.version_id), clock.local_date(dossier.submitted_at)
    settled = intake.settled_fields(dossier, desk.answers) | desk.verified
    sheet, page = _Sheet(_OnePage(form), desk.answers, settled), form.page(catalogue.DESK)
    drawn = draw_page(sheet, page, today, errors=errors, sources={}, typed=typed, open_all=True)
    shown = {one.id: one for one in drawn if one.type != "declaration"}
    groups = [
        Group(part.title, [shown[one.id] for one in part.fields if one.id in shown])
        for part in catalogue.get_version(dossier.version_id).form.pages
    ]
    inputs = {one.id for one in shown.values() if one.is_input}
    rules = live_rules(form, page, desk.answers, today, inputs)
    return {"groups": [one for one in groups if one.fields], "rules": rules}
