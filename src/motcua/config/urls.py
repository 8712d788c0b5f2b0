"""The table of URLs, by audience."""

from django.urls import include, path

urlpatterns = [
    path("", include("motcua.interfaces.portal.urls")),
    path("giao-dien/", include("motcua.interfaces.ui.urls")),
    path("", include("motcua.interfaces.counter.urls")),
]
