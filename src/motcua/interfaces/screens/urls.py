"""Addresses of the screens."""

from django.urls import path

from motcua.interfaces.screens import views

app_name = "screens"

urlpatterns = [
    path("goi-so/", views.calls, name="calls"),
    path("lay-so/", views.kiosk, name="kiosk"),
    path("mo/<str:secret>/", views.enrol, name="enrol"),
]
