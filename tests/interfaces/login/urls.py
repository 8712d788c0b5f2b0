"""The login pages beside a few pages that only the tests need."""

from django.http import HttpResponse
from django.urls import include, path

from motcua.interfaces.ui import errors
from motcua.interfaces.ui.middleware import citizen_required, officer_required
from motcua.kernel.errors import Conflict, InvalidInput, NotAllowed, NotAvailable, NotFound

_RAISED = {
    "conflict": Conflict("Người khác vừa xử lý hồ sơ này."),
    "input": InvalidInput({"x": "y"}),
    "allowed": NotAllowed("Chỉ chủ tịch được duyệt."),
    "found": NotFound("Không thấy hồ sơ."),
    "available": NotAvailable("Chưa kết nối được với kho dữ liệu."),
}


def who(request):
    """Tell who asks."""
    return HttpResponse(f"{request.actor.kind} {request.actor.name} {request.commune.name}")


def raises(request, name):
    """Raise what a use case would."""
    if name == "fault":
        raise RuntimeError("a secret of ours")
    raise _RAISED[name]


urlpatterns = [
    path("", include("motcua.interfaces.portal.urls_login")),
    path("", include("motcua.interfaces.counter.urls_login")),
    path("ai/", who),
    path("can-bo/viec/", officer_required(who)),
    path("cua-toi/", citizen_required(who)),
    path("loi/<name>/", raises),
]
handler500 = errors.server_error
