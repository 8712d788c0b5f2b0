"""The legal documents that procedures and the product stand on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_noop

from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.portal.request import PortalRequest, today

KINDS = {
    "law": gettext_noop("Luật, bộ luật"),
    "resolution": gettext_noop("Nghị quyết"),
    "decree": gettext_noop("Nghị định"),
    "decision": gettext_noop("Quyết định"),
    "circular": gettext_noop("Thông tư"),
    "": gettext_noop("Văn bản khác"),
}
STANDINGS = {
    "in_force": (gettext_noop("Đang áp dụng"), "success"),
    "ending": (gettext_noop("Sắp hết hiệu lực"), "warning"),
    "future": (gettext_noop("Chưa có hiệu lực"), "info"),
    "ended": (gettext_noop("Hết hiệu lực"), "neutral"),
}


def laws(request: PortalRequest) -> HttpResponse:
    """Show every legal document with number, date, subject and validity, and who names it."""
    on = today()
    found = catalogue.list_legal_documents(on)
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
