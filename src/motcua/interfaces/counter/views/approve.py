"""The head looks at the draft and signs it, or sends it back."""

from datetime import datetime

from django.http import HttpResponse

from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.interfaces.counter.acting import NONE, Trouble, action_page, call_of, carry_out, show_action
from motcua.interfaces.counter.viewer import result_sheet
from motcua.interfaces.ui.middleware import Request

APPROVE, SEND_BACK = dossiers.Action.APPROVE, dossiers.Action.SEND_BACK


@action_page(APPROVE)
def approve(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """Show the draft and ask for the PIN, or approve and order the signature."""

    def again(trouble: Trouble) -> HttpResponse:
        return _beside_draft(request, "counter/approve.html", dossier, trouble)

    if request.method != "POST":
        return again(NONE)
    pin = request.POST.get("pin", "")
    return carry_out(
        lambda: decisions.approve_result(call_of(request, dossier.id, APPROVE, now), pin),
        dossier,
        again,
        lambda done: f"Đã phê duyệt hồ sơ {done.reference}. Chữ ký số đang được tạo.",
    )


@action_page(SEND_BACK)
def send_back(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """Ask what must change, or send the draft back with it."""
    note = request.POST.get("note", "")

    def again(trouble: Trouble) -> HttpResponse:
        return _beside_draft(request, "counter/send_back.html", dossier, trouble, note=note)

    if request.method != "POST":
        return again(NONE)
    return carry_out(
        lambda: decisions.send_back(call_of(request, dossier.id, SEND_BACK, now, note=note)),
        dossier,
        again,
        lambda done: f"Đã trả hồ sơ {done.reference} lại cho người thụ lý.",
    )


def _beside_draft(
    request: Request, template: str, dossier: dossiers.DossierInfo, trouble: Trouble, note: str = ""
) -> HttpResponse:
    results = decisions.list_results(request.actor, dossier)
    context = {
        "sheets": [result_sheet(dossier, result) for result in results],
        "problem": next((result.problem for result in results if result.problem), ""),
        "note": note,
    }
    return show_action(request, template, dossier, trouble, context)
