"""Draft the results beside the declaration and put them before the head."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from motcua.blocks.forms import api as forms
from motcua.casework.catalogue import api as catalogue
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.counter.acting import NONE, Trouble, action_page, call_of, carry_out, show_action
from motcua.interfaces.counter.declaration import groups_of
from motcua.interfaces.counter.fields import Drawn, drawn
from motcua.interfaces.counter.views.downloads import send
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock

ACTION = dossiers.Action.PROPOSE


@dataclass(frozen=True)
class Sheet:
    """The officer's boxes of one result; `position` is its place in the procedure."""

    position: int
    name: str
    fields: list[Drawn]


@action_page(ACTION)
def propose(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """Draw the officer's fields beside the declaration, or put the draft before the head."""
    raw = request.POST.dict()

    def again(trouble: Trouble) -> HttpResponse:
        with dossiers.scope_of(request.actor):
            desk = intake.open_desk(request.actor, dossier, purpose="Dự thảo kết quả", now=now)
            earlier = decisions.list_results(request.actor, dossier)
        context = {
            "sheets": _sheets(dossier, desk.answers, earlier, raw, trouble.errors),
            "groups": groups_of(dossier, desk),
            "sent_back": _sent_back(request, dossier, earlier),
        }
        return show_action(request, "counter/propose.html", dossier, trouble, context)

    if request.method != "POST":
        return again(NONE)
    note = raw.get("note", "")
    return carry_out(
        lambda: intake.propose_result(call_of(request, dossier.id, ACTION, now, note=note), raw),
        dossier,
        again,
        lambda done: f"Đã trình dự thảo kết quả hồ sơ {done.reference} lên lãnh đạo.",
    )


def _sheets(
    dossier: dossiers.DossierInfo,
    answers: Mapping[str, Any],
    earlier: list[decisions.ResultInfo],
    raw: dict[str, str],
    errors: dict[str, str],
) -> list[Sheet]:
    """Draw what was typed when there is any, else the earlier draft, else what the answers offer."""
    drafts = {one.result_code: one.content for one in earlier}
    sheets = []
    for position, kind in enumerate(catalogue.content_of(dossier.version_id).drafted):
        offered = decisions.offered(kind, answers, drafts.get(kind.code))
        fields = [one.as_form_field() for one in kind.fields]
        boxes = raw or {name: text for one in fields for name, text in _boxes(one, offered, position)}
        shown = [drawn(field, f"{position}-", boxes, errors) for field in fields]
        sheets.append(Sheet(position, kind.name, shown))
    return sheets


def _boxes(field: forms.Field, offered: Mapping[str, Any], position: int) -> list[tuple[str, str]]:
    boxes = forms.input_values(field, offered.get(field.id))
    return [(f"{position}-{name}", value) for name, value in boxes.items()]


def _sent_back(request: Request, dossier: dossiers.DossierInfo, earlier: list[decisions.ResultInfo]) -> str:
    """What the head wrote when the draft was sent back or a correction was ordered, if so."""
    if not any(result.state == "sent_back" for result in earlier):
        return ""
    lines = [
        line for line in dossiers.history(request.actor, dossier.id) if line.action in ("send_back", "reopen")
    ]
    return lines[-1].note if lines else ""


@officer_required
@require_POST
def preview(request: Request, dossier_id: UUID, position: int) -> HttpResponse:
    """Show the paper as it would be with what stands in the boxes now; nothing is kept."""
    seen = dossiers.get_dossier(request.actor, dossier_id)
    raw = request.POST.dict()
    return send("du-thao.pdf", "application/pdf",
                intake.preview_result(request.actor, seen, position, raw, now=clock.now()))  # fmt: skip
