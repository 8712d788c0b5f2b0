"""Papers of the portal that anyone may print: guides and the notice board."""

from collections.abc import Mapping
from datetime import datetime, time
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from motcua.blocks.documents import api as documents
from motcua.interfaces.portal.request import PortalRequest, today
from motcua.kernel import clock

_TEMPLATES = Path(__file__).parent / "typst"


def print_paper(template: str, data: Mapping[str, Any], addresses: Mapping[str, str]) -> bytes:
    """Return the PDF of a template; `addresses` by name become QR codes, `/files/<name>.svg`.

    The same paper on the same day has the same bytes.
    """
    files = {f"{name}.svg": documents.qr_svg(address) for name, address in addresses.items()}
    created_at = datetime.combine(today(), time(), tzinfo=clock.VIETNAM)
    return documents.typeset(_TEMPLATES / template, data, files=files, created_at=created_at)


def answer(request: PortalRequest, name: str, pdf: bytes) -> HttpResponse:
    """Return a paper: shown in the browser, with `?tai` taken home."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = str(content_disposition_header("tai" in request.GET, name))
    response["Cache-Control"] = "public, max-age=600"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
