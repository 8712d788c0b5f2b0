"""Notices on this device: switched on and off by the person, never by itself."""

import json
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from motcua.blocks.messaging import api as messaging
from motcua.interfaces.portal.access import citizen_page
from motcua.interfaces.portal.request import PortalRequest
from motcua.interfaces.ui.telling import told_plain
from motcua.kernel import clock, ports
from motcua.kernel.errors import DomainError

OVER = "Phiên đăng nhập đã hết."


@citizen_page
def devices(request: PortalRequest) -> HttpResponse:
    """Show what notices on a device are, and where they are on; the script of the page does the rest."""
    service: messaging.PushService = ports.get(messaging.PushService)
    context = {"count": messaging.count_devices(request.actor), "key": service.public_key()}
    return render(request, "portal/devices.html", context)


@require_POST
@citizen_page
def switch_off_all(request: PortalRequest) -> HttpResponse:
    """Switch notices off on every device, also on those that were lost; without any script."""
    messaging.switch_off_devices(request.actor)
    return redirect("portal:devices")


@require_POST
def switch(request: PortalRequest) -> HttpResponse:
    """Keep or forget the address of this browser, {"endpoint", "p256dh", "auth"} or {"endpoint", "off": true}.

    Answers {"on": true or false}; 401 when the login is over, 403 and 422 with a message.
    """
    if request.actor.kind != "citizen":
        return JsonResponse({"message": told_plain(OVER)}, status=401)
    posted = _posted(request.body)
    endpoint = posted.get("endpoint", "")
    if posted.get("off"):
        messaging.switch_off_device(request.actor, endpoint)
        return JsonResponse({"on": False})
    address = messaging.PushAddress(endpoint, posted.get("p256dh", ""), posted.get("auth", ""))
    try:
        messaging.switch_on_device(request.actor, request.commune.id, address, now=clock.now())
    except DomainError as refused:
        return JsonResponse({"message": told_plain(refused.message)}, status=refused.status)
    return JsonResponse({"on": True})


def _posted(body: bytes) -> dict[str, str]:
    """Return what was posted, as texts; nothing for what cannot be read."""
    try:
        posted: Any = json.loads(body)
    except ValueError:
        return {}
    known = posted.items() if isinstance(posted, dict) else ()
    return {str(key): str(value) for key, value in known if isinstance(value, str) or value is True}
