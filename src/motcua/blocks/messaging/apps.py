"""Registers the context with Django and its handlers with the kernel."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "motcua.blocks.messaging"
    label = "messaging"
