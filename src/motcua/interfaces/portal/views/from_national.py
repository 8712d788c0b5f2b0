"""The link by which the national portal sends a person here.

/nop-ho-so?MaTTHCDP=&MaCoQuanThucHien=&vnconnect=1&MaDVC=&MDT=

Whoever comes logs in as everybody does; MDT, which is said to name them, is read by nobody. What is begun here is filed
on this portal and counts as such.
"""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from motcua.casework.catalogue import api as catalogue
from motcua.casework.synchronisation import api as synchronisation
from motcua.interfaces.portal.request import PortalRequest, today

# The commune's own code of the procedure, else the service on the national portal.
_CODES = ("MaTTHCDP", "MaDVC")


@require_safe
def arrive(request: PortalRequest) -> HttpResponse:
    """Lead to the start of the procedure's form; what is not filed here gets a page that says where to go."""
    asked = [request.GET.get(name, "") for name in _CODES]
    codes = [code for code in map(synchronisation.plain_code, asked) if code]
    here = {one.code: one for one in catalogue.list_summaries(today(), request.commune.id)}
    known = next((code for code in codes if code in here and here[code].filed_here), "")
    unit = request.GET.get("MaCoQuanThucHien", "").strip()
    if known and unit in ("", request.commune.identifier, request.commune.identifier_old):
        return redirect("portal:start", known)
    code = codes[0] if codes else ""
    successors = catalogue.successors(code, today()) if code and not known else []
    context = {
        "code": code,
        "known": here.get(known),
        "successors": successors,
        "away": catalogue.national_portal().page_of(code) if code else "",
    }
    return render(request, "portal/from_national.html", context, status=404)
