"""Examine a signed PDF for anybody who holds one."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render

from motcua.blocks.signatures import api as signatures
from motcua.casework.decisions import api as decisions
from motcua.interfaces.portal.request import PortalRequest
from motcua.kernel import clock, ports

NO_FILE = "Tệp PDF: hãy chọn tệp cần kiểm tra."
TOO_LARGE = "Tệp PDF: tệp lớn hơn {} MB nên không kiểm tra được."


def verify(request: PortalRequest) -> HttpResponse:
    """Show the form; examine the file on POST. The file is not kept."""
    upload = request.FILES.get("tep")
    if request.method != "POST":
        return render(request, "portal/verify.html", {})
    problem = _problem(upload)
    if problem or upload is None:
        return render(request, "portal/verify.html", {"errors": {"tep": problem}}, status=422)
    data = upload.read()
    report = signatures.verify(data, ports.get(signatures.TrustList), at=clock.now())
    # A sound paper may be out of force all the same.
    replaced = decisions.replacement_of(request.commune.id, data) if report.ok else None
    return render(
        request, "portal/verify.html", {"report": report, "name": upload.name, "replaced": replaced}
    )


def _problem(upload: "UploadedFile[Any] | None") -> str:
    if upload is None:
        return NO_FILE
    if (upload.size or 0) > settings.MOTCUA_UPLOAD_LIMIT:
        return TOO_LARGE.format(settings.MOTCUA_UPLOAD_LIMIT // (1024 * 1024))
    return ""
