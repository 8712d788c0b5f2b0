"""The page of one dossier: papers beside data, where it stands, what can be done now."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.blocks.identity import api as identity
from motcua.blocks.messaging import api as messaging
from motcua.blocks.organisation import api as organisation
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.synchronisation import api as synchronisation
from motcua.interfaces.counter.declaration import groups_of
from motcua.interfaces.counter.desk import Desk, read_desk
from motcua.interfaces.counter.due_words import Due, due_of
from motcua.interfaces.counter.flash import Flash
from motcua.interfaces.counter.labels import CHANNELS, KEYS
from motcua.interfaces.counter.opinion_rows import rows_of
from motcua.interfaces.counter.pages import show, to_dossier
from motcua.interfaces.counter.part_rows import part_rows
from motcua.interfaces.counter.progress import sent_of, steps_of
from motcua.interfaces.counter.proposal_rows import earlier_proposals
from motcua.interfaces.counter.side_acts import side_acts
from motcua.interfaces.counter.signing_words import progress_of
from motcua.interfaces.counter.viewer import choose, sheets_of
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.interfaces.ui.transfers import transfers
from motcua.kernel import clock


@officer_required
@require_safe
def dossier(request: Request, dossier_id: UUID) -> HttpResponse:
    """Show a dossier; asked for the paper pane alone, show that."""
    now = clock.now()
    desk = read_desk(request.actor, dossier_id, purpose="Xử lý hồ sơ", now=now)
    sheets, sheet = choose(sheets_of(desk.dossier, desk.file, desk.results), request.GET.get("giay", ""))
    pane = {"dossier": desk.dossier, "sheets": sheets, "sheet": sheet}
    if request.headers.get("HX-Target") == "giay-to":
        return show(request, "counter/parts/papers.html", pane)
    return show(request, "counter/dossier.html", {
        **pane,
        "desk": desk,
        **transfers(desk.dossier),
        "groups": groups_of(desk.dossier, desk.file),
        "actions": _actions(request, desk),
        "others": side_acts(request.actor, desk, now),
        "action_key": uuid4(),
        "collects": request.actor.may("payment.collect") and desk.to_collect,
        "refunds": request.actor.may("payment.collect") and desk.to_refund,
        "dues": _dues(desk.dossier, now),
        "holder": _holder(desk),
        "proposer": desk.people.get(desk.proposal.proposed_by_id, "") if desk.proposal else "",
        "channel": CHANNELS.get(desk.dossier.channel, ""),
        "national_code": synchronisation.national_code_of(request.actor, desk.dossier),
        "steps": steps_of(desk.steps, desk.people, now),
        "sent": sent_of(desk.sent),
        "earlier": earlier_proposals(desk.file.proposals, desk.history, desk.people),
        "opinions": rows_of(request.actor, desk.opinions, desk.people, now),
        "signing": progress_of(desk.results, desk.history, now),
        "sub_dossiers": part_rows(request.actor, desk.parts, desk.results, desk.people, now),
    })  # fmt: skip


def _actions(request: Request, desk: Desk) -> list[dict[str, Any]]:
    """What the officer may do now, as buttons; nothing while a signature is being made."""
    if desk.signing:
        return []
    allowed = dossiers.allowed_actions(request.actor, desk.dossier)
    return [
        {
            "label": _label(action, desk.dossier),
            "key": KEYS[action.value],
            "href": reverse(f"counter:{action.value}", args=[desk.dossier.id]),
            "variant": "primary" if position == 0 else "secondary",
        }
        for position, action in enumerate(sorted(allowed, key=_last_refuse))
    ]


def _label(action: dossiers.Action, dossier: dossiers.DossierInfo) -> str:
    proposed = action is dossiers.Action.REQUEST_SUPPLEMENT and dossier.proposed
    return "Gửi yêu cầu bổ sung" if proposed else action.label


_ASIDE = (
    dossiers.Action.REFUSE, dossiers.Action.ASSIGN, dossiers.Action.REQUEST_SUPPLEMENT,
    dossiers.Action.PROPOSE_SUPPLEMENT, dossiers.Action.DECLINE_SUPPLEMENT,
)  # fmt: skip


def _last_refuse(action: dossiers.Action) -> bool:
    return action in _ASIDE


def _dues(dossier: dossiers.DossierInfo, now: datetime) -> list[tuple[str, Due]]:
    """The deadlines in force, each with its name: of the step, and of the whole dossier until it is done."""
    calendar = organisation.working_calendar(dossier.commune_id, clock.local_date(now))
    paused = dossier.snapshot.paused_at is not None
    whole = None if dossier.finished_at else dossier.due_at
    named = (
        ("Hạn bước này", dossier.step_due_at),
        ("Hạn đính chính" if dossier.correcting else "Hạn trả kết quả", whole),
    )
    return [(name, due_of(at, now, calendar, paused=paused)) for name, at in named if at]


def _holder(desk: Desk) -> str:
    if desk.dossier.holder_id:
        return desk.people.get(desk.dossier.holder_id, "")
    return identity.role_names().get(desk.dossier.step_role, "")


@officer_required
@require_safe
def signing(request: Request, dossier_id: UUID) -> HttpResponse:
    """Tell the page that waits how the signature stands; when it is over, the page loads anew."""
    now = clock.now()
    with dossiers.scope_of(request.actor):
        seen = dossiers.get_dossier(request.actor, dossier_id)
        results = decisions.list_results(request.actor, seen)
        history = dossiers.history(request.actor, dossier_id)
    state = progress_of(results, history, now)
    if state is None:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return show(request, "counter/parts/signing.html", {"dossier": seen, "signing": state})


@officer_required
@require_POST
def retry_message(request: Request, dossier_id: UUID, delivery_id: UUID) -> HttpResponse:
    """Send a message that did not go out once more."""
    seen = dossiers.get_dossier(request.actor, dossier_id)
    messaging.retry_delivery(request.actor, delivery_id)
    return to_dossier(seen, Flash(f"Đã xếp gửi lại tin của hồ sơ {seen.reference}."))
