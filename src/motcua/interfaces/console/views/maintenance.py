"""Maintenance of the commune's portal: announced for a time, told on every page, taken back or ended early."""

from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from motcua.blocks.organisation import api as organisation
from motcua.interfaces.console.builder.request import Told, boxes_of, builder_page, go
from motcua.interfaces.ui.middleware import Request
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput

WORDS = (
    "Nâng cấp hệ thống. Tờ khai ông/bà đang điền vẫn được lưu; nếu nộp chưa được, xin nộp lại sau giờ này."
)
# Offered for the evening, when few people file.
_HOUR, _LENGTH = 22, timedelta(hours=2)


@builder_page
def maintenance(request: Request) -> HttpResponse:
    """Show what is announced or under way; announce another time."""
    now = clock.now()
    if request.method != "POST":
        return _show(request, _offered(now))
    boxes, errors = boxes_of(request), {}
    starts_at, ends_at = (_moment(boxes.get(name, "")) for name in ("starts_at", "ends_at"))
    if starts_at is None:
        errors["starts_at"] = "Bắt đầu lúc: chọn ngày và giờ."
    if ends_at is None:
        errors["ends_at"] = "Kết thúc lúc: chọn ngày và giờ."
    if starts_at is None or ends_at is None:
        return _show(request, boxes, errors)
    try:
        organisation.announce_maintenance(request.actor, boxes.get("text", ""), starts_at, ends_at, now=now)
    except InvalidInput as refused:
        return _show(request, boxes, refused.errors)
    return go("maintenance", xong="dat")


def _offered(now: datetime) -> dict[str, str]:
    """Return this evening, or the next one when it has begun."""
    begins = clock.local(now).replace(hour=_HOUR, minute=0, second=0, microsecond=0)
    if begins <= now:
        begins += timedelta(days=1)
    return {
        "starts_at": f"{begins:%Y-%m-%dT%H:%M}",
        "ends_at": f"{begins + _LENGTH:%Y-%m-%dT%H:%M}",
        "text": WORDS,
    }


def _moment(text: str) -> datetime | None:
    """Return the hour in Vietnam that a box tells, nothing where there is none to read."""
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=clock.VIETNAM)
    except ValueError:
        return None


def _show(request: Request, boxes: dict[str, str], errors: dict[str, str] | None = None) -> HttpResponse:
    now = clock.now()
    context = {
        "rows": [
            {"one": one, "on": one.is_on(now)}
            for one in organisation.list_maintenance(request.commune.id, now)
        ],
        "boxes": Told(boxes),
        "errors": Told(errors or {}),
        "done": request.GET.get("xong", ""),
    }
    return render(request, "console/maintenance.html", context, status=422 if errors else 200)


@builder_page
@require_POST
def cancel(request: Request, maintenance_id: UUID) -> HttpResponse:
    """Take an announcement back, or end the work early: the banner is gone within seconds."""
    organisation.cancel_maintenance(request.actor, maintenance_id, now=clock.now())
    return go("maintenance", xong="go")
