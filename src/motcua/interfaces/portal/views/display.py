"""How pages are shown: large letters, contrast, language."""

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from motcua.interfaces.portal.request import PortalRequest
from motcua.interfaces.ui import display
from motcua.interfaces.ui.middleware import next_path


@require_POST
def change(request: PortalRequest) -> HttpResponse:
    """Keep what was chosen in cookies and go back to the page."""
    response = HttpResponseRedirect(next_path(request, "/"))
    display.change(request, response)
    return response
