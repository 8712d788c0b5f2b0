"""Ask the citizen's pardon for a dossier that is late."""

from datetime import datetime

from django.http import HttpResponse

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.counter.acting import NONE, Trouble, action_page, call_of, carry_out, show_action
from motcua.interfaces.counter.days import read_day
from motcua.interfaces.ui.middleware import Request

ACTION = dossiers.Action.APOLOGISE


@action_page(ACTION)
def apologise(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """Ask for the reason and, where one may still be promised, the new date; or send the apology."""
    typed, note = request.POST.get("promised_on", ""), request.POST.get("note", "")

    def again(trouble: Trouble) -> HttpResponse:
        context = {"typed": typed, "note": note, "promises": intake.may_promise(dossier)}
        return show_action(request, "counter/apologise.html", dossier, trouble, context)

    if request.method != "POST":
        return again(NONE)
    return carry_out(
        lambda: intake.apologise(
            call_of(request, dossier.id, ACTION, now, note=note), read_day(typed, "promised_on")
        ),
        dossier,
        again,
        lambda done: f"Đã gửi thư xin lỗi về hồ sơ {done.reference}. Hồ sơ vẫn tính là trễ hẹn.",
    )
