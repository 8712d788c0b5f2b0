"""Registers the context with Django, its handlers with the kernel, and what it keeps sealed with the audit."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "motcua.casework.intake"
    label = "intake"

    def ready(self) -> None:
        from motcua.blocks.audit import api as audit
        from motcua.blocks.documents import api as documents
        from motcua.casework.intake import handlers  # noqa: F401  (registers itself)
        from motcua.casework.intake.contents import contents
        from motcua.casework.intake.recipes import MAKER, make_paper

        audit.register_contents(contents)
        documents.register_maker(MAKER, make_paper)
