"""Registers the context with Django and its handlers with the kernel."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "motcua.blocks.privacy"
    label = "privacy"
