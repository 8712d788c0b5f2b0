"""Registers the context with Django, its handlers with the kernel, and its chains and seals with the audit."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "motcua.casework.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        from motcua.blocks.audit import api as audit
        from motcua.casework.dossiers import (
            handlers,  # noqa: F401  (registers itself)
            parts,
        )
        from motcua.casework.dossiers.lists.public import chain_heads, notes
        from motcua.casework.dossiers.opinions import contents, orders

        audit.register_heads(chain_heads)
        audit.register_contents(notes)
        audit.register_contents(contents)
        audit.register_contents(orders)
        audit.register_heads(parts.chain_heads)
        audit.register_contents(parts.contents)
