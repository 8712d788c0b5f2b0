"""One sub-dossier of a joint dossier: what it takes along, what became of it, and what its agency answered."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.interfaces.counter.acting import NONE, Trouble, carry_out
from motcua.interfaces.counter.days import read_day
from motcua.interfaces.counter.declaration import groups_of
from motcua.interfaces.counter.desk import read_desk
from motcua.interfaces.counter.pages import show
from motcua.interfaces.counter.part_rows import part_rows
from motcua.interfaces.counter.viewer import papers_of
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock
from motcua.kernel.errors import NotFound

_A = dossiers.PartAction
_SAID = {
    _A.SEND: "Đã ghi: đã gửi {}.",
    _A.ANSWER: "Đã ghi kết quả: {}. Người dân được báo.",
    _A.REFUSE: "Đã ghi: không giải quyết {}. Người dân được báo lý do.",
    _A.ASK: "Đã ghi yêu cầu bổ sung: {}. Hãy yêu cầu người dân bổ sung trong hồ sơ.",
}


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: Request, dossier_id: UUID, part_id: UUID) -> HttpResponse:
    """Show a part with what it takes along and nothing more, or do something to it."""
    now = clock.now()
    seen = dossiers.get_dossier(request.actor, dossier_id)
    found = next((one for one in dossiers.list_parts(request.actor, seen) if one.id == part_id), None)
    if found is None:
        raise NotFound("Không tìm thấy hồ sơ thành phần này.")
    if request.method != "POST":
        return _page(request, seen, found, NONE, now)
    action = next((one for one in _SAID if one.value == request.POST.get("act")), None)
    if action is None:
        raise dossiers.StalePage
    return carry_out(
        _doing(request, found, action, now),
        seen,
        lambda trouble: _page(request, seen, found, trouble, now),
        lambda done: _SAID[action].format(found.what.name),
    )


def _doing(
    request: Request, part: dossiers.PartInfo, action: dossiers.PartAction, now: datetime
) -> Callable[[], dossiers.DossierInfo]:
    """Return what the posted page asks for; StalePage when its hidden boxes are gone or spoilt."""
    boxes = request.POST
    try:
        revision, key = int(boxes["revision"]), UUID(boxes["action_key"])
    except (KeyError, ValueError) as spoilt:
        raise dossiers.StalePage from spoilt
    note = boxes.get(f"note-{action.value}", "").strip()
    call = dossiers.PartCall(request.actor, part.id, action, now, note, key, revision)
    if action is _A.ANSWER:
        return lambda: decisions.record_answer(
            call,
            part,
            boxes.get("number", ""),
            read_day(boxes.get("dated_on", ""), "dated_on"),
            request.FILES.get("paper"),
        )
    return lambda: dossiers.act_on_part(call, part.dossier_id)


def _page(
    request: Request, seen: dossiers.DossierInfo, part: dossiers.PartInfo, trouble: Trouble, now: datetime
) -> HttpResponse:
    desk = read_desk(request.actor, seen.id, purpose=f"Hồ sơ thành phần: {part.what.name}", now=now)
    fresh = next(one for one in desk.parts if one.id == part.id)
    [row] = part_rows(request.actor, [fresh], desk.results, desk.people, now)
    context = {
        "dossier": desk.dossier,
        "row": row,
        "acts": {one.value for one in row.acts},
        "groups": groups_of(desk.dossier, desk.file, only=frozenset(fresh.what.answers)),
        "papers": papers_of(desk.dossier, desk.file, frozenset(fresh.what.papers)),
        "log": [
            (one, desk.people.get(one.actor_id, "") if one.actor_id else "Hệ thống")
            for one in dossiers.part_log(request.actor, fresh)
        ],
        "typed": request.POST,
        "errors": trouble.errors,
        "trouble": trouble.message,
        "action_key": uuid4(),
    }
    return show(request, "counter/part.html", context, status=trouble.status)
