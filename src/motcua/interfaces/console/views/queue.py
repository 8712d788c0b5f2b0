"""The hall: windows and how they take appointments, groups called first, screens and kiosks, time measured."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.casework.appointments import api as appointments
from motcua.interfaces.console.builder.request import Told, boxes_of, go
from motcua.interfaces.console.deciding import day_of
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput

View = Callable[..., HttpResponse]
# Offered when a window takes appointments for the first time.
_MINUTES, _CAPACITY = 15, 1


def hall_page(view: View) -> View:
    """Let in who settles the hall; such pages are never kept by browsers."""

    @officer_required
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        request.actor.require(appointments.MANAGE)
        return view(request, *args, **kwargs)

    return cast(View, guarded)


def _number(text: str) -> int | None:
    plain = text.strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 5 else None


@hall_page
def queue(request: Request) -> HttpResponse:
    """Show the windows; open another one."""
    if request.method != "POST":
        return _windows(request, {})
    boxes = boxes_of(request)
    number, name = _number(boxes.get("number", "")), boxes.get("name", "")
    try:
        opened = appointments.open_window(request.actor, number, name, now=clock.now())
    except InvalidInput as refused:
        return _windows(request, boxes, refused.errors)
    return go("queue_window", opened, xong="mo")


def _windows(request: Request, boxes: dict[str, str], errors: dict[str, str] | None = None) -> HttpResponse:
    now = clock.now()
    context = {
        "windows": appointments.list_windows(request.actor.home, clock.local_date(now)),
        "done": request.GET.get("xong", ""),
        "released": _number(request.GET.get("huy", "")) or 0,
    }
    return _page(request, "console/queue.html", context, boxes, errors)


@hall_page
def window(request: Request, window_id: UUID) -> HttpResponse:
    """Show how a window takes appointments, and let it take them otherwise from a day on."""
    today = clock.local_date(clock.now())
    windows = {one.id: one for one in appointments.list_windows(request.actor.home, today)}
    if window_id not in windows:
        raise appointments.WindowNotFound
    one = windows[window_id]
    boxes = {
        "minutes": str(one.minutes or _MINUTES),
        "capacity": str(one.capacity if one.since else _CAPACITY),
        "valid_from": today.isoformat(),
    }
    errors: dict[str, str] = {}
    if request.method == "POST":
        boxes = boxes_of(request)
        try:
            released = appointments.set_slots(
                request.actor, window_id, _number(boxes.get("minutes", "")), _number(boxes.get("capacity", "")),
                day_of(boxes.get("valid_from", "")), now=clock.now(),
            )  # fmt: skip
            return go("queue", xong="gio", huy=str(released))
        except InvalidInput as refused:
            errors = refused.errors
    context = {"one": one, "done": request.GET.get("xong", "")}
    return _page(request, "console/queue_window.html", context, boxes, errors)


@hall_page
@require_POST
def close(request: Request, window_id: UUID) -> HttpResponse:
    """Close a window; who booked there is told."""
    released = appointments.close_window(request.actor, window_id, now=clock.now())
    return go("queue", xong="dong", huy=str(released))


@hall_page
def groups(request: Request) -> HttpResponse:
    """Show who is called first and on what basis; add a group, or end one, from a day on."""
    boxes, errors = {"group_from": clock.local_date(clock.now()).isoformat()}, {}
    if request.method == "POST":
        boxes = boxes_of(request)
        try:
            appointments.decide_group(request.actor, _decision(request, boxes), now=clock.now())
            return go("queue_groups", xong="nhom")
        except InvalidInput as refused:
            errors = refused.errors
    today = clock.local_date(clock.now())
    told = appointments.groups_of(request.actor.home, today)
    options = [{"value": "", "label": "Thêm nhóm mới"}]
    options += [{"value": one.key, "label": f"Thôi gọi trước: {one.name}"} for one in told]
    context = {
        "groups": told,
        "options": options,
        "limits": appointments.limits_on(today),
        "done": request.GET.get("xong", ""),
    }
    return _page(request, "console/queue_groups.html", context, boxes, errors)


def _decision(request: Request, boxes: dict[str, str]) -> appointments.GroupDecision:
    """Return what was decided: the end of a group of the list, or a new one."""
    told = appointments.groups_of(request.actor.home, clock.local_date(clock.now()))
    ended = next((one for one in told if one.key == boxes.get("ends", "")), None)
    basis, since = boxes.get("basis", ""), day_of(boxes.get("group_from", ""))
    if ended is not None:
        return appointments.GroupDecision(ended.key, ended.name, basis, since, offered=False)
    return appointments.GroupDecision("", boxes.get("group_name", ""), basis, since, offered=True)


@hall_page
def devices(request: Request) -> HttpResponse:
    """Show screens and kiosks; make one known, and tell its address this once."""
    boxes: dict[str, str] = {"kind": appointments.DeviceKind.SCREEN.value}
    errors: dict[str, str] = {}
    address = ""
    if request.method == "POST":
        boxes = boxes_of(request)
        kind, name = boxes.get("kind", ""), boxes.get("device_name", "")
        try:
            _, secret = appointments.open_device(request.actor, kind, name, now=clock.now())
            address = settings.MOTCUA_BASE_URL + reverse("screens:enrol", args=[secret])
            boxes = {"kind": kind}
        except InvalidInput as refused:
            errors = refused.errors
    context = {
        "devices": appointments.list_devices(request.actor),
        "kinds": [{"value": one.value, "label": one.label} for one in appointments.DeviceKind],
        "address": address,
        "done": request.GET.get("xong", ""),
    }
    return _page(request, "console/queue_devices.html", context, boxes, errors)


@hall_page
@require_POST
def end_device(request: Request, device_id: UUID) -> HttpResponse:
    """Take a screen or kiosk its right."""
    appointments.end_device(request.actor, device_id, now=clock.now())
    return go("queue_devices", xong="thoi")


@officer_required
@never_cache
@require_safe
def times(request: Request) -> HttpResponse:
    """Show how long people waited and were served: the last seven days, or the days asked for."""
    today = clock.local_date(clock.now())
    boxes = {"tu": request.GET.get("tu", ""), "den": request.GET.get("den", "")}
    until = day_of(boxes["den"]) or today
    since = day_of(boxes["tu"]) or until - timedelta(days=6)
    errors: dict[str, str] = {}
    told = None
    try:
        told = appointments.read_times(request.actor, since, until)
    except InvalidInput as refused:
        errors = refused.errors
    boxes = {"tu": since.isoformat(), "den": until.isoformat()}
    return _page(request, "console/queue_times.html", {"told": told}, boxes, errors)


def _page(
    request: Request,
    template: str,
    context: dict[str, Any],
    boxes: dict[str, str],
    errors: dict[str, str] | None = None,
) -> HttpResponse:
    drawn = context | {"boxes": Told(boxes), "errors": Told(errors or {})}
    return render(request, template, drawn, status=422 if errors else 200)
