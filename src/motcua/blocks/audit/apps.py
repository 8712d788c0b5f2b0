"""Registers the context with Django and its handlers with the kernel."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "motcua.blocks.audit"
    label = "audit"
