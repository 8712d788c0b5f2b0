"""Registers the context with Django and its handlers with the kernel."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "motcua.blocks.payments"
    label = "payments"
