"""The person's side of a help: type the code, read who asks, agree."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from motcua.casework.catalogue import api as catalogue
from motcua.casework.intake import api as intake
from motcua.interfaces.portal import limiter
from motcua.interfaces.portal.access import citizen_page
from motcua.interfaces.portal.request import PortalRequest, client_address, today
from motcua.kernel import clock
from motcua.kernel.errors import Conflict

TOO_OFTEN = "Mã giúp: đã nhập sai nhiều lần. Ông/bà chờ 15 phút rồi nhập lại, hoặc nhờ cán bộ cho mã mới."


@citizen_page
def helped(request: PortalRequest) -> HttpResponse:
    """Ask for the code; show who asks to help, with what and where; take the person's word."""
    code = request.POST.get("code", "").strip()
    if request.method != "POST":
        return _show(request, {"agreed": "dong-y" in request.GET})
    now, guesser = clock.now(), (client_address(request), f"help {request.actor.account_id}")
    if limiter.is_closed(*guesser, now=now):
        return _show(request, {"code": code, "errors": {"code": TOO_OFTEN}}, status=429)
    try:
        if "agree" in request.POST:
            seen = request.POST.get("version", "")
            intake.agree_to_help(request.actor, request.commune.id, code, seen, now=now)
            return redirect("/giup-toi/?dong-y")
        offered = intake.find_offered(request.actor, request.commune.id, code, now=now)
    except Conflict as refused:
        limiter.count_wrong(*guesser, now=now)
        return _show(request, {"code": code, "errors": {"code": refused.message}}, status=422)
    content = catalogue.current_version(offered.procedure_code, today()).content
    text = intake.help_text(today())
    return _show(request, {"code": code, "offered": offered, "procedure": content.name, "text": text})


def _show(request: PortalRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    return render(request, "portal/helped.html", context, status=status)
