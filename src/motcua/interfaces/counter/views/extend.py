"""Put the due time off, once and in time."""

from datetime import datetime

from django.http import HttpResponse

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.counter.acting import NONE, Trouble, action_page, call_of, carry_out, show_action
from motcua.interfaces.counter.days import read_day
from motcua.interfaces.ui.middleware import Request
from motcua.kernel import clock

ACTION = dossiers.Action.EXTEND


@action_page(ACTION)
def extend(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """Ask for the new day and the reason, or put the due time off."""
    typed, note = request.POST.get("new_day", ""), request.POST.get("note", "")

    def again(trouble: Trouble) -> HttpResponse:
        context = {"typed": typed, "note": note}
        return show_action(request, "counter/extend.html", dossier, trouble, context)

    if request.method != "POST":
        return again(NONE)
    return carry_out(
        lambda: intake.extend_term(
            call_of(request, dossier.id, ACTION, now, note=note), read_day(typed, "new_day")
        ),
        dossier,
        again,
        _said,
    )


def _said(done: dossiers.DossierInfo) -> str:
    due = f"{clock.local(done.due_at):%H:%M ngày %d/%m/%Y}" if done.due_at else ""
    return f"Đã gia hạn hồ sơ {done.reference}. Hẹn trả mới: {due}. Người dân được báo kèm lý do."
