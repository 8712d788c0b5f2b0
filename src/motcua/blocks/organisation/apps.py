"""Registers the context with Django and its handlers with the kernel."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "motcua.blocks.organisation"
    label = "organisation"
