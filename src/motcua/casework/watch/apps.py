"""Registers the context with Django, and its handlers with the kernel."""

from django.apps import AppConfig


class WatchConfig(AppConfig):
    name = "motcua.casework.watch"
    label = "watch"

    def ready(self) -> None:
        from motcua.casework.watch import handlers  # noqa: F401  (registers itself)
