"""Move a running dossier to the competent commune: which one, and why."""

from datetime import datetime

from django.http import HttpResponse

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.counter.acting import NONE, Trouble, action_page, call_of, carry_out, show_action
from motcua.interfaces.ui.middleware import Request
from motcua.kernel import clock

ACTION = dossiers.Action.TRANSFER


@action_page(ACTION)
def transfer(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """Ask for the commune and the reason, or move it."""
    note, posted = request.POST.get("note", ""), request.POST.get("commune", "")
    commune_id = int(posted) if posted.isascii() and posted.isdigit() and len(posted) < 10 else None

    def again(trouble: Trouble) -> HttpResponse:
        today = clock.local_date(now)
        chosen = (
            commune_id
            if request.method == "POST"
            else intake.competent_elsewhere(request.actor, dossier, now)
        )
        context = {
            "communes": [
                {"value": one.id, "label": one.committee_name}
                for one in intake.neighbours(request.actor.home, today)
            ],
            "chosen": chosen or "",
            "note": note,
        }
        return show_action(request, "counter/transfer.html", dossier, trouble, context)

    if request.method != "POST":
        return again(NONE)
    return carry_out(
        lambda: intake.transfer_dossier(call_of(request, dossier.id, ACTION, now, note=note), commune_id),
        dossier,
        again,
        lambda done: f"Đã chuyển hồ sơ {done.reference} đến nơi có thẩm quyền. Người dân được báo kèm lý do.",
    )
