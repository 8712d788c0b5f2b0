"""Ask the citizen for money during the work, take the request back, or let it off."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse, QueryDict

from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.counter.acting import NONE, Trouble, action_page, call_of, carry_out, show_action
from motcua.interfaces.counter.days import read_day
from motcua.interfaces.ui.middleware import Request
from motcua.kernel import clock
from motcua.kernel.money import read_amount

_A = dossiers.Action
LINES = 4


@action_page(_A.REQUEST_PAYMENT)
def request_payment(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """Ask for the amounts, the ground and the limit, or tell them to the citizen."""
    note = request.POST.get("note", "")
    limit = request.POST.get("limit_on", _usual_limit(dossier, now))

    def again(trouble: Trouble) -> HttpResponse:
        rows = _rows(request.POST, trouble)
        more = any(row["said"] or row["sum"] for row in rows[1:])
        context = {"rows": rows, "more": more, "limit": limit, "note": note}
        return show_action(request, "counter/request_payment.html", dossier, trouble, context)

    if request.method != "POST":
        return again(NONE)
    return carry_out(
        lambda: intake.request_payment(
            call_of(request, dossier.id, _A.REQUEST_PAYMENT, now, note=note),
            _lines(request.POST),
            read_day(limit, "limit_on"),
        ),
        dossier,
        again,
        lambda done: f"Đã báo người dân nộp tiền cho hồ sơ {done.reference}. Hạn tạm dừng tính.",
    )


@action_page(_A.CANCEL_PAYMENT)
def cancel_payment(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """Show what was asked for; take it back, or let it off where the officer may."""
    note, waived = request.POST.get("note", ""), "waive" in request.POST

    def again(trouble: Trouble) -> HttpResponse:
        with dossiers.scope_of(request.actor):
            obligation = intake.find_obligation(dossier)
        context = {"obligation": obligation, "note": note, "waives": request.actor.may(intake.WAIVES)}
        return show_action(request, "counter/cancel_payment.html", dossier, trouble, context)

    if request.method != "POST":
        return again(NONE)
    act = intake.waive_payment if waived else intake.cancel_payment
    said = "Đã miễn khoản phải nộp của hồ sơ {}." if waived else "Đã hủy yêu cầu nộp tiền của hồ sơ {}."
    return carry_out(
        lambda: act(call_of(request, dossier.id, _A.CANCEL_PAYMENT, now, note=note)),
        dossier,
        again,
        lambda done: said.format(done.reference),
    )


def _usual_limit(dossier: dossiers.DossierInfo, now: datetime) -> str:
    today = clock.local_date(now)
    days = catalogue.law(today, dossier.commune_id).obligation_days
    return (today + timedelta(days=days)).isoformat()


def _lines(post: QueryDict) -> list[intake.AskedLine]:
    typed = [(post.get(f"line-{n}-name", ""), post.get(f"line-{n}-amount", "")) for n in range(1, LINES + 1)]
    return [
        intake.AskedLine(name, read_amount(amount), blank=not (name + amount).strip())
        for name, amount in typed
    ]


def _rows(post: QueryDict, trouble: Trouble) -> list[dict[str, Any]]:
    """The boxes as they were typed, each with what is wrong with it."""
    rows = []
    for number in range(1, LINES + 1):
        name, amount = f"line-{number}-name", f"line-{number}-amount"
        rows.append({
            "number": number,
            "name": name, "said": post.get(name, ""), "name_error": trouble.errors.get(name, ""),
            "amount": amount, "sum": post.get(amount, ""), "amount_error": trouble.errors.get(amount, ""),
        })  # fmt: skip
    return rows
