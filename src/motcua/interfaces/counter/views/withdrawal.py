"""A citizen wants a dossier back: enter the signed paper, agree, or say why not."""

from datetime import datetime

from django.http import HttpResponse

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.counter.acting import NONE, Trouble, action_page, call_of, carry_out, show_action
from motcua.interfaces.counter.pages import options
from motcua.interfaces.ui.middleware import Request

_A = dossiers.Action


@action_page(_A.REQUEST_WITHDRAWAL)
def enter(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """Ask for what the signed paper says, or enter it."""
    note, signed = request.POST.get("note", ""), bool(request.POST.get("signed"))

    def again(trouble: Trouble) -> HttpResponse:
        context = {"note": note, "signed": signed}
        return show_action(request, "counter/enter_withdrawal.html", dossier, trouble, context)

    if request.method != "POST":
        return again(NONE)
    return carry_out(
        lambda: intake.enter_withdrawal(
            call_of(request, dossier.id, _A.REQUEST_WITHDRAWAL, now, note=note),
            signed=signed,
            scan=request.FILES.get("scan"),
        ),
        dossier,
        again,
        lambda done: f"Đã nhập đơn rút hồ sơ {done.reference}. Hãy trả lời người dân.",
    )


@action_page(_A.DECLINE_WITHDRAWAL)
def answer(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """Show the wish and ask for the answer, or give it."""
    note, agreed = request.POST.get("note", ""), "confirm" in request.POST
    treatment = request.POST.get("fee_treatment", "")

    def again(trouble: Trouble) -> HttpResponse:
        desk = intake.open_desk(request.actor, dossier, purpose="Trả lời yêu cầu rút hồ sơ", now=now)
        lines = dossiers.history(request.actor, dossier.id)
        wish = next((one for one in reversed(lines) if one.action == _A.REQUEST_WITHDRAWAL), None)
        context = {
            "wish": wish,
            "withdrawal": desk.withdrawal,
            "note": note,
            "treatments": options(intake.treatments_at_end(dossier)),
            "treatment": treatment,
        }
        return show_action(request, "counter/answer_withdrawal.html", dossier, trouble, context)

    if request.method != "POST":
        return again(NONE)
    action = _A.CONFIRM_WITHDRAWAL if agreed else _A.DECLINE_WITHDRAWAL

    def answered() -> dossiers.DossierInfo:
        call = call_of(request, dossier.id, action, now, note=note)
        return intake.confirm_withdrawal(call, treatment) if agreed else intake.decline_withdrawal(call)

    said = "Đã cho rút hồ sơ {}." if agreed else "Đã báo người dân vì sao không cho rút hồ sơ {}."
    return carry_out(
        answered,
        dossier,
        again,
        lambda done: said.format(done.reference),
    )
