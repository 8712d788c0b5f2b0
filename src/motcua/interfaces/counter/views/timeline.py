"""The way of a dossier as one page, with the calculation of its due time."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.interfaces.counter.desk import names
from motcua.interfaces.counter.opinion_rows import rows_of
from motcua.interfaces.counter.pages import show
from motcua.interfaces.counter.part_rows import part_rows
from motcua.interfaces.counter.progress import steps_of
from motcua.interfaces.counter.timeline import timeline as way_of
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock


@officer_required
@require_safe
def timeline(request: Request, dossier_id: UUID) -> HttpResponse:
    """Show steps, stops of the clock, opinions and promised dates in the order of time."""
    actor, now = request.actor, clock.now()
    with dossiers.scope_of(actor):
        dossier = dossiers.get_dossier(actor, dossier_id)
        people, steps = names(actor, now), dossiers.steps(actor, dossier)
        opinions = rows_of(actor, dossiers.list_opinions(actor, dossier), people, now)
        pauses, history = dossiers.pauses(actor, dossier), dossiers.history(actor, dossier.id)
        parts = dossiers.list_parts(actor, dossier)
        results = decisions.list_results(actor, dossier) if parts else []
    told = part_rows(actor, parts, results, people, now)
    rows = list(zip(steps, steps_of(steps, people, now), strict=True))
    context = {"dossier": dossier, "entries": way_of(rows, pauses, opinions, history, told)}
    return show(request, "counter/timeline.html", context)
