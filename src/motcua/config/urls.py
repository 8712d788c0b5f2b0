"""The table of URLs, by audience."""

from django.urls import include, path

urlpatterns = [
    path("", include("motcua.interfaces.portal.urls")),
    path("giao-dien/", include("motcua.interfaces.ui.urls")),
    path("", include("motcua.interfaces.counter.urls")),
    path("", include("motcua.interfaces.console.urls")),
    path("man-hinh/", include("motcua.interfaces.screens.urls")),
]

handler400 = "motcua.interfaces.ui.errors.bad_request"
handler403 = "motcua.interfaces.ui.errors.permission_denied"
handler404 = "motcua.interfaces.ui.errors.page_not_found"
handler500 = "motcua.interfaces.ui.errors.server_error"
