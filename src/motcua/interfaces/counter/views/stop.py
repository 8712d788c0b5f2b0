"""Stop the work on a dossier: ground, reason, and what becomes of the money."""

from datetime import datetime

from django.http import HttpResponse

from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.counter.acting import NONE, Trouble, action_page, call_of, carry_out, show_action
from motcua.interfaces.counter.pages import options
from motcua.interfaces.ui.middleware import Request
from motcua.kernel import clock

ACTION = dossiers.Action.STOP


@action_page(ACTION)
def stop(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """Ask for ground and reason, or stop."""
    treatments = intake.treatments_for(dossier)
    # Where no money is in it, there is nothing to choose.
    only = next(iter(treatments)) if len(treatments) == 1 else ""
    treatment = request.POST.get("fee_treatment", only)
    ground, note = request.POST.get("ground", ""), request.POST.get("note", "")

    def again(trouble: Trouble) -> HttpResponse:
        context = {
            "grounds": [
                {"value": one.code, "label": one.name, "hint": one.basis}
                for one in catalogue.stop_grounds(clock.local_date(now))
            ],
            "treatments": [] if only else options(treatments),
            "ground": ground,
            "treatment": treatment,
            "note": note,
        }
        return show_action(request, "counter/stop.html", dossier, trouble, context)

    if request.method != "POST":
        return again(NONE)
    return carry_out(
        lambda: intake.stop_dossier(call_of(request, dossier.id, ACTION, now, note=note), ground, treatment),
        dossier,
        again,
        lambda done: f"Đã dừng giải quyết hồ sơ {done.reference}. Người dân được báo kèm lý do.",
    )
