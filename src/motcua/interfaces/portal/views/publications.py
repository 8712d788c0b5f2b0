"""What was published when: the list of notices, each as a page and as a PDF for the board."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.portal.request import PortalRequest, today
from motcua.kernel import clock
from motcua.kernel.errors import NotFound

SHOWN = 100
KINDS = {"new": "Mới", "changed": "Thay đổi", "replaced": "Được thay", "ended": "Hết hiệu lực"}


def publications(request: PortalRequest) -> HttpResponse:
    """List the notices in effect."""
    return render(request, "portal/publications.html", {"publications": catalogue.list_publications(today())})


def publication(request: PortalRequest, publication_id: UUID) -> HttpResponse:
    """Show what changed for the procedures filed here."""
    notice = _in_effect(publication_id)
    here = [one for one in notice.changes if one.filed_here]
    context = {
        "publication": notice.publication,
        "changes": [(one, KINDS[one.kind]) for one in here[:SHOWN]],
        "count": len(here),
        "elsewhere": len(notice.changes) - len(here),
    }
    return render(request, "portal/publication.html", context)


def publication_pdf(request: PortalRequest, publication_id: UUID) -> HttpResponse:
    """Hand out the notice for the board."""
    _in_effect(publication_id)
    agency = request.commune.committee_name
    pdf = catalogue.print_notice(publication_id, agency=agency, created_at=clock.now())
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="thong-bao-thu-tuc.pdf"'
    return answer


def _in_effect(publication_id: UUID) -> catalogue.Notice:
    notice = catalogue.get_notice(publication_id)
    if notice.publication.effective_on > today():
        raise NotFound("Không tìm thấy thông báo này.")
    return notice
