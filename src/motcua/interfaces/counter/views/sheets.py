"""Sheets filled in while the network was down: handed out in numbers, typed in with their true time."""

from datetime import datetime

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.casework.intake import api as intake
from motcua.interfaces.counter import flash
from motcua.interfaces.counter.acting import NONE, Trouble, trouble_of
from motcua.interfaces.counter.pages import show
from motcua.interfaces.counter.views.receive import card_of
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def sheets(request: Request) -> HttpResponse:
    """Show the sheets, begin to type one in, or note that a desk got a range of them."""
    request.actor.require("dossier.accept")
    now = clock.now()
    if request.method != "POST":
        return _ask(request, NONE)
    try:
        if "giao" in request.POST:
            return _hand_out(request, now)
        seen = _begin(request, now)
    except InvalidInput as refused:
        return _ask(request, trouble_of(refused))
    return HttpResponseRedirect(reverse("counter:reception", args=[seen.id]))


def _begin(request: Request, now: datetime) -> intake.ReceptionInfo:
    """Begin with sheet and card; what is wrong with either is told at once."""
    sheet = _sheet(request)
    wrong = intake.faults_of_sheet(request.actor, sheet, now)
    try:
        card = card_of(request, now, usual="typed")
    except InvalidInput as refused:
        raise InvalidInput({**wrong, **refused.errors}) from refused
    if wrong:
        raise InvalidInput(wrong)
    return intake.begin_reception(request.actor, card, now=now, sheet=sheet)


def _sheet(request: Request) -> intake.Sheet:
    day, time = request.POST.get("true_on", "").strip(), request.POST.get("true_time", "").strip()
    return intake.Sheet(request.POST.get("sheet", ""), _moment(day, time))


def _moment(day: str, time: str) -> datetime | None:
    """Return a moment in Vietnam, None when it cannot be read; "14h10" and "14:10" are both written."""
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            read = datetime.strptime(f"{day} {time.lower().replace('h', ':')}", f"{pattern} %H:%M")  # noqa: DTZ007
        except ValueError:
            continue
        return read.replace(tzinfo=clock.VIETNAM)
    return None


def _hand_out(request: Request, now: datetime) -> HttpResponse:
    posted = request.POST
    first, last, desk = (posted.get(name, "") for name in ("first", "last", "desk"))
    intake.hand_out_sheets(request.actor, first, last, desk, now=now)
    response = HttpResponseRedirect(reverse("counter:sheets"))
    return flash.leave(response, flash.Flash(f"Đã ghi: giao phiếu {first} đến {last} cho {desk}."))


def _ask(request: Request, trouble: Trouble) -> HttpResponse:
    handed, entered = intake.list_sheets(request.actor)
    context = {
        "typed": request.POST,
        "errors": trouble.errors,
        "trouble": trouble.message,
        "handed": handed,
        "entered": entered,
    }
    return show(request, "counter/sheets.html", context, status=trouble.status)
