"""Files a citizen looks at or takes home."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices import api as notices
from motcua.interfaces.portal.access import citizen_page, draft_view
from motcua.interfaces.portal.request import PortalRequest
from motcua.kernel import clock
from motcua.kernel.errors import NotFound

PDF = "application/pdf"
# Pixels: twice what the page shows, for the screens of telephones.
THUMB = 128


def file_answer(
    request: PortalRequest, name: str, media_type: str, data: bytes, *, cache: str = "private, no-store"
) -> HttpResponse:
    """Return a file: shown in the browser, with `?tai` taken home; never run, kept only where `cache` says so."""
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = str(content_disposition_header("tai" in request.GET, name))
    response["Cache-Control"] = cache
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


@draft_view
def draft_file(request: PortalRequest, draft: intake.DraftInfo, file_id: UUID) -> HttpResponse:
    """Show a file of a draft."""
    _require_laid(draft, file_id)
    file, data = intake.read_draft_file(request.actor, file_id)
    return file_answer(request, file.name, file.media_type, data)


@draft_view
def draft_thumb(request: PortalRequest, draft: intake.DraftInfo, file_id: UUID) -> HttpResponse:
    """Show a small picture of the first page of a file of a draft."""
    _require_laid(draft, file_id)
    picture = intake.preview_draft_file(request.actor, file_id, width=THUMB)
    return file_answer(request, "hinh", picture.media_type, picture.data)


def _require_laid(draft: intake.DraftInfo, file_id: UUID) -> None:
    if all(file_id not in keys for keys in draft.papers.values()):
        raise NotFound("Không tìm thấy tệp này trong hồ sơ đang điền.")


@draft_view
def draft_declaration(request: PortalRequest, draft: intake.DraftInfo) -> HttpResponse:
    """Show the declaration as it will be printed, before it is handed in."""
    name, data = intake.preview_declaration(request.actor, draft, now=clock.now())
    return file_answer(request, name, PDF, data)


@citizen_page
def declaration(request: PortalRequest, dossier_id: UUID) -> HttpResponse:
    """Show the declaration that was handed in, on its official form."""
    seen = dossiers.get_dossier(request.actor, dossier_id)
    name, data = intake.read_declaration(request.actor, seen, now=clock.now())
    return file_answer(request, name, PDF, data)


@citizen_page
def paper(request: PortalRequest, dossier_id: UUID, file_id: UUID) -> HttpResponse:
    """Show a paper that was handed in."""
    seen = dossiers.get_dossier(request.actor, dossier_id)
    file, data = intake.read_paper(request.actor, seen, file_id, now=clock.now())
    return file_answer(request, file.name, file.media_type, data)


@citizen_page
def form(request: PortalRequest, dossier_id: UUID, file_id: UUID) -> HttpResponse:
    """Show a form or receipt the one-stop issued."""
    seen = dossiers.get_dossier(request.actor, dossier_id)
    name, data = notices.read_form(request.actor, seen, file_id, now=clock.now())
    return file_answer(request, name, PDF, data)


@citizen_page
def result(request: PortalRequest, dossier_id: UUID, result_id: UUID) -> HttpResponse:
    """Show a result, once it may be handed over."""
    seen = dossiers.get_dossier(request.actor, dossier_id)
    name, data = decisions.read_result(request.actor, seen, result_id, now=clock.now())
    return file_answer(request, name, PDF, data)


@citizen_page
def supplement_file(request: PortalRequest, dossier_id: UUID, file_id: UUID) -> HttpResponse:
    """Show a file laid to a supplement that was not sent yet."""
    dossiers.get_dossier(request.actor, dossier_id)
    file, data = intake.read_draft_file(request.actor, file_id)
    return file_answer(request, file.name, file.media_type, data)
