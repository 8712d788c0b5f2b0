"""The console as a Django app: views and templates, no tables."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "motcua.interfaces.console"
    label = "console"
