"""What is mine: drafts, dossiers, documents, messages, people I act for."""

from django.http import HttpResponse
from django.shortcuts import render

from motcua.blocks.identity import api as identity
from motcua.blocks.messaging import api as messaging
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.portal import walk, words
from motcua.interfaces.portal.access import citizen_page
from motcua.interfaces.portal.part_words import part_stages
from motcua.interfaces.portal.request import PortalRequest, today
from motcua.kernel import clock


@citizen_page
def my_page(request: PortalRequest) -> HttpResponse:
    """Show the citizen's drafts and dossiers, each with what is to be done next."""
    mine = dossiers.list_for_applicant(request.actor)
    committee, now = request.commune.committee_name, clock.now()
    matters = {
        key: part_stages(parts, committee, now)
        for key, parts in dossiers.list_parts_of(request.actor, mine).items()
    }
    drafts = intake.list_drafts(request.actor, commune_id=request.commune.id)
    context = {
        "drafts": walk.offered(drafts, today()),
        "dossiers": [
            (one, words.standing(one, owed=_owes(one)), matters.get(one.id, []))
            for one in sorted(mine, key=_waits_not)
        ],
        "results": _results(mine),
        "people": identity.list_representations(request.actor, now=clock.now()),
        "unread": messaging.unread_count(request.actor),
    }
    return render(request, "portal/my_page.html", context)


def _results(mine: list[dossiers.DossierInfo]) -> list[dossiers.DossierInfo]:
    """Return the dossiers whose results can be taken home: done or returned."""
    return [one for one in mine if one.state in (dossiers.State.DONE, dossiers.State.RETURNED)]


def _waits_not(dossier: dossiers.DossierInfo) -> bool:
    """Put what waits for the citizen first."""
    return dossier.state not in (dossiers.State.SUPPLEMENT, dossiers.State.PAYMENT)


def _owes(dossier: dossiers.DossierInfo) -> bool | None:
    """Tell whether money is to be paid; what a new dossier costs its own page tells."""
    return None if dossier.state is dossiers.State.SUBMITTED else dossier.finance_state == "due"
