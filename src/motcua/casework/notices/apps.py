"""Registers the context with Django and its handlers with the kernel."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "motcua.casework.notices"
    label = "notices"

    def ready(self) -> None:
        from motcua.blocks.documents import api as documents
        from motcua.casework.notices import handlers  # noqa: F401  (registers itself)
        from motcua.casework.notices.recipes import MAKER, make_form

        documents.register_maker(MAKER, make_form)
