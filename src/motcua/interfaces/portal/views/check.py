"""Check the answers, declare, and hand in."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from motcua.blocks.forms import api as forms
from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.portal import walk, words
from motcua.interfaces.portal.access import citizen_page, draft_view
from motcua.interfaces.portal.request import PortalRequest, today
from motcua.interfaces.ui import reading_back
from motcua.kernel import clock
from motcua.kernel.errors import DomainError

NOT_DECLARED = "Lời cam đoan: hãy đánh dấu vào ô này trước khi nộp."
# What the address says after a press that came before the files.
COMING = "giay-to"
# The box by which who lives here for now says so.
HERE = "o-day"


@citizen_page
def check(request: PortalRequest, draft_id: UUID) -> HttpResponse:
    """Show every answer to be checked; send on POST, for which the draft need not be read here first."""
    return _send(request, draft_id) if request.method == "POST" else _read(request, draft_id)


@draft_view
def papers(request: PortalRequest, draft: intake.DraftInfo) -> HttpResponse:
    """Show the parts of the check that a file changes that has come meanwhile: its paper, and what to look at again."""
    context = {"draft": draft, **_about_papers(request, draft)}
    return render(request, "portal/parts/check_papers.html", context)


@draft_view
def _read(request: PortalRequest, draft: intake.DraftInfo) -> HttpResponse:
    names = request.GET.get("loi", "")
    on_the_way = draft.papers_on_the_way() if COMING in names else {}
    return _show(request, draft, {**_missing(draft), **on_the_way, **_own_faults(names)})


@draft_view
def _refuse(request: PortalRequest, draft: intake.DraftInfo, refused: DomainError) -> HttpResponse:
    return _show(request, draft, {}, refused=refused.message, status=refused.status)


def _own_faults(names: str) -> dict[str, str]:
    """Return the faults of this page that its address names after a press that was too early."""
    known = {"delivery": intake.NO_DELIVERY, "declaration": NOT_DECLARED}
    return {name: known[name] for name in names.split(",") if name in known}


def _missing(draft: intake.DraftInfo) -> dict[str, str]:
    return {**draft.missing(today()), **draft.missing_papers(today())}


def _send(request: PortalRequest, draft_id: UUID) -> HttpResponse:
    """Hand in. A second press, or the same page sent again later, finds the same dossier."""
    delivery = request.POST.get("delivery", "")
    faults = [] if delivery in intake.DELIVERIES else ["delivery"]
    faults += [] if request.POST.get("declaration") == "yes" else ["declaration"]
    if faults:
        return _send_back(request, draft_id, faults=faults)
    try:
        dossier = intake.submit_draft(
            request.actor,
            draft_id,
            commune_id=request.commune.id,
            now=clock.now(),
            delivery=delivery,
            declared=True,
            seen=_version_seen(request),
            lives_here=request.POST.get(HERE) == "yes",
        )
    except (
        intake.NotEligible,
        intake.IdentityTooWeak,
        intake.HandledElsewhere,
        intake.ProcedureChanged,
    ) as refused:
        return _refuse(request, draft_id, refused=refused)
    except intake.Incomplete:  # What is missing is told by the page itself.
        return _send_back(request, draft_id, faults=[COMING])
    helper = request.actor.helper
    return redirect("counter:helped", helper.help_id) if helper else redirect("portal:submitted", dossier.id)


def _version_seen(request: PortalRequest) -> UUID | None:
    with suppress(ValueError):
        return UUID(request.POST.get("version", ""))
    return None


@draft_view
def _send_back(request: PortalRequest, draft: intake.DraftInfo, faults: list[str]) -> HttpResponse:
    """Lead to a page of its own that tells the faults, so that the back button never meets a form that was sent."""
    told = {"loi": ",".join(faults), "nhan": request.POST.get("delivery", "")}
    told |= {HERE: "yes"} if request.POST.get(HERE) == "yes" else {}
    return redirect(f"{walk.check_url(draft)}?{urlencode(told)}")


def _show(
    request: PortalRequest,
    draft: intake.DraftInfo,
    errors: Mapping[str, str],
    *,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    version, on = draft.version, today()
    answers = forms.submission_answers(version.form, draft.answers, on)
    routing = intake.routing_of(version, draft.answers, draft.commune_id, on)
    lives_here = "yes" in (request.POST.get(HERE), request.GET.get(HERE))
    handler = draft.commune_id if lives_here else routing.commune_id or draft.commune_id
    fees = catalogue.fees_of(version, handler, "online", on, answers)
    links = {key: link for key in errors if (link := _link(draft, key))}
    context = {
        "draft": draft,
        "place": walk.place_of(draft, on, check=True),
        "parts": reading_back.read_back(
            version.form, draft.answers, on, verified=draft.verified, kept=draft.kept
        ),
        **_about_papers(request, draft),
        **_about_handling(draft, routing),
        "keep_key": intake.unsaved_key(draft.id),
        "deliveries": [{"value": key, "label": label} for key, label in intake.DELIVERIES.items()],
        "delivery": request.POST.get("delivery", request.GET.get("nhan", draft.delivery)),
        "fees": fees,
        "total": words.total_words(fees),
        "pay": words.PAY_AT_DESK if words.costs(fees) else "",
        "copies": catalogue.copies_ordered(version.content, "online", on, answers),
        "lives_here": lives_here,
        "errors": errors,
        "error_links": links,
        "stops": forms.active_stops(version.form, draft.answers, on),
        "refused": refused,
        "running": dossiers.running_of_citizen(request.actor, version.content.code)
        if request.method != "POST"
        else [],
        "too_weak": request.actor.assurance < 2,
        "back": walk.before_check(draft, on),
    }
    return render(request, "portal/check.html", context, status=status)


def _about_handling(draft: intake.DraftInfo, routing: intake.Routing) -> dict[str, str]:
    """Return who handles it, where that is not this commune, and which answer says so."""
    if routing.may_stay or routing.place is None:
        return {}
    place = ", ".join(filter(None, (routing.place.commune, routing.place.province)))
    told_by = draft.version.form.field(routing.field).label
    if routing.where is intake.Where.OTHER and routing.commune_id is not None:
        return {"handler": organisation.get_commune(routing.commune_id).committee_name, "told_by": told_by}
    return {"elsewhere": place, "told_by": told_by, "mend": _link(draft, routing.field)}


def _about_papers(request: PortalRequest, draft: intake.DraftInfo) -> dict[str, Any]:
    due = [one for one in walk.papers_due(draft, today()) if one.to_upload]
    coming = list(draft.coming.values())
    concerns = intake.look_over(request.actor, draft, today())
    return {
        "papers": [
            (one, len(draft.papers.get(one.component.code, [])), coming.count(one.component.code))
            for one in due
        ],
        "concerns": [(one, _link(draft, one.target)) for one in concerns],
    }


def _link(draft: intake.DraftInfo, key: str) -> str:
    """Return where a fault is mended; nothing for what is on this very page."""
    form = draft.version.form
    if any(field.id == key for field in form.fields):
        return f"{walk.page_url(draft, form.page_of(key).id)}?sua=1#{key}"
    if any(component.code == key for component in draft.version.content.components):
        return f"{walk.papers_url(draft)}#{key}"
    return ""
