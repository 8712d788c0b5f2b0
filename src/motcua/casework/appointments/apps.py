"""Registers the context with Django, and its handlers with the kernel."""

from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "motcua.casework.appointments"
    label = "appointments"

    def ready(self) -> None:
        from motcua.casework.appointments import handlers  # noqa: F401  (registers itself)
