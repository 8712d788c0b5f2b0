"""Appointments at the one-stop: choose a day and an hour, leave a telephone number. Nobody has to log in."""

from datetime import date, datetime

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST

from motcua.casework.appointments import api as appointments
from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.portal import limiter
from motcua.interfaces.portal.booking import WORDS, code_picture, days_of, hours_of
from motcua.interfaces.portal.request import PortalRequest, client_address, today
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput, NotFound

NO_HOUR = gettext_noop("Giờ hẹn: hãy chọn một giờ.")
NO_CODE = gettext_noop("Mã hẹn: hãy điền 8 ký tự của mã hẹn.")
TOO_OFTEN = gettext_noop(
    "Ông/bà đã nhập sai mã hẹn nhiều lần. Hãy thử lại sau 15 phút, hoặc gọi bộ phận Một cửa."
)
TOO_MANY = gettext_noop(
    "Trong một giờ qua đã có nhiều lượt hẹn từ mạng này. Hãy thử lại sau, hoặc gọi bộ phận Một cửa để được giúp."
)
LONGEST = 200


@require_http_methods(["GET", "HEAD", "POST"])
def book(request: PortalRequest) -> HttpResponse:
    """Show days, or the hours of one; book on POST."""
    on, code = _day(request), request.GET.get("thu-tuc", "")[:20]
    if request.method != "POST" or on is None:
        return _choose(request, on, code)
    phone = request.POST.get("dien_thoai", "")[:LONGEST]
    starts_at, errors = _hour(request)
    if problem := appointments.phone_problem(phone):
        errors["dien_thoai"] = problem
    if starts_at is None or errors:
        return _choose(request, on, code, phone=phone, errors=errors, status=422)
    try:
        made = _booked(request, starts_at, phone, _known(request, code))
    except InvalidInput as refused:
        errors = {"dien_thoai": next(iter(refused.errors.values()))}
        return _choose(request, on, code, phone=phone, errors=errors, status=422)
    except appointments.SlotTaken as taken:
        return _choose(request, on, code, phone=phone, errors={"gio": taken.message}, status=taken.status)
    return HttpResponseRedirect(reverse("portal:appointment", args=[made.code]) + "?moi")


def _booked(
    request: PortalRequest, starts_at: datetime, phone: str, procedure_code: str
) -> appointments.AppointmentInfo:
    """Book; from one network so many an hour, so that nobody takes all places with made-up numbers.

    Officers of the queue book for people who call, all from one place.
    """
    now, address = clock.now(), client_address(request)
    if not request.actor.may("queue.serve") and limiter.has_booked_much(address, now=now):
        raise InvalidInput({"phone": TOO_MANY})
    made = appointments.book(
        request.actor, request.commune.id, starts_at, phone, procedure_code=procedure_code, now=now
    )
    limiter.count_booked(address, now=now)
    return made


@require_POST
def find(request: PortalRequest) -> HttpResponse:
    """Lead to the appointment whose code was typed."""
    typed = request.POST.get("ma", "")[:LONGEST]
    if not typed.strip():
        return _choose(request, None, "", errors={"ma": NO_CODE}, status=422)
    code = appointments.read_code(typed)
    if code and not _guessing(request, code):
        try:
            appointments.get_appointment(request.commune.id, code)
        except appointments.AppointmentNotFound:
            limiter.count_wrong(client_address(request), code, now=clock.now())
        else:
            return HttpResponseRedirect(reverse("portal:appointment", args=[code]))
    said = TOO_OFTEN if code and _guessing(request, code) else appointments.AppointmentNotFound().message
    return _choose(request, None, "", typed=typed, errors={"ma": said}, status=404)


