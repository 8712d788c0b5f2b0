"""Registers the context with Django and its handlers with the kernel."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "motcua.casework.notices"
    label = "notices"

    def ready(self) -> None:
        from motcua.casework.notices import handlers  # noqa: F401  (registers itself)
