"""The portal as a Django app: views, templates, and two small tables."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "motcua.interfaces.portal"
    label = "portal"
