"""Addresses of the style guide, mounted at ``/giao-dien/``."""

from django.urls import path

from motcua.interfaces.ui import views

app_name = "ui"

urlpatterns = [
    path("", views.portal_guide, name="guide"),
    path("mot-cua/", views.counter_guide, name="counter_guide"),
    path("mau/<slug:name>/", views.sample_page, name="sample"),
]
