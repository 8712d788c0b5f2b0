"""Django application of the design system."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Registers templates, static files and template tags under the label ``ui``."""

    name = "motcua.interfaces.ui"
    label = "ui"
    verbose_name = "Giao diện"
