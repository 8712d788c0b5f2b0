"""Registers the context with Django, and the heads of its chains and what it keeps sealed with the audit."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "motcua.casework.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        from motcua.blocks.audit import api as audit
        from motcua.casework.dossiers.lists.public import chain_heads, notes
        from motcua.casework.dossiers.opinions import contents, orders

        audit.register_heads(chain_heads)
        audit.register_contents(notes)
        audit.register_contents(contents)
        audit.register_contents(orders)
