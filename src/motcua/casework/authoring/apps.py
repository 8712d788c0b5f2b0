"""Registers the context with Django."""

from django.apps import AppConfig


class AuthoringConfig(AppConfig):
    name = "motcua.casework.authoring"
    label = "authoring"
