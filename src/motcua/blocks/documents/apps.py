"""Registers the context with Django and its handlers with the kernel."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "motcua.blocks.documents"
    label = "documents"
