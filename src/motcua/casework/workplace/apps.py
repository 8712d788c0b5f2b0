"""Registers the context with Django, its handlers with the kernel, and what it keeps sealed with the audit."""

from django.apps import AppConfig


class WorkplaceConfig(AppConfig):
    name = "motcua.casework.workplace"
    label = "workplace"

    def ready(self) -> None:
        from motcua.blocks.audit import api as audit
        from motcua.casework.workplace import handlers  # noqa: F401  (registers itself)
        from motcua.casework.workplace.queries import contents

        audit.register_contents(contents)
