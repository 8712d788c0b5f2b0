"""Registers the context with Django and its handlers with the kernel."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "motcua.casework.decisions"
    label = "decisions"

    def ready(self) -> None:
        from motcua.blocks.audit import api as audit
        from motcua.casework.decisions import handlers  # noqa: F401  (registers itself)
        from motcua.casework.decisions.queries import contents

        audit.register_contents(contents)
