"""The citizen wants the result another way, and tells it to the one-stop desk."""

from datetime import datetime

from django.http import HttpResponse

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.counter.acting import NONE, Trouble, action_page, call_of, carry_out, show_action
from motcua.interfaces.ui.middleware import Request
from motcua.interfaces.ui.wishing import question

ACTION = dossiers.Action.CHANGE_WISH


@action_page(ACTION)
def change_wish(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """Ask how the result is wanted now and how the citizen told it, or enter it."""
    post = request.POST
    delivery, address, told_by = (post.get(name, "") for name in ("delivery", "address", "told_by"))

    def again(trouble: Trouble) -> HttpResponse:
        desk = intake.open_desk(request.actor, dossier, purpose="Đổi cách nhận kết quả", now=now)
        context = {
            **question(dossier, desk, post if post else None),
            "told_by": told_by,
            "ways": [{"value": key, "label": label} for key, label in intake.TOLD_BY.items()],
        }
        return show_action(request, "counter/change_wish.html", dossier, trouble, context)

    if request.method != "POST":
        return again(NONE)
    return carry_out(
        lambda: intake.change_wish(call_of(request, dossier.id, ACTION, now), delivery, address, told_by),
        dossier,
        again,
        lambda done: f"Đã đổi cách nhận kết quả của hồ sơ {done.reference}. Người dân được báo.",
    )
