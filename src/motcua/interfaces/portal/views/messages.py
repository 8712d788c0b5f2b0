"""Messages to the citizen."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from motcua.blocks.messaging import api as messaging
from motcua.interfaces.portal.access import citizen_page
from motcua.interfaces.portal.request import PortalRequest
from motcua.interfaces.ui.ids import id_in
from motcua.kernel import clock

PAGE = 20


@citizen_page
def messages(request: PortalRequest) -> HttpResponse:
    """Show the messages, newest first."""
    before = id_in(request.GET.get("sau", ""))
    rows = messaging.list_messages(request.actor, before, PAGE + 1)
    following = rows[PAGE - 1].id if len(rows) > PAGE else None
    context = {"rows": rows[:PAGE], "following": following, "first": before is None}
    return render(request, "portal/messages.html", context)


@citizen_page
def message(request: PortalRequest, message_id: UUID) -> HttpResponse:
    """Show a message; it counts as read from now on."""
    shown = messaging.get_message(request.actor, message_id)
    if not shown.is_read:
        messaging.mark_read(request.actor, message_id, clock.now())
    return render(request, "portal/message.html", {"message": shown})
