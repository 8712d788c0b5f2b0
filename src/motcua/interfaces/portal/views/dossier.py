"""A dossier as its citizen follows it, and the page right after sending."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from motcua.blocks.identity import api as identity
from motcua.blocks.organisation import api as organisation
from motcua.blocks.payments import api as payments
from motcua.casework.books import api as books
from motcua.casework.catalogue import api as catalogue
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices import api as notices
from motcua.interfaces.portal import timeline, words
from motcua.interfaces.portal.access import citizen_page
from motcua.interfaces.portal.part_words import part_stages
from motcua.interfaces.portal.request import PortalRequest, today
from motcua.interfaces.ui import reading_back
from motcua.interfaces.ui.transfers import transfers
from motcua.kernel import clock

PURPOSE = "Người nộp xem hồ sơ của mình"


@citizen_page
def submitted(request: PortalRequest, dossier_id: UUID) -> HttpResponse:
    """Confirm the sending: the code, what happens next, and when."""
    dossier = dossiers.get_dossier(request.actor, dossier_id)
    waits = dossier.state is dossiers.State.SUBMITTED
    owed = _owed(dossier) if waits else ""
    context = {
        "dossier": dossier,
        "secret": dossiers.lookup_secret(dossier.id),
        "owed": owed,
        "nothing_to_do": waits and not owed,
        "opens": _opens_again(dossier),
    }
    return render(request, "portal/submitted.html", context)


def _opens_again(dossier: dossiers.DossierInfo) -> str:
    """Return when the commune works again, for a dossier sent while it did not; else nothing."""
    sent = dossier.submitted_at
    opening = organisation.working_calendar(dossier.commune_id, clock.local_date(sent)).next_opening(sent)
    return organisation.tell_moment(opening) if opening > sent else ""


@citizen_page
def dossier(request: PortalRequest, dossier_id: UUID) -> HttpResponse:
    """Show where a dossier stands, every step of it, its papers and its results."""
    seen = dossiers.get_dossier(request.actor, dossier_id)
    owed = _owed(seen)
    history = dossiers.history(request.actor, seen.id)
    allowed = dossiers.allowed(request.actor, seen, clock.now())
    context = {
        "dossier": seen,
        "standing": words.standing(seen, owed=bool(owed)),
        "secret": dossiers.lookup_secret(seen.id),
        "stages": _stages(request, seen, history),
        "matters": part_stages(
            dossiers.list_parts(request.actor, seen),
            organisation.get_commune(seen.commune_id).committee_name,
            clock.now(),
        ),
        "history": history,
        "pauses": _pauses(request, seen, history),
        "words_to_read": _words_to_read(seen, history),
        "done_at": seen.finished_at if seen.state in (dossiers.State.DONE, dossiers.State.RETURNED) else None,
        "ground": _last_words(history, dossiers.Action.REQUEST_PAYMENT),
        "withdrawable": dossiers.Action.REQUEST_WITHDRAWAL in allowed,
        "wish_open": dossiers.Action.CHANGE_WISH in allowed,
        "forms": notices.list_forms(seen),
        "owed": owed,
        "results": decisions.list_results(request.actor, seen, former=True),
        "handed_over": decisions.handed_over(seen, owed=bool(owed)),
        "parcels": _parcels(request, seen, history),
        **_desk(request, seen, history),
        **transfers(seen),
    }
    return render(request, "portal/dossier.html", context)


def _parcels(
    request: PortalRequest, dossier: dossiers.DossierInfo, history: list[dossiers.HistoryLine]
) -> list[books.ParcelInfo]:
    """Return what went out by post, and not what was listed by mistake; nobody looks where nothing did."""
    posted = any(line.action == dossiers.Action.POST_RESULT for line in history)
    return [one for one in books.parcels_of(request.actor, dossier) if one.was_given] if posted else []


def _pauses(
    request: PortalRequest, dossier: dossiers.DossierInfo, history: list[dossiers.HistoryLine]
) -> list[dossiers.PauseLine]:
    """Return when the clock stood; nobody looks where nothing was ever asked of the citizen."""
    asks = (dossiers.Action.REQUEST_SUPPLEMENT, dossiers.Action.REQUEST_PAYMENT)
    return dossiers.pauses(request.actor, dossier) if any(line.action in asks for line in history) else []


def _owed(dossier: dossiers.DossierInfo) -> str:
    """Return what is to be paid, in words; before the acceptance, what it would charge."""
    if dossier.state is dossiers.State.SUBMITTED:
        return payments.lines_words(intake.charge_lines(dossier, now=clock.now()))
    charge = payments.owing(dossier.commune_id, dossier.id)
    return charge.words if charge else ""


# What an officer wrote to the citizen, while it is what the dossier stands by.
_ANSWERS = {
    dossiers.State.REFUSED: dossiers.Action.REFUSE,
    dossiers.State.STOPPED: dossiers.Action.STOP,
    dossiers.State.WITHDRAWN: dossiers.Action.CONFIRM_WITHDRAWAL,
}


def _words_to_read(dossier: dossiers.DossierInfo, history: list[dossiers.HistoryLine]) -> str:
    """Return why the dossier ended without a result."""
    ended = dossiers.Action.TRANSFER if dossier.goes_on else _ANSWERS.get(dossier.state)
    return _last_words(history, ended) if ended else ""


def _last_words(history: list[dossiers.HistoryLine], action: dossiers.Action) -> str:
    return next((line.note for line in reversed(history) if line.action == action), "")


def _stages(
    request: PortalRequest, dossier: dossiers.DossierInfo, history: list[dossiers.HistoryLine]
) -> list[timeline.Stage]:
    staff = {one.id: one for one in organisation.list_staff(dossier.commune_id, today())}
    roles = {role.key: role.name for role in identity.list_roles()}
    people = timeline.People(staff, roles, history)
    return timeline.stages(dossier, dossiers.steps(request.actor, dossier), people, clock.now())


def _desk(
    request: PortalRequest, dossier: dossiers.DossierInfo, history: list[dossiers.HistoryLine]
) -> dict[str, object]:
    ended = any(line.state.is_without_result for line in history)
    desk = intake.open_desk(request.actor, dossier, purpose=PURPOSE, now=clock.now(), ended_before=ended)
    form = catalogue.get_version(dossier.version_id).form
    awaited = dossier.state is dossiers.State.SUPPLEMENT and dossier.supplement_state == "asked"
    return {
        "parts": reading_back.read_back(form, desk.answers, clock.local_date(desk.submitted_at)),
        "papers": desk.papers,
        "copies": intake.copies_of(dossier, desk),
        "wish": desk.wish,
        "obligation": desk.obligation,
        "refunds": desk.refunds,
        "pays": organisation.get_commune(dossier.commune_id) if desk.refunds else None,
        "supplement": desk.supplement if awaited else None,
    }
