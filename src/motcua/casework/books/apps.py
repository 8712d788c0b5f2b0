"""Registers the context with Django, and its handlers with the kernel."""

from django.apps import AppConfig


class BooksConfig(AppConfig):
    name = "motcua.casework.books"
    label = "books"

    def ready(self) -> None:
        from motcua.casework.books import handlers  # noqa: F401  (registers itself)
