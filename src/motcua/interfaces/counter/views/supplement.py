"""Ask for a supplement: with every paper and answer that is missing or wrong; once, and once more by order.

A handler may have the one-stop desk ask: the same list is laid before the desk, which corrects and sends it, or
gives it back.
"""

from datetime import datetime

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.counter import orders
from motcua.interfaces.counter.acting import NONE, Trouble, action_page, call_of, carry_out, show_action
from motcua.interfaces.counter.supplement_editor import read_editor
from motcua.interfaces.ui.middleware import Request

ACTION = dossiers.Action.REQUEST_SUPPLEMENT
PROPOSE, DECLINE = dossiers.Action.PROPOSE_SUPPLEMENT, dossiers.Action.DECLINE_SUPPLEMENT


@action_page(ACTION)
def request_supplement(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """List what can be asked for, or ask for what was ticked."""
    return _ask(request, dossier, now, ordered=False)


@action_page(ACTION, ordered=True)
def supplement_by_order(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """Do so once more, by the head's written order; where none is needed, lead to the plain page."""
    if request.method != "POST" and ACTION in dossiers.allowed_actions(request.actor, dossier):
        return HttpResponseRedirect(reverse("counter:request_supplement", args=[dossier.id]))
    return _ask(request, dossier, now, ordered=True)


@action_page(PROPOSE)
def propose_supplement(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """List what can be asked for, or lay what was ticked before the one-stop desk."""
    editor = read_editor(request, dossier, now, proposing=True)

    def again(trouble: Trouble) -> HttpResponse:
        return show_action(request, "counter/supplement_propose.html", dossier, trouble, editor.context)

    if request.method != "POST":
        return again(NONE)
    return carry_out(
        lambda: intake.propose_supplement(
            call_of(request, dossier.id, PROPOSE, now), editor.items, editor.reason.strip()
        ),
        dossier,
        again,
        lambda done: f"Đã chuyển một cửa đề nghị bổ sung {len(editor.items)} mục. Hạn giải quyết vẫn tính.",
    )


@action_page(DECLINE)
def decline_supplement(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """Ask why, or give what was proposed back to the handler."""
    note = request.POST.get("note", "")

    def again(trouble: Trouble) -> HttpResponse:
        proposal = intake.find_proposal(request.actor, dossier, purpose="Trả lại đề nghị bổ sung", now=now)
        context = {"note": note, "proposal": proposal}
        return show_action(request, "counter/supplement_decline.html", dossier, trouble, context)

    if request.method != "POST":
        return again(NONE)
    return carry_out(
        lambda: intake.decline_supplement(call_of(request, dossier.id, DECLINE, now, note=note)),
        dossier,
        again,
        lambda done: f"Đã trả đề nghị bổ sung hồ sơ {done.reference} lại cho người thụ lý.",
    )


def _ask(request: Request, dossier: dossiers.DossierInfo, now: datetime, *, ordered: bool) -> HttpResponse:
    editor = read_editor(request, dossier, now)

    def again(trouble: Trouble) -> HttpResponse:
        context = {**editor.context, "ordered": ordered, "order": orders.typed(request.POST)}
        return show_action(request, "counter/supplement.html", dossier, trouble, context)

    if request.method != "POST":
        return again(NONE)
    return carry_out(
        lambda: intake.ask_supplement(
            call_of(request, dossier.id, ACTION, now),
            editor.items,
            editor.reason.strip(),
            orders.read_order(request.POST) if ordered else None,
            request.FILES.get("scan") if ordered else None,
        ),
        dossier,
        again,
        lambda done: (
            f"Đã yêu cầu bổ sung {len(editor.items)} mục cho hồ sơ {done.reference}. Hạn tạm dừng tính."
        ),
    )
