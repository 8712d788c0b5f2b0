"""Files of a dossier, shown in the page: papers, printed forms, results."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices import api as notices
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock


def send(name: str, media_type: str, data: bytes) -> HttpResponse:
    """Send a file to be shown, never guessed at, and kept by nobody."""
    response = HttpResponse(data, content_type=media_type)
    shown = content_disposition_header(as_attachment=False, filename=name)
    response["Content-Disposition"] = shown or "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@officer_required
@require_safe
def declaration(request: Request, dossier_id: UUID) -> HttpResponse:
    """Send the declaration in force, printed on its official form."""
    seen = dossiers.get_dossier(request.actor, dossier_id)
    name, data = intake.read_declaration(request.actor, seen, now=clock.now())
    return send(name, "application/pdf", data)


@officer_required
@require_safe
def file(request: Request, dossier_id: UUID, file_id: UUID) -> HttpResponse:
    """Send a paper laid to the dossier."""
    seen = dossiers.get_dossier(request.actor, dossier_id)
    info, data = intake.read_paper(request.actor, seen, file_id, now=clock.now())
    return send(info.name, info.media_type, data)


@officer_required
@require_safe
def form(request: Request, dossier_id: UUID, file_id: UUID) -> HttpResponse:
    """Send a printed form issued for the dossier."""
    seen = dossiers.get_dossier(request.actor, dossier_id)
    name, data = notices.read_form(request.actor, seen, file_id, now=clock.now())
    return send(name, "application/pdf", data)


@officer_required
@require_safe
def result(request: Request, dossier_id: UUID, result_id: UUID) -> HttpResponse:
    """Send a result as it stands: the draft, or the signed paper."""
    seen = dossiers.get_dossier(request.actor, dossier_id)
    name, data = decisions.read_result(request.actor, seen, result_id, now=clock.now())
    return send(name, "application/pdf", data)
