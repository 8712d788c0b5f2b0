"""Pages of the hall: the screen, the kiosk, and the address that makes a machine one of them."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.casework.appointments import api as appointments
from motcua.interfaces.screens.access import COOKIE, PATH, SECONDS, hall_page
from motcua.interfaces.ui.middleware import Request
from motcua.kernel import clock
from motcua.kernel.actors import system
from motcua.kernel.errors import DomainError, InvalidInput

_PAGES = {appointments.DeviceKind.SCREEN: "screens:calls", appointments.DeviceKind.KIOSK: "screens:kiosk"}
# Asked for by the kiosk's button without a group.
NO_GROUP = "khong"


@require_safe
def enrol(request: Request, secret: str) -> HttpResponse:
    """Make this machine a screen or kiosk; a wrong or ended address says so."""
    device = appointments.find_device(request.commune.id, secret)
    if device is None:
        return render(request, "screens/closed.html", status=403)
    response = HttpResponseRedirect(reverse(_PAGES[device.kind]))
    response.set_cookie(
        COOKIE, secret, max_age=SECONDS, path=PATH, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    response["Referrer-Policy"] = "no-referrer"
    return response


@hall_page(appointments.DeviceKind.SCREEN)
@require_safe
def calls(request: Request) -> HttpResponse:
    """Show which number goes to which window; only the changing part where the page asks for it."""
    part = request.headers.get("HX-Request") == "true"
    told = appointments.read_screen(request.commune.id, now=clock.now())
    template = "screens/parts/calls.html" if part else "screens/calls.html"
    return render(request, template, {"told": told, "latest": next(iter(told.calls), None)})


@hall_page(appointments.DeviceKind.KIOSK)
@require_http_methods(["GET", "HEAD", "POST"])
def kiosk(request: Request) -> HttpResponse:
    """Offer numbers; give one and show it large."""
    if request.method != "POST":
        return _kiosk(request)
    try:
        ticket = _take(request)
    except InvalidInput as refused:
        return _kiosk(request, trouble=next(iter(refused.errors.values())), status=422)
    except DomainError as refused:
        return _kiosk(request, trouble=refused.message, status=refused.status)
    return render(request, "screens/ticket.html", {"ticket": ticket})


def _take(request: Request) -> appointments.TicketInfo:
    """Give the number that was asked for, as the system of this commune: a kiosk is nobody."""
    now, giver = clock.now(), system(request.commune.id)
    typed = request.POST.get("ma", "").strip()[:200]
    if "hen" in request.POST:
        if not typed:
            raise InvalidInput({"ma": "Đưa mã QR của lịch hẹn vào máy đọc, hoặc gõ mã hẹn 8 ký tự."})
        return appointments.check_in(giver, typed, now=now)
    group = request.POST.get("nhom", NO_GROUP)
    return appointments.take_ticket(giver, "" if group == NO_GROUP else group, now=now)


def _kiosk(request: Request, *, trouble: str = "", status: int = 200) -> HttpResponse:
    groups = appointments.groups_of(request.commune.id, clock.local_date(clock.now()))
    context = {"groups": groups, "trouble": trouble, "choosing": request.GET.get("uu-tien") == "1"}
    return render(request, "screens/kiosk.html", context, status=status)
