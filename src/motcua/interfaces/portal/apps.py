"""The portal as a Django app: views and templates, no tables."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "motcua.interfaces.portal"
    label = "portal"
