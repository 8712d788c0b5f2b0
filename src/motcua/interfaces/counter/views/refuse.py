"""Refuse a dossier, with a reason the citizen reads."""

from datetime import datetime

from django.http import HttpResponse

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.counter.acting import NONE, Trouble, action_page, call_of, carry_out, show_action
from motcua.interfaces.counter.pages import options
from motcua.interfaces.counter.reasons import REFUSALS, refusal_text
from motcua.interfaces.ui.middleware import Request

ACTION = dossiers.Action.REFUSE


@action_page(ACTION)
def refuse(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """Ask for the reason, or refuse with it."""
    choice, words = request.POST.get("sample", ""), request.POST.get("note", "")
    treatment = request.POST.get("fee_treatment", "")

    def again(trouble: Trouble) -> HttpResponse:
        samples = options(dict(REFUSALS))
        context = {
            "samples": samples,
            "choice": choice,
            "words": words,
            "treatments": options(intake.treatments_at_end(dossier)),
            "treatment": treatment,
        }
        return show_action(request, "counter/refuse.html", dossier, trouble, context)

    if request.method != "POST":
        return again(NONE)
    note = refusal_text(choice, words)
    return carry_out(
        lambda: intake.refuse_dossier(call_of(request, dossier.id, ACTION, now, note=note), treatment),
        dossier,
        again,
        lambda done: f"Đã từ chối tiếp nhận hồ sơ {done.reference}. Người dân được báo kèm lý do.",
    )
