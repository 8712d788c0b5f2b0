"""Take up again what was over, by written order of the head."""

from datetime import datetime

from django.http import HttpResponse

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.counter import orders
from motcua.interfaces.counter.acting import NONE, Trouble, action_page, call_of, carry_out, show_action
from motcua.interfaces.counter.days import read_day
from motcua.interfaces.counter.flash import Flash
from motcua.interfaces.counter.pages import to_dossier
from motcua.interfaces.ui.middleware import Request
from motcua.kernel import tenancy

ACTION = dossiers.Action.REOPEN


@action_page(ACTION)
def reopen(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """Ask for the order, what for and until when; or take the dossier up again."""
    kinds = dossiers.reopening_kinds(dossier, now)
    if request.method != "POST" and not kinds:
        return to_dossier(
            dossier, Flash("Hồ sơ đã từ chối tiếp nhận thì không mở lại; người dân nộp hồ sơ mới.", "info")
        )
    day = request.POST.get("new_day", "")
    # Of one state there is one thing to do again.
    kind = request.POST.get("kind", kinds[0] if len(kinds) == 1 else "")

    def again(trouble: Trouble) -> HttpResponse:
        context = {
            "kinds": [{"value": one, "label": intake.KINDS[one]} for one in kinds],
            "kind": kind,
            "demanded": _demanded(dossier),
            "correcting": kinds == ("correct_result",),
            "day": day,
            "order": orders.typed(request.POST),
        }
        return show_action(request, "counter/reopen.html", dossier, trouble, context)

    if request.method != "POST":
        return again(NONE)
    return carry_out(
        lambda: intake.reopen_dossier(
            call_of(request, dossier.id, ACTION, now),
            kind,
            orders.read_order(request.POST),
            read_day(day, "new_day"),
            request.FILES.get("scan"),
        ),
        dossier,
        again,
        lambda done: f"Đã mở lại hồ sơ {done.reference}. Người dân được báo kèm căn cứ.",
    )


def _demanded(dossier: dossiers.DossierInfo) -> intake.ObligationInfo | None:
    with tenancy.scope(communes=[dossier.commune_id]):
        return intake.find_obligation(dossier)
