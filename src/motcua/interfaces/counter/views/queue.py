"""The queue at a window, worked by keys: call the next number, call again, put aside, end.

The page does not fetch itself anew: it would keep a session alive that nobody uses.
"""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.casework.appointments import api as appointments
from motcua.interfaces.counter import flash
from motcua.interfaces.counter.pages import show
from motcua.interfaces.counter.queue_rows import drawn, options_of, window_of
from motcua.interfaces.ui.ids import NO_ID, id_in
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock
from motcua.kernel.errors import DomainError, InvalidInput

PERMISSION = "queue.serve"
WINDOW = "queue_window"
Act = Callable[[Request], str]


@officer_required
@require_safe
def queue(request: Request) -> HttpResponse:
    """Show what is called at the officer's window and who waits."""
    request.actor.require(PERMISSION)
    now = clock.now()
    windows = appointments.list_windows(request.actor.home, clock.local_date(now))
    window = window_of(windows, request.session.get(WINDOW, ""))
    told = appointments.read_queue(request.actor, window.id if window else None, now=now)
    context = drawn(told, now) | {
        "window": window,
        "windows": [{"value": one.id, "label": f"Cửa {one.number}: {one.name}"} for one in windows],
        "groups": options_of(told.groups),
        "own_search": True,
    }
    return show(request, "counter/queue.html", context)


@officer_required
@require_POST
def choose_window(request: Request) -> HttpResponse:
    """Remember at which window the officer sits, until they log out."""
    request.actor.require(PERMISSION)
    chosen = id_in(request.POST.get("window", ""))
    request.session[WINDOW] = str(chosen) if chosen else ""
    return HttpResponseRedirect(reverse("counter:queue"))


@officer_required
@require_POST
def act(request: Request, verb: str) -> HttpResponse:
    """Do what a key asks for, say what was done, and show the queue again."""
    request.actor.require(PERMISSION)
    try:
        said = flash.Flash(_ACTS[verb](request))
    except InvalidInput as refused:
        said = flash.Flash(next(iter(refused.errors.values())), "warning")
    except DomainError as refused:
        said = flash.Flash(refused.message, "warning")
    return flash.leave(HttpResponseRedirect(reverse("counter:queue")), said)


def _window(request: Request) -> UUID:
    return id_in(request.POST.get("window", "")) or NO_ID


def _ticket(request: Request) -> UUID:
    return id_in(request.POST.get("ticket", "")) or NO_ID


def _next(request: Request) -> str:
    key = id_in(request.POST.get("action_key", ""))
    called = appointments.call_next(request.actor, _window(request), key=key, now=clock.now())
    return f"Đang gọi số {called.shown}." if called else "Chưa có ai chờ."


def _again(request: Request) -> str:
    called = appointments.call_again(request.actor, _window(request), _ticket(request), now=clock.now())
    return f"Gọi lại số {called.shown}, lần {called.calls}."


def _absent(request: Request) -> str:
    put = appointments.mark_absent(request.actor, _window(request), _ticket(request), now=clock.now())
    return f"Số {put.shown} vắng. Người ấy đến thì bấm “Cho vào lại”."


def _serve(request: Request) -> str:
    return f"Xong số {appointments.serve(request.actor, _window(request), _ticket(request), now=clock.now()).shown}."


def _back(request: Request) -> str:
    return f"Số {appointments.bring_back(request.actor, _ticket(request), now=clock.now()).shown} chờ lại, đúng chỗ cũ."


def _take(request: Request) -> str:
    given = appointments.take_ticket(request.actor, request.POST.get("group", ""), now=clock.now())
    return f"Đã lấy số {given.shown}; trước người này còn {given.ahead} người."


def _check_in(request: Request) -> str:
    typed = request.POST.get("ma", "").strip()[:200]
    if not typed:
        raise InvalidInput({"ma": "Quét mã QR của lịch hẹn, hoặc gõ mã hẹn 8 ký tự."})
    given = appointments.check_in(request.actor, typed, now=clock.now())
    return f"Lịch hẹn đã đến: số {given.shown}."


_ACTS: dict[str, Act] = {
    "tiep": _next,
    "goi-lai": _again,
    "vang": _absent,
    "xong": _serve,
    "cho-lai": _back,
    "lay-so": _take,
    "den-hen": _check_in,
}
VERBS = "|".join(_ACTS)


@officer_required
@require_safe
def untold(request: Request) -> HttpResponse:
    """Show whom to telephone because their appointment cannot be kept."""
    rows = appointments.list_untold(request.actor, now=clock.now())
    return show(request, "counter/queue_untold.html", {"rows": rows})


@officer_required
@require_POST
def note_told(request: Request, appointment_id: UUID) -> HttpResponse:
    """Write down that somebody was told."""
    appointments.note_told(request.actor, appointment_id, now=clock.now())
    said = flash.Flash("Đã ghi là đã gọi báo.")
    return flash.leave(HttpResponseRedirect(reverse("counter:queue_untold")), said)
