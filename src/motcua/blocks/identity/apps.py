"""Registers the context with Django and its handlers with the kernel."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "motcua.blocks.identity"
    label = "identity"
