"""Registers the context with Django and its handlers with the kernel."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "motcua.casework.decisions"
    label = "decisions"

    def ready(self) -> None:
        from motcua.blocks.audit import api as audit
        from motcua.blocks.documents import api as documents
        from motcua.casework.decisions import handlers  # noqa: F401  (registers itself)
        from motcua.casework.decisions.queries import contents
        from motcua.casework.decisions.recipes import ANSWERED, MAKER, make_answer, make_result

        audit.register_contents(contents)
        documents.register_maker(MAKER, make_result)
        documents.register_maker(ANSWERED, make_answer)
