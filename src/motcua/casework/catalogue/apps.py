"""Registers the context with Django and its handlers with the kernel."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "motcua.casework.catalogue"
    label = "catalogue"
