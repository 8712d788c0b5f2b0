"""The legal documents that procedures and the product stand on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page

from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.portal.request import PortalRequest, today

KINDS = {
    "law": "Luật, bộ luật",
    "resolution": "Nghị quyết",
    "decree": "Nghị định",
    "decision": "Quyết định",
    "circular": "Thông tư",
    "": "Văn bản khác",
}
STANDINGS = {
    "in_force": ("Đang áp dụng", "success"),
    "ending": ("Sắp hết hiệu lực", "warning"),
    "future": ("Chưa có hiệu lực", "info"),
    "ended": ("Hết hiệu lực", "neutral"),
}


@gzip_page
def laws(request: PortalRequest) -> HttpResponse:
    """Show every legal document with number, date, subject and validity, and who names it."""
    on = today()
    found = catalogue.list_legal_documents(catalogue.list_current(on))
    groups = []
    for kind, name in KINDS.items():
        rows = [
            {"law": law, "users": len(users), "standing": STANDINGS[law.standing(on)]}
            for law, users in found
            if law.kind == kind
        ]
        if rows:
            groups.append((name, rows))
    return render(request, "portal/laws.html", {"groups": groups})
