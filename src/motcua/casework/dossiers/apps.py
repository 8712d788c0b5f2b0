"""Registers the context with Django and its handlers with the kernel."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "motcua.casework.dossiers"
    label = "dossiers"
