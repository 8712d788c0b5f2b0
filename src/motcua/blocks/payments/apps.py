"""Registers the context with Django and its receipts with the audit."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "motcua.blocks.payments"
    label = "payments"

    def ready(self) -> None:
        from motcua.blocks.audit import api as audit
        from motcua.blocks.payments.queries import chain_heads, contents

        audit.register_heads(chain_heads)
        audit.register_contents(contents)
