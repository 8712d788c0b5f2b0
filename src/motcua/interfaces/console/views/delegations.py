"""Who does the work of an absent colleague: what counts and what comes, a new one, the end of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.blocks.identity import api as identity
from motcua.blocks.organisation import api as organisation
from motcua.interfaces.console.builder.request import Told, boxes_of, go
from motcua.interfaces.console.deciding import day_of
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, InvalidInput

PERMISSION = "delegation.manage"
# How far back the page looks for what is over.
_BACK = timedelta(days=90)
_LACKING = {
    "absent": "Chọn người vắng mặt.",
    "by": "Chọn người làm thay.",
    "first": "Chọn ngày đầu tiên làm thay.",
    "last": "Chọn ngày cuối cùng làm thay.",
}


@dataclass(frozen=True)
class Row:
    """A delegation as the page tells it; `state` is on, coming or over."""

    one: organisation.DelegationInfo
    absent: str
    by: str
    state: str


@officer_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delegations(request: Request) -> HttpResponse:
    """Show who stands in for whom; have somebody stand in."""
    request.actor.require(PERMISSION)
    if request.method != "POST":
        return _show(request, {"first": clock.local_date(clock.now()).isoformat()})
    boxes = boxes_of(request)
    try:
        identity.delegate(request.actor, _read(boxes, request), now=clock.now())
    except InvalidInput as refused:
        return _show(request, boxes, refused.errors)
    except Conflict as refused:
        return _show(request, boxes, trouble=refused.message, status=Conflict.status)
    return go("delegations", xong="giao")


@officer_required
@require_POST
def end(request: Request, delegation_id: UUID) -> HttpResponse:
    """End one at once."""
    organisation.end_delegation(request.actor, delegation_id, now=clock.now())
    return go("delegations", xong="thoi")


def _read(boxes: dict[str, str], request: Request) -> organisation.NewDelegation:
    """Return what the boxes say. InvalidInput at every box that cannot be read."""
    people = {str(one.id): one.id for one in _people(request)}
    absent, by = (people.get(boxes.get(name, "")) for name in ("absent", "by"))
    first, last = (day_of(boxes.get(name, "")) for name in ("first", "last"))
    if absent is None or by is None or first is None or last is None:
        read = {"absent": absent, "by": by, "first": first, "last": last}
        raise InvalidInput({name: _LACKING[name] for name, value in read.items() if value is None})
    return organisation.NewDelegation(
        absent, by, first, last, boxes.get("reason", ""), boxes.get("order_number", "")
    )


def _people(request: Request) -> list[organisation.StaffInfo]:
    return organisation.list_staff(request.actor.home, clock.local_date(clock.now()))


def _show(
    request: Request,
    boxes: dict[str, str],
    errors: dict[str, str] | None = None,
    *,
    trouble: str = "",
    status: int = 422,
) -> HttpResponse:
    today, people = clock.local_date(clock.now()), _people(request)
    found = organisation.list_delegations(request.actor.home, today - _BACK)
    rows = [_row(one, request.actor.home, people, today) for one in found]
    context = {
        "rows": [row for row in rows if row.state != "over"],
        "over": [row for row in reversed(rows) if row.state == "over"],
        "people": [
            {"value": str(one.id), "label": f"{one.full_name}, {one.position}, {one.unit_name}"}
            for one in people
        ],
        "boxes": Told(boxes),
        "errors": Told(errors or {}),
        "trouble": trouble,
        "done": request.GET.get("xong", ""),
    }
    return render(request, "console/delegations.html", context, status=status if errors or trouble else 200)


def _row(
    one: organisation.DelegationInfo, commune_id: int, people: Iterable[organisation.StaffInfo], today: date
) -> Row:
    names = {person.id: person.full_name for person in people}
    absent, by = (
        names.get(key) or organisation.get_staff(commune_id, key).full_name for key in (one.absent, one.by)
    )
    state = "over" if one.is_over(today) else "on" if one.is_on(today) else "coming"
    return Row(one, absent, by, state)
