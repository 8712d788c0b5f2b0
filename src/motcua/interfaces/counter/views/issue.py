"""The clerk numbers and dates the result and applies the agency's signature."""

from datetime import datetime

from django.http import HttpResponse

from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.interfaces.counter.acting import NONE, Trouble, action_page, call_of, carry_out, show_action
from motcua.interfaces.counter.viewer import result_sheet
from motcua.interfaces.ui.middleware import Request
from motcua.kernel import clock

ACTION = dossiers.Action.ISSUE


@action_page(ACTION)
def issue(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """Show the signed paper and ask for the PIN of the agency's key, or issue."""

    def again(trouble: Trouble) -> HttpResponse:
        results = decisions.list_results(request.actor, dossier)
        context = {
            "sheets": [result_sheet(dossier, result) for result in results],
            "results": results,
            "problem": next((result.problem for result in results if result.problem), ""),
            "today": clock.local_date(now),
        }
        return show_action(request, "counter/issue.html", dossier, trouble, context)

    if request.method != "POST":
        return again(NONE)
    pin = request.POST.get("pin", "")
    return carry_out(
        lambda: decisions.issue_result(call_of(request, dossier.id, ACTION, now), pin),
        dossier,
        again,
        lambda done: f"Đã vào sổ hồ sơ {done.reference}. Dấu của cơ quan đang được ký số.",
    )
