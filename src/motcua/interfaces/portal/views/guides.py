"""The guide to a procedure, as a page and as a paper."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.portal import facts, printing
from motcua.interfaces.portal import guide as guides
from motcua.interfaces.portal.request import PortalRequest, today
from motcua.interfaces.portal.views.downloads import PDF, file_answer


def _guide(request: PortalRequest, code: str) -> guides.Guide:
    """Return the guide; it is in Vietnamese whatever the language of the page."""
    version = catalogue.current_version(code, today(), request.commune.id)
    with translation.override("vi"):
        found = facts.facts_of(request, version)
        return guides.build(version, found, request.commune)


def guide(request: PortalRequest, code: str) -> HttpResponse:
    """Show the guide to a procedure."""
    return render(request, "portal/guide.html", {"guide": _guide(request, code)})


def guide_pdf(request: PortalRequest, code: str) -> HttpResponse:
    """Return the guide on paper, A4, with a QR code that opens the procedure's page."""
    found = _guide(request, code)
    address = request.build_absolute_uri(reverse("portal:procedure", args=[code]))
    data = {
        "title": found.title,
        "summary": found.summary,
        "code": found.code,
        "agency": request.commune.committee_name,
        "address": address,
        "printed_on": f"{today():%d/%m/%Y}",
        "sections": [
            {"title": one.title, "lines": list(one.lines), "ordered": one.ordered} for one in found.sections
        ],
    }
    pdf = printing.print_paper("guide.typ", data, {"qr": address})
    return file_answer(request, f"huong-dan-{code}.pdf", PDF, pdf, cache=printing.KEPT)
