"""Accept a dossier: what it will mean stands on the page, one key confirms."""

from datetime import datetime

from django.http import HttpResponse

from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.counter.acting import NONE, Trouble, action_page, call_of, carry_out, show_action
from motcua.interfaces.counter.labels import CHANNELS
from motcua.interfaces.ui.middleware import Request
from motcua.kernel import clock

ACTION = dossiers.Action.ACCEPT


@action_page(ACTION)
def accept(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """Show what accepting now means, or accept."""

    def again(trouble: Trouble) -> HttpResponse:
        preview = intake.preview_acceptance(dossier, now=now)
        fees = preview.fees
        several = len([fee for fee in fees if fee.amount]) > 1
        total = catalogue.total_due(fees) if several else None
        context = {"deadline": preview.deadline, "fees": fees, "total": total, "decided": preview.decided}
        channel = CHANNELS.get(dossier.channel, "")
        return show_action(request, "counter/accept.html", dossier, trouble, {**context, "channel": channel})

    if request.method != "POST":
        return again(NONE)
    return carry_out(
        lambda: intake.accept_dossier(call_of(request, dossier.id, ACTION, now)), dossier, again, _said
    )


def _said(done: dossiers.DossierInfo) -> str:
    due = f" Hẹn trả kết quả: {clock.local(done.due_at):%H:%M ngày %d/%m/%Y}." if done.due_at else ""
    return f"Đã tiếp nhận. Mã hồ sơ: {done.code}.{due}"
