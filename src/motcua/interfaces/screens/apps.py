"""The screens as a Django app: views and templates, no tables."""

from django.apps import AppConfig


class ScreensConfig(AppConfig):
    name = "motcua.interfaces.screens"
    label = "screens"
