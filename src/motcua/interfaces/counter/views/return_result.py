"""Hand the result over."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.blocks.payments import api as payments
from motcua.casework.books import api as books
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.counter.acting import NONE, Trouble, action_page, call_of, carry_out, show_action
from motcua.interfaces.counter.viewer import result_sheet
from motcua.interfaces.ui.middleware import Request

ACTION = dossiers.Action.RETURN_RESULT


@action_page(ACTION)
def return_result(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """Ask how it is handed over, or hand it over; what is owed comes first."""

    if dossier.delivery_state == "posted":
        return _to_parcel(request, dossier)

    def again(trouble: Trouble) -> HttpResponse:
        with dossiers.scope_of(request.actor):
            desk = intake.open_desk(request.actor, dossier, purpose="Trả kết quả", now=now)
            results = decisions.list_results(request.actor, dossier)
            owed = payments.owing(dossier.commune_id, dossier.id)
        context = {
            "ways": [
                {"value": key, "label": label}
                for key, label in decisions.WAYS.items()
                if key != decisions.POST
            ],
            "wish": desk.wish,
            "how": request.POST.get("how", desk.wish.delivery),
            "sheets": [result_sheet(dossier, result) for result in results],
            "owed": owed,
            "copies": intake.copies_of(dossier, desk),
        }
        return show_action(request, "counter/return_result.html", dossier, trouble, context)

    if request.method != "POST":
        return again(NONE)
    how = request.POST.get("how", "")
    return carry_out(
        lambda: decisions.return_result(call_of(request, dossier.id, ACTION, now), how),
        dossier,
        again,
        lambda done: f"Đã trả kết quả hồ sơ {done.reference}: {decisions.WAYS[how].lower()}.",
    )


def _to_parcel(request: Request, dossier: dossiers.DossierInfo) -> HttpResponse:
    """What the post has is handed over when its parcel is: lead there."""
    parcel = next(one for one in books.parcels_of(request.actor, dossier) if one.is_open)
    return redirect("counter:parcel", parcel.id)