def appointment(request: PortalRequest, code: str) -> HttpResponse:
    """Show an appointment with its code to be scanned."""
    one = _opened(request, code)
    context = {
        "one": one,
        "words": WORDS[one.state],
        "new": "moi" in request.GET,
        "picture": code_picture(one),
    }
    return _private(render(request, "portal/appointment.html", context | _told(request, one.procedure_code)))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PortalRequest, code: str) -> HttpResponse:
    """Choose another hour for an appointment."""
    one, on = _opened(request, code), _day(request)
    if not one.can_change:
        raise appointments.AppointmentOver
    errors: dict[str, str] = {}
    status = 200
    if request.method == "POST" and on is not None:
        starts_at, errors = _hour(request)
        status = 422
        if starts_at is not None:
            try:
                appointments.move_appointment(
                    request.actor, request.commune.id, code, starts_at, now=clock.now()
                )
                return HttpResponseRedirect(reverse("portal:appointment", args=[one.code]))
            except appointments.SlotTaken as taken:
                errors, status = {"gio": taken.message}, taken.status
    context = _offered(request, on) | {"one": one, "errors": errors}
    return _private(render(request, "portal/appointment_change.html", context, status=status))


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: PortalRequest, code: str) -> HttpResponse:
    """Ask, and give the appointment back."""
    one = _opened(request, code)
    if request.method == "POST":
        appointments.cancel_appointment(request.actor, request.commune.id, code, now=clock.now())
        return HttpResponseRedirect(reverse("portal:appointment", args=[one.code]))
    return _private(render(request, "portal/appointment_cancel.html", {"one": one}))


def _choose(
    request: PortalRequest,
    on: date | None,
    code: str,
    *,
    phone: str | None = None,
    typed: str = "",
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    own = appointments.list_own(request.actor, request.commune.id, now=clock.now()) if on is None else []
    context = _offered(request, on) | {
        "own": own,
        "code": code,
        "phone": phone or "",
        "typed": typed,
        "errors": errors or {},
    }
    return _private(render(request, "portal/book.html", context | _told(request, code), status=status))


def _offered(request: PortalRequest, on: date | None) -> dict[str, object]:
    """Return the days to choose from, or the hours of the one that was chosen."""
    now = clock.now()
    hours = appointments.list_hours(request.commune.id, on, now=now) if on else []
    if on and hours:
        return {
            "on": days_of([appointments.DayInfo(on, 0)])[0],
            "hours": hours_of(hours),
            "chosen": _typed(request),
        }
    return {"on": None, "days": days_of(appointments.list_days(request.commune.id, now=now))}


def _typed(request: PortalRequest) -> str:
    return request.POST.get("gio", "")[:LONGEST]


def _day(request: PortalRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return None


def _hour(request: PortalRequest) -> tuple[datetime | None, dict[str, str]]:
    try:
        at = datetime.fromisoformat(_typed(request))
    except ValueError:
        return None, {"gio": NO_HOUR}
    return (at, {}) if at.tzinfo is not None else (None, {"gio": NO_HOUR})


def _known(request: PortalRequest, code: str) -> str:
    """Return the code of a procedure when there is such a one."""
    return code if _name(request, code) else ""


def _name(request: PortalRequest, code: str) -> str:
    """Return the name of a procedure; empty where there is none of this code."""
    try:
        return catalogue.current_version(code, today(), request.commune.id).content.name if code else ""
    except NotFound:
        return ""


def _told(request: PortalRequest, code: str) -> dict[str, object]:
    """Return what every page about an appointment says: the work, and the limits in force."""
    return {"work": _name(request, code), "limits": appointments.limits_on(today())}


def _guessing(request: PortalRequest, code: str) -> bool:
    return limiter.is_closed(client_address(request), code, now=clock.now())


def _opened(request: PortalRequest, code: str) -> appointments.AppointmentInfo:
    """Return the appointment; wrong codes are counted, and after many of them nothing is told any more."""
    if _guessing(request, code):
        raise appointments.AppointmentNotFound
    try:
        return appointments.get_appointment(request.commune.id, code)
    except appointments.AppointmentNotFound:
        limiter.count_wrong(client_address(request), code, now=clock.now())
        raise


def _private(response: HttpResponse) -> HttpResponse:
    """The code stands in the address: no other site and no cache shall learn it."""
    response["Referrer-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
