"""Only the style guide: the design system is tested without the rest of the product."""

from django.urls import include, path

urlpatterns = [path("giao-dien/", include("motcua.interfaces.ui.urls"))]
