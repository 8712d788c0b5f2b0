"""The officer's own notices: reminders, what ran over, messages of citizens."""

from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.casework.dossiers import api as dossiers
from motcua.casework.watch import api as watch
from motcua.interfaces.counter import flash
from motcua.interfaces.counter.pages import show
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: Request) -> HttpResponse:
    """List one's own notices, the latest first; mark what was shown as read."""
    if request.method == "POST":
        return _mark(request)
    cursor = dossiers.Cursor.parse(request.GET.get("tu", ""))
    rows, following = watch.list_notices(request.actor, cursor)
    return show(request, "counter/notices.html", {
        "rows": rows,
        "until": clock.now().isoformat() if any(row.unread for row in rows) else "",
        "next": "?" + urlencode({"tu": following}) if following else "",
        "first": reverse("counter:notices") if cursor else "",
    })  # fmt: skip


def _mark(request: Request) -> HttpResponse:
    now = clock.now()
    try:
        until = min(datetime.fromisoformat(request.POST.get("until", "")), now)
    except (TypeError, ValueError):
        # Nothing our page sends.
        until = now
    count = watch.mark_read(request.actor, until, now=now)
    said = flash.Flash(f"Đã đánh dấu {count} thông báo là đã đọc.", "success")
    return flash.leave(HttpResponseRedirect(reverse("counter:notices")), said)
