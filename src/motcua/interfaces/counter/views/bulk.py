"""Work on many dossiers: what would become of each, do it, what became of it; and signing many with one PIN."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from motcua.blocks.organisation import api as organisation
from motcua.blocks.signatures import api as signatures
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.workplace import api as workplace
from motcua.interfaces.counter import flash
from motcua.interfaces.counter.acting import NONE, Trouble, trouble_of
from motcua.interfaces.counter.bulk_rows import is_under_way, rows_of, summary_of
from motcua.interfaces.counter.pages import show
from motcua.interfaces.ui.ids import id_in
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, DomainError, InvalidInput, NotAvailable

A = dossiers.Action
_PIN = (signatures.WrongPin, signatures.CredentialLocked)
_TOLD = (InvalidInput, Conflict, NotAvailable, decisions.NothingProposed, signatures.CredentialMissing)


@officer_required
@require_POST
def plan(request: Request) -> HttpResponse:
    """Plan what was pressed below the list for the dossiers that are ticked."""
    run_id = uuid4()
    try:
        action = A(request.POST.get("viec", ""))
        workplace.plan_bulk(request.actor, run_id, action, chosen(request), now=clock.now())
    except (ValueError, InvalidInput) as refusal:
        told = next(iter(refusal.errors.values()), "") if isinstance(refusal, InvalidInput) else ""
        said = flash.Flash(told or "Việc này không làm hàng loạt được.", "warning")
        return flash.leave(HttpResponseRedirect(reverse("counter:work_list")), said)
    return HttpResponseRedirect(reverse("counter:bulk_run", args=[run_id]))


@sensitive_post_parameters("pin")
@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def bulk_run(request: Request, run_id: UUID) -> HttpResponse:
    """Show a run dossier by dossier; do what waits in it, from the beginning or where it was interrupted."""
    if request.method != "POST":
        return _show_run(request, run_id, NONE)
    try:
        holder = id_in(request.POST.get("holder", ""))
        pin = request.POST.get("pin", "")
        workplace.run_bulk(request.actor, run_id, now=clock.now(), holder_id=holder, pin=pin)
    except (*_PIN, *_TOLD) as refusal:
        return _show_run(request, run_id, _trouble(refusal))
    return HttpResponseRedirect(reverse("counter:bulk_run", args=[run_id]))


def _show_run(request: Request, run_id: UUID, trouble: Trouble) -> HttpResponse:
    now = clock.now()
    run = workplace.read_run(request.actor, run_id, now=now)
    results = decisions.list_many(request.actor, [item.dossier for item in run.items])
    rows = rows_of(run, results)
    staff = (
        organisation.list_staff(request.actor.home, clock.local_date(now)) if run.action is A.ASSIGN else []
    )
    context = {
        "run": run,
        "rows": rows,
        "summary": summary_of(rows),
        "waiting": len(run.waiting),
        "signs": run.action in workplace.SIGNING,
        "chooses": run.action is A.ASSIGN and run.holder_id is None,
        "people": [{"value": str(one.id), "label": one.full_name} for one in staff],
        "under_way": is_under_way(rows),
        "errors": trouble.errors,
        "trouble": trouble.message,
    }
    alone = request.headers.get("HX-Target") == "ket-qua-chung"
    template = "counter/parts/bulk_rows.html" if alone else "counter/bulk_run.html"
    return show(request, template, context, status=trouble.status)


@sensitive_post_parameters("pin")
@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_many(request: Request) -> HttpResponse:
    """Show what waits for the officer's signature, or sign what is ticked with one PIN."""
    action = A.APPROVE if request.actor.may(A.APPROVE.permission) else A.ISSUE
    request.actor.require(action.permission)
    if request.method != "POST":
        return _show_waiting(request, action, NONE)
    run_id, pin = id_in(request.POST.get("run", "")) or uuid4(), request.POST.get("pin", "")
    try:
        workplace.sign_many(request.actor, run_id, action, chosen(request), pin=pin, now=clock.now())
    except (*_PIN, *_TOLD) as refusal:
        return _show_waiting(request, action, _trouble(refusal))
    return HttpResponseRedirect(reverse("counter:bulk_run", args=[run_id]))


def _show_waiting(request: Request, action: dossiers.Action, trouble: Trouble) -> HttpResponse:
    asked = dossiers.Asked("todo", filters=dossiers.Filters(next_action=action.value))
    with dossiers.scope_of(request.actor):
        page = dossiers.list_work(request.actor, asked, now=clock.now())
        results = decisions.list_many(request.actor, page.rows)
    ticked = set(chosen(request))
    wanted = ("proposed",) if action is A.APPROVE else ("signed",)
    rows: list[dict[str, Any]] = [
        {"dossier": one, "results": results.get(one.id, []), "ticked": one.id in ticked}
        for one in page.rows
        if any(result.state in wanted for result in results.get(one.id, []))
    ]
    context = {
        "rows": rows,
        "more": page.following is not None,
        "action": action,
        "approves": action is A.APPROVE,
        "run_id": uuid4(),
        "errors": trouble.errors,
        "trouble": trouble.message,
    }
    return show(request, "counter/sign_many.html", context, status=trouble.status)


def chosen(request: Request) -> list[UUID]:
    """Return the ids of the dossiers that are ticked."""
    return [key for key in map(id_in, request.POST.getlist("chon")) if key is not None]


def _trouble(refusal: DomainError) -> Trouble:
    if isinstance(refusal, _PIN):
        return Trouble({"pin": refusal.message}, status=422)
    return trouble_of(refusal)
