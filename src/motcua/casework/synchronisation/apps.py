"""Registers the context with Django, and its handlers with the kernel."""

from django.apps import AppConfig


class SynchronisationConfig(AppConfig):
    name = "motcua.casework.synchronisation"
    label = "synchronisation"

    def ready(self) -> None:
        from motcua.casework.synchronisation import handlers, jobs  # noqa: F401  (register themselves)
